//! Every zone of the table, 2020 to 2040, against the oracle.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Days, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::clocks::{Stretch, settled, stretches};
use super::*;
use crate::kit::wallclock::{Note, Schedule};

/// What airs between two dates by the oracle: the first of those that meet.
fn expected(
    clocks: &[Stretch],
    walls: impl Iterator<Item = NaiveDateTime>,
    (from, to): (NaiveDate, NaiveDate),
) -> Vec<(NaiveDateTime, DateTime<Utc>, Option<Note>)> {
    let mut found: BTreeMap<DateTime<Utc>, (NaiveDateTime, Option<Note>)> = BTreeMap::new();
    for wall in walls {
        let (instant, note) = settled(clocks, wall);
        let there = clocks.iter().rfind(|one| one.since <= instant).expect("a stretch");
        let local = instant.naive_utc() + TimeDelta::seconds(there.ahead_seconds);
        if (from..to).contains(&local.date()) {
            found.entry(instant).or_insert((local, note));
        }
    }
    found.into_iter().map(|(instant, (local, note))| (local, instant, note)).collect()
}

fn check(zone: Tz, clocks: &[Stretch], whole: &Recurrence, (from, to): (NaiveDate, NaiveDate)) {
    let due = whole.between(zone, from, to).expect("few");
    let walls = whole.walls(from - Days::new(3), to);
    let found: Vec<_> = due.iter().map(|one| (one.local, one.instant, one.note)).collect();
    assert_eq!(found, expected(clocks, walls, (from, to)), "{zone} {from} {to}");
    assert!(due.is_sorted_by(|one, next| one.instant < next.instant), "{zone} {from}");
    let shown: BTreeSet<_> = due.iter().map(|one| one.local).collect();
    assert_eq!(shown.len(), due.len(), "{zone} {from}: one wall time twice");
    for one in due.iter().filter(|one| one.note != Some(Note::Gap)) {
        assert_eq!(one.local, one.asked, "{zone}: the wall time is kept");
    }
}

#[test]
fn every_change_of_every_zone_from_2020_to_2040_is_as_the_offsets_say() {
    let quarters = Schedule::read("*/15 * * * *").expect("a schedule");
    let times = quarters.times().to_vec();
    let rule = Rule { times, ..rule("2019-01-01", Dates::Scheduled(quarters), "00:00") };
    let quarters = Recurrence::of(rule).expect("a rule");
    let (mut seen, mut zones, mut notes) = (BTreeSet::new(), 0, (0, 0));
    for zone in TZ_VARIANTS {
        let clocks = stretches(zone, (2019, 2041));
        let changes: Vec<_> =
            clocks.windows(2).filter(|pair| pair[1].since.year() > 2019).collect();
        if changes.is_empty() {
            continue;
        }
        zones += 1;
        for pair in &changes {
            let shown = pair[1].since.naive_utc() + TimeDelta::seconds(pair[0].ahead_seconds);
            let day = shown.date();
            // The same change is looked at once, however many zones have it.
            if seen.insert((pair[0].ahead_seconds, pair[1])) {
                check(zone, &clocks, &quarters, (day - Days::new(1), day + Days::new(2)));
            }
        }
        let change = changes[changes.len() / 2];
        let at = change[1].since.naive_utc() + TimeDelta::seconds(change[0].ahead_seconds);
        let weekly = Dates::Weeks(every(1), Dates::weekdays(&[at.weekday()]));
        let weekly = Rule { times: vec![at.time()], ..super::rule("2020-01-01", weekly, "00:00") };
        let weekly = Recurrence::of(weekly).expect("a rule");
        check(zone, &clocks, &weekly, (date("2020-01-01"), date("2041-01-01")));
        let due = weekly.between(zone, date("2020-01-01"), date("2041-01-01")).expect("few");
        notes.0 += due.iter().filter(|one| one.note == Some(Note::Gap)).count();
        notes.1 += due.iter().filter(|one| one.note == Some(Note::Fold)).count();
    }
    assert!(zones > 150 && seen.len() > 1_000, "{zones} zones, {} changes", seen.len());
    assert!(notes.0 > 100 && notes.1 > 100, "{notes:?} gaps and folds met by weekly rules");
}
