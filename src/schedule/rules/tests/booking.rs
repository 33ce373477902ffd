//! Whether one airing may be booked.

use chrono_tz::America;
use proptest::prelude::*;

use super::*;
use crate::kit::wallclock::{Note, wall_of};

/// One thing made different.
type Change = fn(&mut Facts);

fn bar(wish: &Wish, facts: &Facts) -> Bar {
    decide_booking(wish, facts).expect_err("refused").bar
}

#[test]
fn a_spot_stands_at_the_first_free_second_of_its_break() {
    let mut facts = facts();

    let first = decide_booking(&wish("2026-03-10", "18:31"), &facts).expect("booked");
    facts.booked.push(first.slot);
    let second = decide_booking(&wish("2026-03-10", "18:30"), &facts).expect("booked");
    facts.booked.push(second.slot);
    let third = decide_booking(&wish("2026-03-10", "18:30"), &facts).expect_err("full");

    assert_eq!(first.wall, wall("2026-03-10 18:30:00"));
    assert_eq!(second.wall, wall("2026-03-10 18:30:45"));
    assert_eq!(second.in_break.map(|held| held.id), Some(Id::new(31)));
    assert_eq!(second.price.money.minor, 4_500, "45 s at 3,000 for 30 s in the evening");
    assert_eq!(third.bar, Bar::BreakFull { left_seconds: 0, needed_seconds: 45 });
    assert_eq!(third.instead, Some(wall("2026-03-10 12:30:00")));
}

#[test]
fn a_gap_in_a_break_is_filled_when_it_is_long_enough() {
    let mut facts = facts();
    let zone = facts.station.zone;
    facts.booked = vec![slot(zone, "2026-03-10 18:30:20", 25)];

    let long = decide_booking(&wish("2026-03-10", "18:30"), &facts).expect("after it");
    facts.message.seconds = 20;
    let short = decide_booking(&wish("2026-03-10", "18:30"), &facts).expect("before it");

    assert_eq!(long.wall, wall("2026-03-10 18:30:45"));
    assert_eq!(short.wall, wall("2026-03-10 18:30:00"));
}

#[test]
fn each_rule_says_no_by_itself() {
    let asked = wish("2026-03-10", "18:30");
    let table: [(Change, Bar); 9] = [
        (|f| f.campaign.state = CampaignState::Draft, Bar::Draft),
        (|f| f.campaign.state = CampaignState::Closed, Bar::Closed),
        (|f| f.message.approved = false, Bar::NotApproved),
        (|f| f.message.seconds = 0, Bar::NoLength),
        (
            |f| f.message.language = "sw".into(),
            Bar::Language { language: "sw".into(), spoken: "rw, fr".into() },
        ),
        (
            |f| f.message.expires_on = Some(date("2026-03-09")),
            Bar::Expired { last: date("2026-03-09") },
        ),
        (|f| f.now = utc("2026-03-10 16:31:00"), Bar::Past),
        (|f| f.now = utc("2026-03-10 16:20:00"), Bar::TooSoon { minutes: 15 }),
        (
            |f| f.station.rates[1].currency = "USD".parse().expect("a code"),
            Bar::OtherCurrency { currency: "USD".into() },
        ),
    ];
    assert!(decide_booking(&asked, &facts()).is_ok());
    for (change, expected) in table {
        let mut changed = facts();
        change(&mut changed);
        assert_eq!(bar(&asked, &changed), expected);
    }
    let outside = bar(&wish("2026-04-01", "18:30"), &facts());
    let (first, last) = (date("2026-03-01"), date("2026-03-31"));
    assert_eq!(outside, Bar::OutsideFlight { first, last });
}

#[test]
fn the_past_is_booked_only_when_it_is_said_to_be_entered_late() {
    let mut facts = facts();
    facts.now = utc("2026-04-20 09:00:00");
    let asked = wish("2026-03-10", "18:30");

    assert_eq!(bar(&asked, &facts), Bar::Past);
    let late = decide_booking(&Wish { entered_late: true, ..asked }, &facts).expect("booked");
    assert!(late.entered_late);
}

#[test]
fn the_budget_says_how_much_is_left() {
    let mut facts = facts();
    facts.campaign.purses[0].booked_minor = 27_000;

    let evening = bar(&wish("2026-03-10", "18:30"), &facts);
    let noon = decide_booking(&wish("2026-03-10", "12:30"), &facts).expect("cheaper");

    let money = |minor| crate::kit::Money { minor, currency: Currency::RWF };
    assert_eq!(evening, Bar::OverBudget { price: money(4_500), left: money(3_000) });
    assert_eq!(noon.price.money.minor, 1_500);
}

#[test]
fn outside_hours_and_breaks_the_nearest_that_works_is_named() {
    let mut facts = facts();
    let no_break = decide_booking(&wish("2026-03-10", "17:00"), &facts).expect_err("no break");
    assert_eq!(no_break.bar, Bar::NoBreak);
    assert_eq!(no_break.instead, Some(wall("2026-03-10 18:30:00")));

    facts.station.breaks = Vec::new();
    facts.message.seconds = 3_600;
    facts.message.kind = Kind::Programme;
    let late = decide_booking(&wish("2026-03-10", "22:30"), &facts).expect_err("closes at 23");
    assert_eq!(late.bar, Bar::OffHours { hours: Some((time("05:00"), time("23:00"))) });
    let booked = slot(facts.station.zone, "2026-03-10 10:00:00", 1_800);
    facts.booked = vec![booked];
    let taken = decide_booking(&wish("2026-03-10", "10:10"), &facts).expect_err("taken");
    assert_eq!(taken.bar, Bar::Taken { from: wall("2026-03-10 10:00:00") });
    assert_eq!(taken.instead, Some(wall("2026-03-10 10:30:00")));
}

#[test]
fn an_outage_is_named_with_its_end() {
    let mut facts = facts();
    let (from, until) = (utc("2026-03-09 00:00:00"), utc("2026-03-12 08:00:00"));
    facts.station.outages = vec![Outage { from, until: Some(until) }];

    let refused = decide_booking(&wish("2026-03-10", "18:30"), &facts).expect_err("off air");

    assert_eq!(refused.bar, Bar::Outage { until: Some(wall("2026-03-12 10:00:00")) });
    assert_eq!(refused.instead, Some(wall("2026-03-12 18:30:00")));
    facts.station.outages = vec![Outage { from, until: None }];
    assert_eq!(bar(&wish("2026-03-20", "18:30"), &facts), Bar::Outage { until: None });
}

#[test]
fn after_midnight_an_airing_belongs_to_the_evening_before() {
    let mut facts = live_facts(Africa::Kigali);
    let open_late = |weekday| Hours { weekday, opens: time("05:00"), closes: time("02:00") };
    facts.station.hours = EVERY_DAY.map(open_late).to_vec();

    let across = decide_booking(&wish("2026-03-10", "23:30"), &facts).expect("booked");
    facts.booked = vec![across.slot];
    let after = decide_booking(&wish("2026-03-11", "00:30"), &facts).expect("booked");

    assert_eq!(across.air_date, date("2026-03-10"));
    assert_eq!(after.air_date, date("2026-03-10"));
    assert_eq!(after.slot.start(), across.slot.end());
    assert_eq!(after.daypart, Some(Id::new(1)));
    let too_late = bar(&wish("2026-03-11", "01:30"), &facts);
    assert_eq!(too_late, Bar::OffHours { hours: Some((time("05:00"), time("02:00"))) });
}

#[test]
fn the_night_of_a_clock_change_is_noted_and_counted_right() {
    let new_york = live_facts(America::New_York);
    let gap = decide_booking(&wish("2026-03-08", "02:30"), &new_york).expect("booked");
    assert_eq!((gap.note, gap.wall), (Some(Note::Gap), wall("2026-03-08 03:30:00")));

    let cairo = live_facts(Africa::Cairo);
    let fold = decide_booking(&wish("2026-10-29", "23:30"), &cairo).expect("booked");
    assert_eq!((fold.note, fold.slot.start()), (Some(Note::Fold), utc("2026-10-29 20:30:00")));
    // The hour from 23:00 to 24:00 comes twice that night: both can be sold.
    let mut cairo = cairo;
    cairo.booked = vec![fold.slot];
    let after = decide_booking(&wish("2026-10-30", "00:00"), &cairo).expect("booked");
    assert_eq!(after.slot.start() - fold.slot.end(), TimeDelta::minutes(30));
}

fn any_wish() -> impl Strategy<Value = Wish> {
    (0_u64..12, 0_u32..24 * 12).prop_map(|(day, five)| Wish {
        date: date("2026-03-01") + chrono::Days::new(day),
        time: NaiveTime::from_hms_opt(five / 12, five % 12 * 5, 0).expect("a time"),
        entered_late: false,
    })
}

/// A station with or without breaks, in zones that change their clocks in March.
fn any_facts() -> impl Strategy<Value = Facts> {
    let zone = prop::sample::select(vec![Africa::Kigali, America::New_York, Africa::Casablanca]);
    let seconds = prop::sample::select(vec![15_u32, 45, 90, 1_800, 7_200]);
    (zone, seconds, any::<bool>()).prop_map(|(zone, seconds, spot)| {
        let mut facts = if spot { facts() } else { live_facts(zone) };
        facts.station.zone = zone;
        facts.message.seconds = seconds;
        facts
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn accepted_bookings_never_overlap(
        mut facts in any_facts(), wishes in prop::collection::vec(any_wish(), 1..40),
    ) {
        for wish in wishes {
            if let Ok(placed) = decide_booking(&wish, &facts) {
                let apart = facts.booked.iter().all(|other| !other.overlaps(placed.slot));
                prop_assert!(apart, "{} overlaps", placed.wall);
                if let Some(held) = placed.in_break {
                    prop_assert!(held.starts_at <= placed.slot.start());
                    prop_assert!(placed.slot.end() <= held.free_until);
                }
                facts.booked.push(placed.slot);
                facts.booked.sort_by_key(|slot| slot.start());
            }
        }
    }

    #[test]
    fn what_is_suggested_is_accepted(
        mut facts in any_facts(), wishes in prop::collection::vec(any_wish(), 1..20),
    ) {
        for wish in wishes {
            let placed = match decide_booking(&wish, &facts) {
                Ok(placed) => placed,
                Err(BookingRefused { instead: Some(instead), .. }) => {
                    let asked = Wish { date: instead.date(), time: instead.time(), ..wish };
                    let placed = decide_booking(&asked, &facts);
                    prop_assert!(placed.is_ok(), "{instead} was suggested: {placed:?}");
                    placed.expect("just seen")
                }
                Err(_) => continue,
            };
            prop_assert_eq!(wall_of(facts.station.zone, placed.slot.start()), placed.wall);
            facts.booked.push(placed.slot);
            facts.booked.sort_by_key(|slot| slot.start());
        }
    }
}
