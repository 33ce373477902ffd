//! The wall clock's tables, and its properties in every zone.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Offset};
use chrono_tz::{Africa, America, TZ_VARIANTS};

use super::*;

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a wall time")
}

fn utc(text: &str) -> DateTime<Utc> {
    wall(text).and_utc()
}

/// The first `count` due instants after a wall time, as local texts with offset.
fn due(schedule: &str, zone: Tz, after: &str, count: usize) -> Vec<String> {
    let after = instant_of(zone, wall(after)).instant;
    let schedule = Schedule::read(schedule).expect("a schedule");
    let local = |due: DateTime<Utc>| due.with_timezone(&zone).format("%d %H:%M %Z").to_string();
    schedule.after(zone, after).take(count).map(local).collect()
}

#[test]
fn a_wall_time_in_a_gap_moves_on_and_in_a_fold_is_the_first() {
    let table = [
        (America::New_York, "2026-03-08 02:30", "2026-03-08 07:30", Some(Note::Gap)),
        (America::New_York, "2026-11-01 01:30", "2026-11-01 05:30", Some(Note::Fold)),
        (America::New_York, "2026-11-01 02:00", "2026-11-01 07:00", None),
        (Africa::Cairo, "2026-04-24 00:15", "2026-04-23 22:15", Some(Note::Gap)),
        (Africa::Cairo, "2026-10-29 23:30", "2026-10-29 20:30", Some(Note::Fold)),
        (Africa::Kigali, "2026-03-08 02:30", "2026-03-08 00:30", None),
        (chrono_tz::Pacific::Apia, "2011-12-30 09:00", "2011-12-30 19:00", Some(Note::Gap)),
        (chrono_tz::Australia::Lord_Howe, "2026-10-04 02:15", "2026-10-03 15:45", Some(Note::Gap)),
    ];
    for (zone, local, instant, note) in table {
        let settled = instant_of(zone, wall(local));
        assert_eq!(settled, Settled { instant: utc(instant), note }, "{zone} {local}");
    }
}

#[test]
fn a_daily_time_fires_once_on_the_nights_of_the_change() {
    let new_york = America::New_York;
    let spring = due("30 2 * * *", new_york, "2026-03-07 12:00", 2);
    assert_eq!(spring, ["08 03:30 EDT", "09 02:30 EDT"]);
    let autumn = due("30 1 * * *", new_york, "2026-10-31 12:00", 2);
    assert_eq!(autumn, ["01 01:30 EDT", "02 01:30 EST"]);
}

#[test]
fn half_hours_stay_in_order_on_the_nights_of_the_change() {
    let autumn = due("*/30 * * * *", America::New_York, "2026-11-01 00:00", 4);
    assert_eq!(autumn, ["01 00:30 EDT", "01 01:00 EDT", "01 01:30 EDT", "01 02:00 EST"]);
    let spring = due("*/30 * * * *", America::New_York, "2026-03-08 01:00", 4);
    assert_eq!(spring, ["08 01:30 EST", "08 03:00 EDT", "08 03:30 EDT", "08 04:00 EDT"]);
}

#[test]
fn weekdays_are_counted_as_in_a_crontab() {
    let days = |text: &str| {
        let schedule = Schedule::read(&format!("0 9 * * {text}")).expect("a schedule");
        // 2026-03-01 is a Sunday.
        let week = schedule.after(Africa::Kigali, utc("2026-02-28 12:00"));
        let name = |due: DateTime<Utc>| wall_of(Africa::Kigali, due).format("%a").to_string();
        let before = utc("2026-03-07 12:00");
        week.take_while(|due| *due < before).map(name).collect::<Vec<_>>().join(" ")
    };
    let table = [
        ("0", "Sun"),
        ("7", "Sun"),
        ("sun", "Sun"),
        ("1-5/2", "Mon Wed Fri"),
        ("5-7", "Sun Fri Sat"),
        ("sat-mon", "Sun Mon Sat"),
        ("7-2", "Sun Mon Tue"),
        ("1,3", "Mon Wed"),
        ("*/3", "Sun Wed Sat"),
        ("4/2", "Thu Sat"),
        ("*", "Sun Mon Tue Wed Thu Fri Sat"),
    ];
    for (text, expected) in table {
        assert_eq!(days(text), expected, "{text}");
    }
}

#[test]
fn what_traditions_disagree_on_is_refused() {
    use NotASchedule::{DayAndWeekday, Fields, Unreadable, Weekday};
    let table = [
        ("0 9 * *", Fields),
        ("0 0 9 * * *", Fields),
        ("", Fields),
        ("0 9 * * 8", Weekday),
        ("0 9 * * 1/0", Weekday),
        ("0 9 * * 01", Weekday),
        ("0 9 * * fri#2", Weekday),
        ("0 9 1 * 1", DayAndWeekday),
        ("61 9 * * *", Unreadable),
        ("+1 9 * * *", Unreadable),
        ("30-10 9 * * *", Unreadable),
        ("*/61 9 * * *", Unreadable),
        ("0 9 0 * *", Unreadable),
        ("0 9 * 13 *", Unreadable),
        ("0 9 * march *", Unreadable),
        (", 9 * * *", Unreadable),
        ("*/0 9 * * *", Unreadable),
        ("0 9 L * *", Unreadable),
        ("0 9 ? * *", Unreadable),
        ("0 24 * * *", Unreadable),
    ];
    for (text, why) in table {
        assert_eq!(Schedule::read(text).map(|_| ()), Err(why), "{text}");
    }
    let never = Schedule::read("0 0 30 2 *").expect("readable, though no such day comes");
    assert_eq!(never.next_after(Africa::Kigali, utc("2026-01-01 00:00")), None);
}

#[test]
fn zones_are_known_by_their_names() {
    assert_eq!(read_zone("Africa/Kigali"), Some(Africa::Kigali));
    assert_eq!(read_zone("Africa/kigali"), None);
    assert_eq!(read_zone("CAT+2"), None);
}

/// One change of a zone's clocks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    at: DateTime<Utc>,
    before_seconds: i32,
    after_seconds: i32,
}

fn offset_seconds(zone: Tz, at: DateTime<Utc>) -> i32 {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
}

/// Every change of a zone's clocks from 2020 to 2040, by search in steps of a
/// week: no zone changes its clocks twice in one.
fn changes(zone: Tz) -> Vec<Change> {
    let (mut at, end) = (utc("2020-01-01 00:00"), utc("2041-01-01 00:00"));
    let mut found = Vec::new();
    while at < end {
        let next = at + TimeDelta::days(7);
        let before_seconds = offset_seconds(zone, at);
        let after_seconds = offset_seconds(zone, next);
        if before_seconds != after_seconds {
            let (mut low, mut high) = (0, 7 * 24 * 60);
            while high - low > 1 {
                let middle = i64::midpoint(low, high);
                let there = offset_seconds(zone, at + TimeDelta::minutes(middle));
                *if there == before_seconds { &mut low } else { &mut high } = middle;
            }
            found.push(Change { at: at + TimeDelta::minutes(high), before_seconds, after_seconds });
        }
        at = next;
    }
    found
}

/// Around one change: each quarter of an hour has one instant that shows it or,
/// in a gap, lies as far past it as the clocks jump.
fn check_walls(zone: Tz, change: Change) {
    let around = wall_of(zone, change.at);
    let jump = TimeDelta::seconds(i64::from(change.after_seconds - change.before_seconds));
    for quarters in -12..=12 {
        let asked = around + TimeDelta::minutes(15) * quarters;
        let settled = instant_of(zone, asked);
        let shown = wall_of(zone, settled.instant);
        match settled.note {
            Some(Note::Gap) => assert_eq!(shown, asked + jump, "{zone} {asked}"),
            Some(Note::Fold) => {
                assert_eq!(shown, asked, "{zone} {asked}");
                assert!(settled.instant < change.at, "{zone} {asked} is not the first");
            }
            None => assert_eq!(shown, asked, "{zone} {asked}"),
        }
    }
}

/// Around one change: a schedule's instants strictly increase, come one per
/// wall time, and are the same whether asked one by one or in a row.
fn check_schedules(zone: Tz, change: Change, schedules: &[Schedule]) {
    let (from, until) = (change.at - TimeDelta::hours(4), change.at + TimeDelta::hours(4));
    for schedule in schedules {
        let row: Vec<_> = schedule.after(zone, from).take_while(|due| *due <= until).collect();
        assert!(row.is_sorted_by(|one, next| one < next), "{zone} {}", change.at);
        let walls: BTreeSet<_> = row.iter().map(|due| wall_of(zone, *due)).collect();
        assert_eq!(walls.len(), row.len(), "{zone} {}: twice at one wall time", change.at);
        for pair in row.windows(2).step_by(3) {
            assert_eq!(schedule.next_after(zone, pair[0]), Some(pair[1]), "{zone}");
        }
    }
}

#[test]
fn in_every_zone_from_2020_to_2040_each_wall_time_comes_once() {
    let read = |text| Schedule::read(text).expect("a schedule");
    let schedules = [read("*/30 * * * *"), read("30 0-3 * * *"), read("15 2 * * 0,6")];
    let mut seen = BTreeSet::new();
    for zone in TZ_VARIANTS {
        for change in changes(zone) {
            check_walls(zone, change);
            if seen.insert(change) {
                check_schedules(zone, change, &schedules);
            }
        }
    }
    assert!(seen.len() > 500, "only {} changes found", seen.len());
}

#[test]
fn months_have_names_and_steps_begin_where_they_say() {
    let kigali = Africa::Kigali;
    let days = due("0 9 28-31/2 jan,MAR *", kigali, "2026-01-01 00:00", 5);
    assert_eq!(
        days,
        ["28 09:00 CAT", "30 09:00 CAT", "28 09:00 CAT", "30 09:00 CAT", "28 09:00 CAT"]
    );
    let steps = due("50/5 8-20/6 * * *", kigali, "2026-01-01 12:00", 4);
    assert_eq!(steps, ["01 14:50 CAT", "01 14:55 CAT", "01 20:50 CAT", "01 20:55 CAT"]);
}

#[test]
fn a_jump_of_half_an_hour_keeps_every_time_in_order() {
    let lord_howe = chrono_tz::Australia::Lord_Howe;
    let spring = due("15,40,45 2 * * *", lord_howe, "2026-10-03 12:00", 3);
    assert_eq!(spring, ["04 02:40 +11", "04 02:45 +11", "05 02:15 +11"]);
}

#[test]
fn years_beyond_the_table_have_the_clocks_of_a_year_that_is_like_them() {
    let table = [
        (America::New_York, "2101-03-13 02:30", "2101-03-13 07:30", Some(Note::Gap)),
        (America::New_York, "2101-11-06 01:30", "2101-11-06 05:30", Some(Note::Fold)),
        (America::New_York, "2104-02-29 12:00", "2104-02-29 17:00", None),
        (chrono_tz::Pacific::Auckland, "2400-02-29 12:00", "2400-02-28 23:00", None),
        (chrono_tz::Pacific::Auckland, "2100-01-01 00:30", "2099-12-31 11:30", None),
        (Africa::Kigali, "9999-12-31 19:00", "9999-12-31 17:00", None),
    ];
    for (zone, local, instant, note) in table {
        let settled = instant_of(zone, wall(local));
        assert_eq!(settled, Settled { instant: utc(instant), note }, "{zone} {local}");
        let shown = if note == Some(Note::Gap) { "2101-03-13 03:30" } else { local };
        assert_eq!(wall_of(zone, settled.instant), wall(shown), "{zone} {local}");
    }
    let daily = Schedule::read("0 9 1 1 *").expect("a schedule");
    let due = daily.next_after(Africa::Kigali, utc("2150-01-02 00:00"));
    assert_eq!(due, Some(utc("2151-01-01 07:00")));
}

#[test]
fn the_zone_table_goes_on_past_2040() {
    let summer = instant_of(America::New_York, wall("2060-07-01 12:00")).instant;
    assert_eq!(summer, utc("2060-07-01 16:00"));
    let day = NaiveDate::from_ymd_opt(2090, 1, 4).expect("a day");
    let daily = Schedule::read("0 9 * * *").expect("a schedule");
    let due =
        daily.next_after(Africa::Kigali, day.and_hms_opt(0, 0, 0).expect("midnight").and_utc());
    assert_eq!(due, Some(utc("2090-01-04 07:00")));
}
