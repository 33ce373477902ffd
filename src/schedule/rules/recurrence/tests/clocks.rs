//! An oracle of wall times: the offsets of a zone, one after the other.

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::kit::wallclock::Note;

/// Since when, and by how many seconds, the clocks are ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub since: DateTime<Utc>,
    pub ahead_seconds: i64,
}

impl Stretch {
    /// The instant at which clocks with this offset would show the wall time.
    fn instant(self, wall: NaiveDateTime) -> DateTime<Utc> {
        wall.and_utc() - TimeDelta::seconds(self.ahead_seconds)
    }
}

fn ahead_seconds(zone: Tz, at: DateTime<Utc>) -> i64 {
    i64::from(zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc())
}

/// Every stretch of a zone's clocks from one year up to another, found by
/// search: no zone changes its clocks twice in four days.
pub(super) fn stretches(zone: Tz, years: (i32, i32)) -> Vec<Stretch> {
    let new_year = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single().expect("an instant");
    let (mut at, end) = (new_year(years.0), new_year(years.1));
    let mut found = vec![Stretch { since: at, ahead_seconds: ahead_seconds(zone, at) }];
    while at < end {
        let next = at + TimeDelta::days(4);
        let before = ahead_seconds(zone, at);
        if before != ahead_seconds(zone, next) {
            let (mut low, mut high) = (at, next);
            while high - low > TimeDelta::seconds(1) {
                let middle = low + TimeDelta::seconds((high - low).num_seconds() / 2);
                *if ahead_seconds(zone, middle) == before { &mut low } else { &mut high } = middle;
            }
            found.push(Stretch { since: high, ahead_seconds: ahead_seconds(zone, high) });
        }
        at = next;
    }
    found
}

/// The instant of a wall time, from the stretches alone: the first one whose
/// clocks show it, or in a gap the instant that the clocks before it would show.
pub(super) fn settled(all: &[Stretch], wall: NaiveDateTime) -> (DateTime<Utc>, Option<Note>) {
    // Four at most begin within days of the wall time or hold it.
    let after = all.partition_point(|one| one.since <= wall.and_utc() + TimeDelta::days(2));
    let stretches = &all[after.saturating_sub(4)..after];
    let until = |place: usize| stretches.get(place + 1).map(|next| next.since);
    let showing: Vec<_> = (0..stretches.len())
        .filter(|place| {
            let instant = stretches[*place].instant(wall);
            stretches[*place].since <= instant && until(*place).is_none_or(|end| instant < end)
        })
        .map(|place| stretches[place].instant(wall))
        .collect();
    match showing[..] {
        [instant] => (instant, None),
        [first, ..] => (first, Some(Note::Fold)),
        [] => {
            let before = stretches.windows(2).find(|pair| {
                let change = pair[1].since;
                change <= pair[0].instant(wall) && pair[1].instant(wall) < change
            });
            (before.expect("a gap")[0].instant(wall), Some(Note::Gap))
        }
    }
}
