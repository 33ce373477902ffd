//! A model that asks every day of the calendar, against rules of all kinds.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDateTime, Weekday};
use chrono_tz::{TZ_VARIANTS, Tz};
use proptest::prelude::*;

use super::*;
use crate::kit::wallclock::Schedule;

/// Whether a day is one of the rule's, seen from that day alone.
fn gives(rule: &Rule, day: NaiveDate) -> bool {
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
    let monday = |day: NaiveDate| day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    let turn = |passed: i64, every: Every| passed % i64::from(every.get()) == 0;
    let (number, longest) =
        (day.day(), (day.day()..=31).rev().find(|n| day.with_day(*n).is_some()));
    let left = longest.expect("the day itself") - number + 1;
    let said =
        |n: i8, up: u32, down: u32| u32::from(n.unsigned_abs()) == if n > 0 { up } else { down };
    match &rule.dates {
        Dates::Days(every) => turn((day - rule.start).num_days(), *every),
        Dates::Weeks(every, weekdays) => {
            let week = (monday(day) - monday(rule.start)).num_days() / 7;
            let mut marked = (0..).zip(weekdays).filter(|(_, on)| **on);
            turn(week, *every)
                && marked.any(|(number, _)| number == day.weekday().num_days_from_monday())
        }
        Dates::Months(every, days) => {
            turn(months(day) - months(rule.start), *every)
                && days.iter().any(|n| said(*n, number, left))
        }
        Dates::MonthWeekdays(every, all) => {
            let fits = |one: &Nth| said(one.n, number.div_ceil(7), left.div_ceil(7));
            turn(months(day) - months(rule.start), *every)
                && all.iter().any(|one| one.weekday == day.weekday() && fits(one))
        }
        Dates::Scheduled(schedule) => schedule.falls_on(day),
    }
}

/// The wall times of a window, day by day from the start.
fn walked(rule: &Rule, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDateTime> {
    let mut own = Vec::new();
    let until = to.max(rule.moved.iter().map(|one| one.day + Days::new(1)).max().unwrap_or(to));
    for day in rule.start.iter_days().take_while(|day| *day < until).filter(|day| gives(rule, *day))
    {
        for time in &rule.times {
            let over = match rule.end {
                End::Never => false,
                End::Until(last) => day > last,
                End::After(count) => own.len() >= usize::try_from(count.get()).expect("small"),
            };
            if !over {
                own.push(day.and_time(*time));
            }
        }
    }
    let kept = own.into_iter().filter(|wall| !rule.except.contains(&wall.date()));
    let mut all: BTreeSet<_> = kept.collect();
    for day in rule.also.iter().filter(|day| **day >= rule.start) {
        all.extend(rule.times.iter().map(|time| day.and_time(*time)));
    }
    for one in &rule.moved {
        let gone = |wall: &NaiveDateTime| wall.date() == one.day && one.time == Some(wall.time());
        all.retain(|wall| !gone(wall));
    }
    all.extend(rule.moved.iter().map(|one| one.to).filter(|to| to.date() >= rule.start));
    all.into_iter().filter(|wall| (from..to).contains(&wall.date())).collect()
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..7_600).prop_map(|days| date("2020-01-01") + Days::new(days))
}

fn any_dates() -> impl Strategy<Value = Dates> {
    let every = || (1_u32..9).prop_map(every);
    let number = |most: i8| (1..=most, any::<bool>()).prop_map(|(n, up)| if up { n } else { -n });
    let weekday = (0_u8..7).prop_map(|day| Weekday::try_from(day).expect("a weekday"));
    let nth = (number(5), weekday).prop_map(|(n, weekday)| Nth { n, weekday });
    let crons =
        ["0 9 * * 1-5", "*/20 1-3 * * *", "5 0,23 1-7 */2 *", "59 23 * * sun", "0 2 29 2 *"];
    let schedule = |text| Dates::Scheduled(Schedule::read(text).expect("a schedule"));
    prop_oneof![
        every().prop_map(Dates::Days),
        (every(), any::<[bool; 7]>()).prop_map(|(every, days)| Dates::Weeks(every, days)),
        (every(), prop::collection::vec(number(31), 1..4))
            .prop_map(|(n, all)| Dates::Months(n, all)),
        (every(), prop::collection::vec(nth, 1..4))
            .prop_map(|(n, all)| Dates::MonthWeekdays(n, all)),
        prop::sample::select(crons.to_vec()).prop_map(schedule),
    ]
}

fn any_end() -> impl Strategy<Value = End> {
    prop_oneof![Just(End::Never), any_day().prop_map(End::Until), (1_u64..2_000).prop_map(after),]
}

/// A rule whose moves are moves of what it gives; none where it is refused.
fn any_rule() -> impl Strategy<Value = Option<Recurrence>> {
    let time = (0_u32..24, prop::sample::select(vec![0_u32, 15, 30, 45, 59]));
    let time =
        time.prop_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).expect("time"));
    let times = prop::collection::vec(time, 1..3);
    let days = || prop::collection::btree_set(any_day(), 0..6);
    let moves = prop::collection::vec((0_usize..200, -3_000_i64..3_000), 0..4);
    (any_day(), any_dates(), times, any_end(), days(), days(), moves).prop_map(
        |(start, dates, mut times, end, except, also, moves)| {
            if let Dates::Scheduled(schedule) = &dates {
                times = schedule.times().to_vec();
            }
            let rule = Rule { start, dates, times, end, except, also, moved: Vec::new() };
            let whole = Recurrence::of(rule.clone()).ok()?;
            let first: Vec<_> = whole.walls(start, start + Days::new(400)).take(200).collect();
            let mut rule = rule;
            let mut used = BTreeSet::new();
            for (place, minutes) in moves {
                let Some(from) = first.get(place % first.len().max(1)) else { continue };
                if used.insert(*from) {
                    let to = *from + chrono::TimeDelta::minutes(minutes);
                    rule.moved.push(Move { day: from.date(), time: Some(from.time()), to });
                }
            }
            Recurrence::of(rule).ok()
        },
    )
}

fn any_zone() -> impl Strategy<Value = Tz> {
    prop::sample::select(TZ_VARIANTS.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_rule_gives_what_a_walk_over_every_day_finds(
        whole in any_rule(), from in any_day(), length in 0_u64..900,
    ) {
        let Some(whole) = whole else { return Ok(()) };
        let to = from + Days::new(length);

        let walls: Vec<_> = whole.walls(from, to).collect();

        prop_assert_eq!(walls, walked(whole.rule(), from, to));
    }

    #[test]
    fn windows_side_by_side_give_what_one_window_gives(
        whole in any_rule(),
        zone in any_zone(),
        from in any_day(),
        lengths in (0_u64..300, 0_u64..300),
    ) {
        let Some(whole) = whole else { return Ok(()) };
        let middle = from + Days::new(lengths.0);
        let to = middle + Days::new(lengths.1);

        let mut two = whole.between(zone, from, middle).expect("few");
        two.extend(whole.between(zone, middle, to).expect("few"));

        prop_assert!(two.is_sorted_by(|one, next| one.instant < next.instant));
        prop_assert_eq!(two, whole.between(zone, from, to).expect("few"));
    }

    #[test]
    fn a_count_ends_where_the_last_day_that_it_reaches_ends(
        start in any_day(), dates in any_dates(), count in 1_u64..600,
    ) {
        let endless = rule("2020-01-01", dates, "09:00");
        let at = |end| Recurrence::of(Rule { start, end, ..endless.clone() });
        let (Ok(counted), Ok(endless)) = (at(after(count)), at(End::Never)) else { return Ok(()) };
        let horizon = date("9999-12-31");

        let all: Vec<_> = counted.walls(start, horizon).collect();

        prop_assert_eq!(u64::try_from(all.len()).ok(), Some(count));
        let last = all[all.len() - 1].date();
        let until: Vec<_> = at(End::Until(last)).expect("a rule").walls(start, horizon).collect();
        prop_assert_eq!(&all, &until);
        prop_assert_eq!(all, endless.walls(start, last + Days::new(1)).collect::<Vec<_>>());
    }
}
