//! Airings repeated on weekdays between dates.

use chrono_tz::America;
use proptest::prelude::*;

use super::*;
use crate::kit::wallclock::{Note, wall_of};

fn repeat(first: &str, last: &str, days: &[usize], times: &[&str]) -> Repeat {
    Repeat {
        days: Period::new(date(first), date(last)).expect("a period"),
        weekdays: std::array::from_fn(|day| days.contains(&day)),
        every_weeks: 1,
        times: times.iter().map(|at| time(at)).collect(),
        left_out: Vec::new(),
        entered_late: false,
    }
}

fn days_of(repeat: &Repeat) -> Vec<String> {
    let wishes = occurrences(repeat).expect("some");
    wishes.iter().map(|wish| wish.date.format("%a %d").to_string()).collect()
}

#[test]
fn chosen_weekdays_between_the_dates_both_ends_included() {
    // 2026-03-02 is a Monday.
    let mut asked = repeat("2026-03-02", "2026-03-16", &[0, 4], &["18:30"]);
    assert_eq!(days_of(&asked), ["Mon 02", "Fri 06", "Mon 09", "Fri 13", "Mon 16"]);
    asked.left_out = vec![date("2026-03-09")];
    assert_eq!(days_of(&asked), ["Mon 02", "Fri 06", "Fri 13", "Mon 16"]);
    asked.every_weeks = 2;
    assert_eq!(days_of(&asked), ["Mon 02", "Fri 06", "Mon 16"]);

    let none = repeat("2026-03-03", "2026-03-04", &[0], &["18:30"]);
    assert_eq!(occurrences(&none), Err(NotARepeat::Empty));
    let all = [0, 1, 2, 3, 4, 5, 6];
    let many = repeat("2026-01-01", "2026-12-31", &all, &["06:30", "18:30"]);
    assert_eq!(occurrences(&many), Err(NotARepeat::TooMany));
}

#[test]
fn every_occurrence_is_judged_and_each_takes_its_share() {
    let mut facts = facts();
    let zone = facts.station.zone;
    facts.booked = vec![slot(zone, "2026-03-11 18:30:00", 90)];
    let asked = repeat("2026-03-09", "2026-03-31", &[2], &["18:31", "18:30"]);

    let judged = decide_repeat(occurrences(&asked).expect("some"), facts);

    let words: Vec<_> = judged
        .iter()
        .map(|one| match &one.verdict {
            Ok(placed) => placed.wall.format("%d %H:%M:%S").to_string(),
            Err(refused) => format!("{refused}"),
        })
        .collect();
    let full = "the break has 0 s left";
    assert_eq!(
        words,
        [full, full, "18 18:30:00", "18 18:30:45", "25 18:30:00", "25 18:30:45"],
        "two spots of 45 s fit into 90 free seconds"
    );
}

#[test]
fn the_budget_runs_out_in_the_middle() {
    let asked = repeat("2026-03-03", "2026-03-28", &[0, 1, 2, 3, 4], &["18:30"]);

    let judged = decide_repeat(occurrences(&asked).expect("some"), facts());

    let fits = judged.iter().take_while(|one| one.verdict.is_ok()).count();
    assert_eq!(fits, 6, "six times 4,500 is within 30,000");
    assert!(judged[6..].iter().all(|one| one.verdict.is_err()));
}

#[test]
fn a_weekly_airing_keeps_its_wall_time_when_the_clocks_change() {
    let facts = live_facts(America::New_York);
    let asked = repeat("2026-03-01", "2026-03-15", &[6], &["02:30"]);

    let judged = decide_repeat(occurrences(&asked).expect("some"), facts);

    let shown: Vec<_> = judged
        .iter()
        .map(|one| {
            let placed = one.verdict.as_ref().expect("booked");
            let local = wall_of(America::New_York, placed.slot.start());
            (local.format("%d %H:%M").to_string(), placed.note)
        })
        .collect();
    let expected = [("01 02:30", None), ("08 03:30", Some(Note::Gap)), ("15 02:30", None)];
    assert_eq!(shown, expected.map(|(local, note)| (local.to_owned(), note)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_fits_of_a_repeat_never_overlaps(
        days in prop::collection::vec(0_usize..7, 1..7),
        fives in prop::collection::vec(0_u32..288, 1..5),
        seconds in prop::sample::select(vec![20_u32, 45, 90, 5_400]),
    ) {
        let mut facts = live_facts(America::New_York);
        facts.message.seconds = seconds;
        let mut asked = repeat("2026-03-01", "2026-03-21", &days, &[]);
        let at = |five: &u32| NaiveTime::from_hms_opt(five / 12, five % 12 * 5, 0).expect("a time");
        asked.times = fives.iter().map(at).collect();

        let judged = decide_repeat(occurrences(&asked).expect("some"), facts);

        let slots: Vec<_> =
            judged.iter().filter_map(|one| one.verdict.as_ref().ok()).map(|p| p.slot).collect();
        for (at, one) in slots.iter().enumerate() {
            prop_assert!(slots[at + 1..].iter().all(|other| !other.overlaps(*one)));
        }
    }
}
