//! One day at a station as the person who books sees it.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::booking::{Placed, decide_booking};
use super::facts::{Facts, Kind, Wish};
use super::placing::windows_of;
use super::refused::BookingRefused;
use crate::kit::wallclock::wall_of;

/// One break of the day and whether the message fits into it.
#[derive(Clone, Debug)]
pub struct BreakRoom {
    /// When it begins on the wall clock.
    pub at: NaiveTime,
    /// The longest stretch that is still free.
    pub left_seconds: u32,
    /// Where the message would stand, or why it cannot.
    pub verdict: Result<Placed, BookingRefused>,
}

/// What a station's day holds.
#[derive(Clone, Debug)]
pub struct DayView {
    /// The station's zone.
    pub zone: Tz,
    /// The message's kind.
    pub kind: Kind,
    /// The message's length.
    pub seconds: u32,
    /// When the station is on air; empty when not recorded.
    pub hours: Vec<(NaiveTime, NaiveTime)>,
    /// The breaks of the day, for a spot.
    pub breaks: Vec<BreakRoom>,
    /// What is booked already: from, until.
    pub taken: Vec<(NaiveDateTime, NaiveDateTime)>,
}

/// Look at a calendar day with a message in hand.
pub fn view_day(facts: &Facts, date: NaiveDate, entered_late: bool) -> DayView {
    let station = &facts.station;
    let of_day = station.hours.iter().filter(|hours| hours.weekday == date.weekday());
    let room = |window: super::placing::Window| BreakRoom {
        at: window.of.starts,
        left_seconds: window.first_fit(u32::MAX, &facts.booked).err().unwrap_or(0),
        verdict: decide_booking(&Wish { date, time: window.of.starts, entered_late }, facts),
    };
    let windows = match facts.message.kind {
        Kind::Spot => windows_of(station, date),
        Kind::Programme | Kind::LiveSession => Vec::new(),
    };
    let walls = facts.booked.iter().map(|slot| {
        let from = wall_of(station.zone, slot.start());
        (from, from + TimeDelta::seconds(i64::from(slot.seconds())))
    });
    DayView {
        zone: station.zone,
        kind: facts.message.kind,
        seconds: facts.message.seconds,
        hours: of_day.map(|hours| (hours.opens, hours.closes)).collect(),
        breaks: windows.into_iter().map(room).collect(),
        taken: walls.filter(|(from, _)| from.date() == date).collect(),
    }
}
