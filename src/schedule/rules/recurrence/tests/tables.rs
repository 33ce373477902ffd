//! Examples by hand.

use RuleRefused::{MovedExcept, MovedFromNothing, MovedFromSeveral, MovedTwice};
use chrono::Weekday::{self, Fri, Mon, Sat, Sun, Thu, Tue, Wed};
use chrono_tz::{Africa, America, Australia, Pacific, Tz};

use super::*;
use crate::kit::wallclock::{Note, Schedule};

/// The dates of a rule's wall times in a window, as short texts.
fn days(rule: &Rule, from: &str, to: &str) -> String {
    let whole = Recurrence::of(rule.clone()).expect("a rule");
    let walls = whole.walls(date(from), date(to));
    walls.map(|wall| wall.format("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
}

/// What airs in a window, as short texts with the note.
fn airs(rule: &Rule, zone: Tz, from: &str, to: &str) -> Vec<String> {
    let whole = Recurrence::of(rule.clone()).expect("a rule");
    let due = whole.between(zone, date(from), date(to)).expect("few");
    let note = |note| match note {
        Some(Note::Gap) => " gap",
        Some(Note::Fold) => " fold",
        None => "",
    };
    due.iter().map(|one| format!("{}{}", one.local.format("%d %H:%M"), note(one.note))).collect()
}

fn refused(rule: Rule) -> RuleRefused {
    Recurrence::of(rule).expect_err("a refusal")
}

fn on(start: &str, n: u32, weekdays: &[Weekday]) -> Rule {
    rule(start, Dates::Weeks(every(n), Dates::weekdays(weekdays)), "19:00")
}

fn monthly(start: &str, n: u32, days: &[i8]) -> Rule {
    rule(start, Dates::Months(every(n), days.to_vec()), "19:00")
}

fn nths(start: &str, n: u32, all: &[(i8, Weekday)]) -> Rule {
    let all = all.iter().map(|(n, weekday)| Nth { n: *n, weekday: *weekday }).collect();
    rule(start, Dates::MonthWeekdays(every(n), all), "19:00")
}

fn cron(start: &str, text: &str) -> Rule {
    let schedule = Schedule::read(text).expect("a schedule");
    let times = schedule.times().to_vec();
    Rule { times, ..rule(start, Dates::Scheduled(schedule), "00:00") }
}

#[test]
fn days_are_counted_from_the_start_and_weeks_from_its_monday() {
    let table = [
        (daily("2026-03-02", 3, "19:00"), "03-02 03-05 03-08 03-11"),
        (daily("2026-03-10", 1, "19:00"), "03-10 03-11 03-12 03-13"),
        // 2026-03-05 is a Thursday: its week counts, its Tuesday is over.
        (on("2026-03-05", 1, &[Tue, Fri]), "03-06 03-10 03-13"),
        (on("2026-03-05", 2, &[Sun, Tue, Tue]), "03-08"),
        (on("2026-03-08", 2, &[Mon]), ""),
        (on("2026-03-02", 1, &[Mon, Tue, Wed, Thu, Fri, Sat, Sun]), {
            "03-02 03-03 03-04 03-05 03-06 03-07 03-08 03-09 03-10 03-11 03-12 03-13"
        }),
    ];
    for (rule, expected) in table {
        assert_eq!(days(&rule, "2026-02-01", "2026-03-14"), expected, "{rule:?}");
    }
    assert_eq!(days(&on("2026-03-05", 2, &[Tue, Sun]), "2026-03-09", "2026-04-06"), {
        "03-17 03-22 03-31 04-05"
    });
    assert_eq!(days(&on("2025-12-29", 2, &[Mon, Thu]), "2025-12-29", "2026-01-20"), {
        "12-29 01-01 01-12 01-15"
    });
}

#[test]
fn months_have_days_from_both_ends_and_lack_some() {
    let table = [
        (monthly("2026-01-01", 1, &[31]), "01-31 03-31 05-31 07-31 08-31 10-31 12-31"),
        (monthly("2026-01-01", 1, &[-31]), "01-01 03-01 05-01 07-01 08-01 10-01 12-01"),
        (monthly("2026-01-15", 3, &[-1, 1, 31]), "01-31 04-01 04-30 07-01 07-31 10-01 10-31"),
        (monthly("2026-02-28", 2, &[29, -2]), "04-29 06-29 08-29 08-30 10-29 10-30 12-29 12-30"),
        (nths("2026-01-01", 1, &[(5, Fri)]), "01-30 05-29 07-31 10-30"),
        (nths("2026-01-01", 4, &[(-1, Mon), (2, Fri)]), "01-09 01-26 05-08 05-25 09-11 09-28"),
        (nths("2026-03-02", 6, &[(1, Mon), (-5, Mon)]), "03-02 09-07"),
        (nths("2026-11-10", 1, &[(2, Tue), (1, Mon)]), "11-10 12-07 12-08"),
    ];
    for (rule, expected) in table {
        assert_eq!(days(&rule, "2026-01-01", "2027-01-01"), expected, "{rule:?}");
    }
    let leap = monthly("2026-02-01", 12, &[29]);
    let whole = Recurrence::of(leap).expect("a rule");
    let years = whole.walls(date("2090-01-01"), date("2110-01-01"));
    let years: Vec<_> = years.map(|wall| wall.format("%Y").to_string()).collect();
    assert_eq!(years, ["2092", "2096", "2104", "2108"], "1900 and 2100 have no such day");
}

#[test]
fn an_end_is_a_day_that_is_included_or_a_count_of_what_the_rule_gives() {
    let mut asked = on("2026-03-03", 2, &[Tue, Thu]);
    asked.end = End::Until(date("2026-03-17"));
    assert_eq!(days(&asked, "2026-03-01", "2026-12-31"), "03-03 03-05 03-17");
    asked.end = after(4);
    asked.except = [date("2026-03-05"), date("2026-03-06")].into();
    asked.also = [date("2026-03-06"), date("2026-03-17"), date("2026-02-28")].into();
    assert_eq!(days(&asked, "2026-02-01", "2026-12-31"), "03-03 03-06 03-17 03-19");
    assert_eq!(days(&asked, "2026-03-18", "2026-03-20"), "03-19");

    let mut far = on("2026-03-04", 1, &[Mon, Wed, Fri]);
    far.end = after(3 * 52 * 7_000);
    // Wed and Fri of the first week, so that the last is the Monday of the last.
    assert_eq!(days(&far, "9004-01-01", "9999-01-01"), "");
    let last = Recurrence::of(far).expect("a rule").last.expect("an end");
    assert_eq!((last.date() - date("2026-03-02")).num_days(), 7 * 52 * 7_000);
}

#[test]
fn a_schedule_has_its_times_on_each_of_its_days() {
    let mut asked = cron("2026-03-02", "0,30 9 * * mon-fri");
    asked.end = after(5);
    asked.also = [date("2026-03-07")].into();
    let aired = airs(&asked, Africa::Kigali, "2026-03-01", "2026-03-31");
    assert_eq!(
        aired,
        ["02 09:00", "02 09:30", "03 09:00", "03 09:30", "04 09:00", "07 09:00", { "07 09:30" }]
    );
    let beyond = days(&cron("2026-03-02", "0 9 29 feb *"), "2100-01-01", "2109-01-01");
    assert_eq!(beyond, "02-29 02-29", "schedules go on past 2100, which has no such day");
}

#[test]
fn single_occurrences_move_into_and_out_of_a_window() {
    let mut asked = on("2026-03-03", 1, &[Tue]);
    let moved = |from, to| Move { day: date(from), time: None, to: wall(to) };
    asked.moved =
        vec![moved("2026-03-10", "2026-04-02 20:00"), moved("2026-03-17", "2026-03-24 19:00")];
    assert_eq!(days(&asked, "2026-03-01", "2026-04-01"), "03-03 03-24 03-31");
    assert_eq!(days(&asked, "2026-04-01", "2026-04-08"), "04-02 04-07");

    asked.also = [date("2026-03-12")].into();
    asked.moved =
        vec![moved("2026-03-12", "2026-03-13 06:00"), moved("2026-03-03", "2026-03-01 19:00")];
    assert_eq!(days(&asked, "2026-01-01", "2026-03-18"), "03-10 03-13 03-17");
}

#[test]
fn what_is_moved_must_be_there_once() {
    let moving = |moved: &[(&str, Option<&str>)]| {
        let mut asked = cron("2026-03-02", "0 9,15 * * 1-5");
        asked.except = [date("2026-03-05")].into();
        let to = wall("2026-04-01 12:00");
        let one =
            |(day, at): &(&str, Option<&str>)| Move { day: date(day), time: at.map(time), to };
        asked.moved = moved.iter().map(one).collect();
        asked
    };
    let (nine, noon) = (Some("09:00"), Some("12:00"));
    assert!(Recurrence::of(moving(&[("2026-03-03", nine), ("2026-03-03", Some("15:00"))])).is_ok());
    let twice = moving(&[("2026-03-03", nine), ("2026-03-03", nine)]);
    assert_eq!(refused(twice), MovedTwice { place: 1 });
    assert_eq!(refused(moving(&[("2026-03-03", None)])), MovedFromSeveral { place: 0 });
    assert_eq!(refused(moving(&[("2026-03-03", noon)])), MovedFromNothing { place: 0 });
    assert_eq!(refused(moving(&[("2026-03-07", nine)])), MovedFromNothing { place: 0 });
    assert_eq!(refused(moving(&[("2026-02-27", nine)])), MovedFromNothing { place: 0 });
    assert_eq!(refused(moving(&[("2026-03-05", nine)])), MovedExcept { place: 0 });
}

#[test]
fn a_rule_that_can_never_give_anything_is_refused() {
    let never = [
        monthly("2026-02-01", 12, &[30, 31]),
        monthly("2026-04-30", 12, &[-31]),
        // From an odd year in steps of two years, never a leap year.
        monthly("2027-02-01", 24, &[29]),
        on("2026-03-02", 1, &[]),
        monthly("2026-03-02", 1, &[]),
        cron("2026-03-02", "0 9 30 2 *"),
        Rule { times: Vec::new(), ..daily("2026-03-02", 1, "19:00") },
    ];
    for rule in never {
        assert_eq!(refused(rule), RuleRefused::Never);
    }
    let mut over = daily("2026-03-02", 1, "19:00");
    over.end = End::Until(date("2026-03-01"));
    assert_eq!(refused(over), RuleRefused::EndsBeforeStart);
    assert!(Recurrence::of(monthly("2026-02-01", 24, &[29])).is_ok(), "2028 is a leap year");
    assert!(Recurrence::of(nths("2026-02-01", 12, &[(5, Mon)])).is_ok(), "2044 has five");
}

#[test]
fn a_gap_shifts_a_fold_takes_the_first_and_each_instant_comes_once() {
    let early = daily("2026-01-01", 1, "02:30");
    let spring = airs(&early, America::New_York, "2026-03-07", "2026-03-10");
    assert_eq!(spring, ["07 02:30", "08 03:30 gap", "09 02:30"]);
    let half = daily("2026-01-01", 1, "01:30");
    assert_eq!(airs(&half, America::New_York, "2026-11-01", "2026-11-02"), ["01 01:30 fold"]);
    // 02:30 is shifted beyond 03:10, which comes before it.
    let meeting = cron("2026-01-01", "10,30 2,3 * * *");
    let aired = airs(&meeting, America::New_York, "2026-03-08", "2026-03-09");
    assert_eq!(aired, ["08 03:10 gap", "08 03:30 gap"]);
    // Half an hour on Lord Howe Island: 02:15 is shifted to 02:45, after 02:40.
    let lord_howe = cron("2026-01-01", "15,40,45 2 * * *");
    let aired = airs(&lord_howe, Australia::Lord_Howe, "2026-10-04", "2026-10-05");
    assert_eq!(aired, ["04 02:40", "04 02:45 gap"]);
}

#[test]
fn a_day_that_is_left_out_and_a_night_that_begins_late() {
    // Samoa had no 30 December 2011.
    let samoa = daily("2011-12-28", 1, "09:00");
    let aired = airs(&samoa, Pacific::Apia, "2011-12-29", "2012-01-02");
    assert_eq!(aired, ["29 09:00", "31 09:00 gap", "01 09:00"]);
    assert_eq!(airs(&samoa, Pacific::Apia, "2011-12-30", "2011-12-31"), [""; 0]);
    // In Nuuk the clocks jump from 22:00 of Saturday to 23:00: a time before
    // midnight may belong to the day after.
    let nuuk = daily("2023-03-01", 1, "22:30");
    assert_eq!(airs(&nuuk, America::Nuuk, "2023-03-25", "2023-03-26"), ["25 23:30 gap"]);
    let late = daily("2024-03-01", 1, "23:30");
    assert_eq!(airs(&late, America::Nuuk, "2024-03-30", "2024-03-31"), [""; 0]);
    let sunday = airs(&late, America::Nuuk, "2024-03-31", "2024-04-01");
    assert_eq!(sunday, ["31 00:30 gap", "31 23:30"], "the dates are those on which it airs");
}

#[test]
fn summer_time_does_not_end_with_the_table_of_zones() {
    let summer = Rule { end: after(1), ..daily("2126-07-01", 1, "12:00") };
    let whole = Recurrence::of(summer).expect("a rule");
    for (zone, utc) in [
        (America::New_York, "2126-07-01 16:00"),
        (chrono_tz::Europe::Paris, "2126-07-01 10:00"),
        (Africa::Casablanca, "2126-07-01 11:00"),
        (Australia::Sydney, "2126-07-01 02:00"),
    ] {
        let due = whole.between(zone, date("2126-07-01"), date("2126-07-02")).expect("one");
        assert_eq!(due[0].instant.naive_utc(), wall(utc), "{zone}");
    }
}

#[test]
fn windows_at_the_ends_of_the_calendar_are_answered() {
    let daily = Recurrence::of(daily("0001-01-01", 1, "19:00")).expect("a rule");
    let zone = America::New_York;
    let all = |from, to| daily.between(zone, from, to).map(|due| due.len());
    assert_eq!(all(NaiveDate::MIN, date("0001-01-03")), Ok(2));
    assert_eq!(all(date("9999-12-30"), date("9999-12-31")), Ok(1));
    assert_eq!(all(date("2026-03-02"), date("2026-03-02")), Ok(0));
    assert_eq!(all(date("2026-03-02"), date("2026-03-01")), Ok(0));
    assert_eq!(all(date("0001-01-01"), date("9999-12-31")), Err(TooManyDue));
    for n in [u32::MAX, 1 << 31, 3_000_000] {
        for dates in [
            Dates::Days(every(n)),
            Dates::Weeks(every(n), [true; 7]),
            Dates::Months(every(n), vec![1]),
        ] {
            let once = Recurrence::of(rule("2026-03-01", dates, "19:00")).expect("a rule");
            let due = once.between(zone, date("2026-03-01"), date("9999-12-31")).expect("few");
            assert_eq!(due.len(), 1);
        }
    }
}
