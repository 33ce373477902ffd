//! Tables and properties of booking, repeating and changing.

mod booking;
mod repeat;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::{Africa, Tz};

use super::*;
use crate::kit::wallclock::instant_of;
use crate::kit::{Currency, Id, Period, Slot};

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(super) fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

pub(super) fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").expect("a wall time")
}

pub(super) fn utc(text: &str) -> DateTime<Utc> {
    wall(text).and_utc()
}

pub(super) fn wish(day: &str, at: &str) -> Wish {
    Wish { date: date(day), time: time(at), entered_late: false }
}

pub(super) fn slot(zone: Tz, from: &str, seconds: u32) -> Slot {
    Slot::new(instant_of(zone, wall(from)).instant, seconds).expect("a slot")
}

pub(super) const EVERY_DAY: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Breaks of 120 s, 90 of them free, at these times of every day.
pub(super) fn breaks(times: &[&str]) -> Vec<Break> {
    let numbered = (1..).zip(times);
    let of = |(number, at): (i64, &&str), weekday| Break {
        id: Id::new(number * 10 + i64::from(Weekday::num_days_from_monday(&weekday))),
        weekday,
        starts: time(at),
        seconds: 120,
        free_seconds: 90,
        valid_from: None,
        valid_to: None,
    };
    numbered.flat_map(|one| EVERY_DAY.map(|weekday| of(one, weekday))).collect()
}

/// A running campaign of March 2026 with an approved spot of 45 s, a station
/// in Kigali open 05:00-23:00 with three breaks a day and 30,000 RWF.
pub(super) fn facts() -> Facts {
    let hours = |weekday| Hours { weekday, opens: time("05:00"), closes: time("23:00") };
    Facts {
        now: utc("2026-03-02 06:00:00"),
        station: StationFacts {
            zone: Africa::Kigali,
            day_starts: time("05:00"),
            languages: vec!["rw".into(), "fr".into()],
            hours: EVERY_DAY.map(hours).to_vec(),
            breaks: breaks(&["06:30", "12:30", "18:30"]),
            dayparts: vec![DaypartFacts {
                id: Id::new(1),
                starts: time("17:00"),
                ends: time("05:00"),
            }],
            rates: vec![rate(1, None, 1_000), rate(2, Some(1), 3_000)],
            outages: Vec::new(),
        },
        campaign: CampaignFacts {
            state: CampaignState::Running,
            flight: Period::new(date("2026-03-01"), date("2026-03-31")).expect("a period"),
            purses: vec![Purse { currency: Currency::RWF, budget_minor: 30_000, booked_minor: 0 }],
        },
        message: MessageFacts {
            kind: Kind::Spot,
            language: "rw".into(),
            seconds: 45,
            approved: true,
            expires_on: Some(date("2026-03-28")),
        },
        booked: Vec::new(),
    }
}

pub(super) fn rate(number: i64, daypart: Option<i64>, price_minor: i64) -> RateFacts {
    RateFacts {
        id: Id::new(number),
        for_spots: true,
        daypart: daypart.map(Id::new),
        per_seconds: 30,
        price_minor,
        currency: Currency::RWF,
        valid_from: None,
        valid_to: None,
    }
}

/// The same station without breaks or money, and a live session of an hour.
pub(super) fn live_facts(zone: Tz) -> Facts {
    let mut facts = facts();
    facts.station.zone = zone;
    facts.station.breaks = Vec::new();
    facts.station.hours = Vec::new();
    facts.campaign.purses = Vec::new();
    facts.campaign.flight = Period::new(date("2026-01-01"), date("2026-12-31")).expect("a period");
    facts.message.kind = Kind::LiveSession;
    facts.message.seconds = 3_600;
    facts.message.expires_on = None;
    facts.now = utc("2026-01-02 00:00:00");
    facts
}

#[test]
fn what_has_begun_or_is_answered_is_not_moved_out_of_sight() {
    let now = utc("2026-03-02 06:00:00");
    let coming = Current {
        cancelled: false,
        outcome: Outcome::Unanswered,
        starts_at: now + TimeDelta::seconds(1),
        entered_late: false,
    };
    let begun = Current { starts_at: now, ..coming };

    assert_eq!(decide_change(&coming, now), Ok(()));
    assert_eq!(decide_change(&begun, now), Err(ChangeRefused::Begun));
    assert_eq!(decide_change(&Current { entered_late: true, ..begun }, now), Ok(()));
    let answered = Current { outcome: Outcome::Aired, entered_late: true, ..begun };
    assert_eq!(decide_change(&answered, now), Err(ChangeRefused::Answered));
    let cancelled = Current { cancelled: true, ..coming };
    assert_eq!(decide_change(&cancelled, now), Err(ChangeRefused::Cancelled));
}

#[test]
fn words_of_rows_are_read_as_they_are_written() {
    for evidence in Evidence::ALL {
        assert_eq!(Evidence::read(evidence.code()), Some(evidence));
    }
    for outcome in Outcome::ALL {
        assert_eq!(Outcome::read(outcome.code()), Some(outcome));
    }
    assert_eq!(CancelReason::read("whim"), None);
    assert!(Evidence::Presumed < Evidence::Confirmed);
}
