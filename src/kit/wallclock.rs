//! The wall clock of a place: what its clocks show, and the instants meant.
//!
//! People book and write schedules in local time. Everything is reckoned on
//! the wall clock of a zone and only then turned into instants, so that a
//! weekly airing keeps its time of day when the clocks change.

mod later;
mod order;
mod schedule;

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

pub use order::in_order;
pub use schedule::{NotASchedule, Schedule, YEAR_MAX};

/// What was odd about a wall time that was turned into an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The clocks jump over this time; it moved on by as much as they jump.
    Gap,
    /// The clocks show this time twice; the first is meant.
    Fold,
}

/// The one instant that a wall time stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The instant.
    pub instant: DateTime<Utc>,
    /// Set when the clocks change around that time.
    pub note: Option<Note>,
}

/// Read the name of a zone, as in `Africa/Kigali`.
pub fn read_zone(name: &str) -> Option<Tz> {
    name.parse().ok()
}

/// What the clocks of the zone show at an instant.
pub fn wall_of(zone: Tz, instant: DateTime<Utc>) -> NaiveDateTime {
    let known = later::known_day(instant.naive_utc());
    known.and_utc().with_timezone(&zone).naive_local() + (instant.naive_utc() - known)
}

/// The instant at which the clocks of the zone show this.
///
/// Shape: every wall time has one answer. A time shown twice is the first of
/// the two; a time that the clocks jump over moves on by the jump's length, so
/// 02:30 in a gap of one hour is 03:30.
pub fn instant_of(zone: Tz, wall: NaiveDateTime) -> Settled {
    let known = later::known_day(wall);
    let settled = instant_in_table(zone, known);
    Settled { instant: settled.instant + (wall - known), ..settled }
}

fn instant_in_table(zone: Tz, wall: NaiveDateTime) -> Settled {
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(at) => Settled { instant: at.to_utc(), note: None },
        MappedLocalTime::Ambiguous(first, second) => {
            Settled { instant: first.min(second).to_utc(), note: Some(Note::Fold) }
        }
        MappedLocalTime::None => Settled { instant: past_gap(zone, wall), note: Some(Note::Gap) },
    }
}

/// The longest jump of a clock: Samoa left out a whole day in 2011.
const GAP_QUARTERS_MAX: i32 = 4 * 26;

/// Add to the last wall time before the gap what was asked beyond it.
fn past_gap(zone: Tz, wall: NaiveDateTime) -> DateTime<Utc> {
    (1..=GAP_QUARTERS_MAX)
        .map(|quarters| TimeDelta::minutes(15) * quarters)
        .find_map(|back| Some(zone.from_local_datetime(&(wall - back)).latest()?.to_utc() + back))
        .unwrap_or_else(|| wall.and_utc())
}

#[cfg(test)]
mod tests;
