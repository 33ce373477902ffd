//! The wall clock of a place: what its clocks show, and the instants meant.
//!
//! People book and write schedules in local time. Everything is reckoned on
//! the wall clock of a zone and only then turned into instants, so that a
//! weekly airing keeps its time of day when the clocks change.

use std::str::FromStr;

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

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
    instant.with_timezone(&zone).naive_local()
}

/// The instant at which the clocks of the zone show this.
///
/// Shape: every wall time has one answer. A time shown twice is the first of
/// the two; a time that the clocks jump over moves on by the jump's length, so
/// 02:30 in a gap of one hour is 03:30.
pub fn instant_of(zone: Tz, wall: NaiveDateTime) -> Settled {
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

/// Why a text is not a schedule of five fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotASchedule {
    /// Minute, hour, day, month and weekday are needed, no more and no less.
    #[error("a schedule has five fields: minute, hour, day, month, weekday")]
    Fields,
    /// The weekday field is not made of 0-7 or names, ranges and steps.
    #[error("weekdays are 0-7 (0 and 7 are Sunday) or SUN..SAT, with ranges and steps")]
    Weekday,
    /// Day of month and weekday are both restricted.
    #[error("choose days of the month or weekdays: traditions disagree on what both mean")]
    DayAndWeekday,
    /// A number is out of range, a step is zero, or a sign is not known.
    #[error("a field of the schedule cannot be read")]
    Unreadable,
}

/// A schedule of five fields, `minute hour day month weekday`, on a wall clock.
#[derive(Clone, Debug)]
pub struct Schedule {
    walls: cron::Schedule,
}

impl Schedule {
    /// Read a schedule as in `30 9 * * 1-5`.
    ///
    /// Shape: weekdays 0-7 with 0 and 7 Sunday, or three-letter names; ranges
    /// may wrap (`sat-mon`). The fields of the `cron` crate count from Sunday
    /// as 1, so weekdays reach it by name only.
    pub fn read(text: &str) -> Result<Self, NotASchedule> {
        let fields: Vec<&str> = text.split_ascii_whitespace().collect();
        let [minute, hour, day, month, weekday] = fields[..] else {
            return Err(NotASchedule::Fields);
        };
        for field in [minute, hour, day, month] {
            check_signs(field)?;
        }
        let weekdays = read_weekdays(weekday).ok_or(NotASchedule::Weekday)?;
        let every_day = weekdays == [true; 7];
        if day != "*" && !every_day {
            return Err(NotASchedule::DayAndWeekday);
        }
        let named = if every_day { "*".to_owned() } else { named_weekdays(weekdays) };
        let walls = cron::Schedule::from_str(&format!("0 {minute} {hour} {day} {month} {named}"))
            .map_err(|_| NotASchedule::Unreadable)?;
        Ok(Self { walls })
    }

    /// The due instants after one, strictly increasing.
    ///
    /// Shape: empty when no such day exists; ends with the year 2100, the last
    /// that the `cron` crate knows.
    pub fn after(
        &self,
        zone: Tz,
        after: DateTime<Utc>,
    ) -> impl Iterator<Item = DateTime<Utc>> + use<'_> {
        // The digits of the wall clock pose as UTC, which has no gaps or folds.
        let from = (wall_of(zone, after) - TimeDelta::days(1)).and_utc();
        let mut last = after;
        let walls = self.walls.after_owned(from);
        walls.filter_map(move |wall| {
            let due = instant_of(zone, wall.naive_utc()).instant;
            (due > last).then(|| {
                last = due;
                due
            })
        })
    }

    /// The first due instant after one.
    pub fn next_after(&self, zone: Tz, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.after(zone, after).next()
    }
}

/// Let only signs through that mean the same to everybody; no step is zero.
fn check_signs(field: &str) -> Result<(), NotASchedule> {
    let known = |b: u8| b.is_ascii_alphanumeric() || b"*/,-".contains(&b);
    let zero_step = field
        .split(',')
        .any(|item| item.split_once('/').is_some_and(|(_, step)| step.parse() == Ok(0_u32)));
    if field.bytes().all(known) && !zero_step { Ok(()) } else { Err(NotASchedule::Unreadable) }
}

const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// Mark the weekdays of a field, Sunday first.
fn read_weekdays(field: &str) -> Option<[bool; 7]> {
    let mut marked = [false; 7];
    for item in field.split(',') {
        let (days, step) = item.split_once('/').unwrap_or((item, "1"));
        let step: usize = step.parse().ok().filter(|step| (1..=7).contains(step))?;
        let (first, last) = match days.split_once('-') {
            _ if days == "*" => (0, 6),
            Some((first, last)) => (read_weekday(first)?, read_weekday(last)?),
            None if item.contains('/') => (read_weekday(days)? % 7, 6),
            None => (read_weekday(days)?, read_weekday(days)?),
        };
        let last = if last < first { last + 7 } else { last };
        for day in (first..=last).step_by(step) {
            marked[day % 7] = true;
        }
    }
    Some(marked)
}

/// Read 0-7 or a three-letter name.
fn read_weekday(text: &str) -> Option<usize> {
    let name = WEEKDAYS.iter().position(|name| name.eq_ignore_ascii_case(text));
    let digit = || text.parse().ok().filter(|day| text.len() == 1 && *day <= 7);
    name.or_else(digit)
}

/// Spell the marked weekdays as names, which cannot be misread.
fn named_weekdays(marked: [bool; 7]) -> String {
    let names = WEEKDAYS.iter().zip(marked).filter(|(_, on)| *on);
    names.map(|(name, _)| *name).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests;
