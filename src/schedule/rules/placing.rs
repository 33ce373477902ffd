//! Where in the station's day an airing stands.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::facts::{Break, Hours, Outage, StationFacts};
use crate::kit::Slot;
use crate::kit::wallclock::{Note, instant_of};

/// The broadcast day that a wall time belongs to: before the day's first hour
/// it is still yesterday's.
pub fn broadcast_day(wall: NaiveDateTime, day_starts: NaiveTime) -> NaiveDate {
    if wall.time() < day_starts { wall.date() - Days::new(1) } else { wall.date() }
}

/// One break on one day.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// The break.
    pub of: Break,
    /// When it begins on the wall clock.
    pub wall: NaiveDateTime,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When its free seconds end.
    pub free_until: DateTime<Utc>,
    /// Set when the clocks change around its beginning.
    pub note: Option<Note>,
}

impl Window {
    fn on(zone: Tz, date: NaiveDate, of: Break) -> Self {
        let wall = date.and_time(of.starts);
        let settled = instant_of(zone, wall);
        let free_until = settled.instant + TimeDelta::seconds(i64::from(of.free_seconds));
        Self { of, wall, starts_at: settled.instant, free_until, note: settled.note }
    }

    /// Whether a wall time lies in the break.
    pub fn holds(&self, wall: NaiveDateTime) -> bool {
        let length = TimeDelta::seconds(i64::from(self.of.seconds.max(1)));
        (self.wall..self.wall + length).contains(&wall)
    }

    /// The first free second with room for that many, or the longest stretch
    /// that is still free.
    pub fn first_fit(&self, seconds: u32, booked: &[Slot]) -> Result<DateTime<Utc>, u32> {
        let mut free_from = self.starts_at;
        let mut longest = 0;
        let within = booked[first_ending_after(booked, self.starts_at)..]
            .iter()
            .take_while(|slot| slot.start() < self.free_until);
        for slot in within {
            let room = room_between(free_from, slot.start());
            if room >= seconds {
                return Ok(free_from);
            }
            longest = longest.max(room);
            free_from = free_from.max(slot.end());
        }
        let room = room_between(free_from, self.free_until);
        if room >= seconds { Ok(free_from) } else { Err(longest.max(room)) }
    }
}

fn room_between(from: DateTime<Utc>, until: DateTime<Utc>) -> u32 {
    u32::try_from((until - from).num_seconds()).unwrap_or(0)
}

/// Where in a list in order of start the first slot stands that ends later.
///
/// Shape: booked slots do not overlap, so they are in order of end too.
pub fn first_ending_after(booked: &[Slot], instant: DateTime<Utc>) -> usize {
    booked.partition_point(|slot| slot.end() <= instant)
}

/// The breaks of one calendar day, in order.
pub fn windows_of(station: &StationFacts, date: NaiveDate) -> Vec<Window> {
    let of_day = |of: &&Break| {
        of.weekday == date.weekday()
            && of.valid_from.is_none_or(|first| first <= date)
            && of.valid_to.is_none_or(|last| date <= last)
    };
    let breaks = station.breaks.iter().filter(of_day);
    let mut windows: Vec<_> = breaks.map(|of| Window::on(station.zone, date, *of)).collect();
    windows.sort_by_key(|window| window.starts_at);
    windows
}

/// A stretch of instants in which the station is on air.
type Stretch = (DateTime<Utc>, DateTime<Utc>);

/// When the station is on air around a day: stretches that touch are one.
fn stretches_around(station: &StationFacts, date: NaiveDate) -> Vec<Stretch> {
    let days = [date - Days::new(1), date, date + Days::new(1)];
    let on = |day: NaiveDate| {
        let hours = station.hours.iter().filter(move |hours| hours.weekday == day.weekday());
        hours.map(move |hours| stretch(station.zone, day, *hours))
    };
    let mut all: Vec<Stretch> = days.into_iter().flat_map(on).collect();
    all.sort_unstable();
    let mut merged: Vec<Stretch> = Vec::new();
    for (from, until) in all {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => merged.push((from, until)),
        }
    }
    merged
}

fn stretch(zone: Tz, day: NaiveDate, hours: Hours) -> Stretch {
    let closing_day = if hours.closes <= hours.opens { day + Days::new(1) } else { day };
    let opens = instant_of(zone, day.and_time(hours.opens)).instant;
    (opens, instant_of(zone, closing_day.and_time(hours.closes)).instant)
}

/// Whether the station is on air for the whole slot. Unknown hours are all hours.
pub fn is_open(station: &StationFacts, date: NaiveDate, slot: Slot) -> bool {
    let covers = |(from, until): &Stretch| *from <= slot.start() && slot.end() <= *until;
    station.hours.is_empty() || stretches_around(station, date).iter().any(covers)
}

/// The outage that a slot touches.
pub fn outage_in(station: &StationFacts, slot: Slot) -> Option<Outage> {
    let touches = |outage: &&Outage| {
        outage.from < slot.end() && outage.until.is_none_or(|until| slot.start() < until)
    };
    station.outages.iter().find(touches).copied()
}

/// The booked slot that a new one would overlap.
pub fn taken_by(booked: &[Slot], slot: Slot) -> Option<Slot> {
    let next = booked.get(first_ending_after(booked, slot.start()))?;
    next.overlaps(slot).then_some(*next)
}
