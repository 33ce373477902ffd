//! Whether an airing may be booked.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::facts::{CampaignState, DaypartFacts, Facts, Kind, StationFacts, Wish};
use super::placing::{Window, broadcast_day, is_open, outage_in, taken_by, windows_of};
use super::price::{Price, price_within, rate_in_force};
use super::refused::{Bar, BookingRefused};
use super::suggest::nearest_free;
use crate::kit::id::{Daypart, StationBreak};
use crate::kit::wallclock::{Note, instant_of, wall_of};
use crate::kit::{Id, Slot};

/// The least notice that a station gets before an airing.
pub const NOTICE_MINUTES_MIN: u32 = 15;

/// The break that a spot stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InBreak {
    /// The break.
    pub id: Id<StationBreak>,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When its free seconds end.
    pub free_until: DateTime<Utc>,
}

/// An airing that nothing stands against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The exact seconds.
    pub slot: Slot,
    /// The same start on the station's wall clock.
    pub wall: NaiveDateTime,
    /// The broadcast day.
    pub air_date: NaiveDate,
    /// The break of a spot.
    pub in_break: Option<InBreak>,
    /// The part of the station's day.
    pub daypart: Option<Id<Daypart>>,
    /// What it costs.
    pub price: Price,
    /// Set when the clocks change around its time.
    pub note: Option<Note>,
    /// Whether its time was past when it was booked.
    pub entered_late: bool,
}

/// Book it exactly there, or say why not and what is the nearest that works.
///
/// The first reason that stands against it is named, in the order in which a
/// person can mend them.
pub fn decide_booking(wish: &Wish, facts: &Facts) -> Result<Placed, BookingRefused> {
    place(wish, facts).map_err(|bar| {
        let instead = bar.is_about_time().then(|| nearest_free(wish, facts)).flatten();
        BookingRefused { bar, instead }
    })
}

/// As [`decide_booking`], without looking for something that works instead.
pub(super) fn place(wish: &Wish, facts: &Facts) -> Result<Placed, Bar> {
    check_campaign_and_message(facts)?;
    check_days(wish, facts)?;
    let station = &facts.station;
    let found = find_slot(wish, facts)?;
    let wall = wall_of(station.zone, found.slot.start());
    check_notice(wish, facts, found.slot)?;
    check_on_air(facts, wall, found.slot)?;
    if let Some(other) = taken_by(&facts.booked, found.slot) {
        return Err(Bar::Taken { from: wall_of(station.zone, other.start()) });
    }
    // A spot belongs to the day of its break, even when the break runs past the hour.
    let began = found.window.map_or(wall, |window| window.wall);
    let air_date = broadcast_day(began, station.day_starts);
    let daypart = daypart_at(station, wall);
    let rate = rate_in_force(station, facts.message.kind, daypart, air_date);
    let price = price_within(&facts.campaign, rate, found.slot.seconds())?;
    Ok(Placed {
        slot: found.slot,
        wall,
        air_date,
        in_break: found.window.map(|window| InBreak {
            id: window.of.id,
            starts_at: window.starts_at,
            free_until: window.free_until,
        }),
        daypart,
        price,
        note: found.note,
        entered_late: found.slot.start() < facts.now,
    })
}

fn check_campaign_and_message(facts: &Facts) -> Result<(), Bar> {
    match facts.campaign.state {
        CampaignState::Draft => return Err(Bar::Draft),
        CampaignState::Closed => return Err(Bar::Closed),
        CampaignState::Running => {}
    }
    let (message, station) = (&facts.message, &facts.station);
    if !message.approved {
        return Err(Bar::NotApproved);
    }
    if !station.languages.is_empty() && !station.languages.contains(&message.language) {
        let (language, spoken) = (message.language.clone(), station.languages.join(", "));
        return Err(Bar::Language { language, spoken });
    }
    Ok(())
}

fn check_days(wish: &Wish, facts: &Facts) -> Result<(), Bar> {
    let day = broadcast_day(wish.date.and_time(wish.time), facts.station.day_starts);
    let flight = facts.campaign.flight;
    if !flight.contains(day) {
        return Err(Bar::OutsideFlight { first: flight.first(), last: flight.last() });
    }
    match facts.message.expires_on {
        Some(last) if last < day => Err(Bar::Expired { last }),
        _ => Ok(()),
    }
}

/// A slot, before it is known whether it is free.
struct Found {
    slot: Slot,
    window: Option<Window>,
    note: Option<Note>,
}

/// The exact slot: for a spot its place in the break, else the time itself.
///
/// A station whose breaks are not recorded for that day takes spots at any time.
fn find_slot(wish: &Wish, facts: &Facts) -> Result<Found, Bar> {
    let (station, seconds) = (&facts.station, facts.message.seconds);
    let windows = match facts.message.kind {
        Kind::Spot => windows_of(station, wish.date),
        Kind::Programme | Kind::LiveSession => Vec::new(),
    };
    let wall = wish.date.and_time(wish.time);
    if windows.is_empty() {
        let settled = instant_of(station.zone, wall);
        let slot = Slot::new(settled.instant, seconds).ok_or(Bar::NoLength)?;
        return Ok(Found { slot, window: None, note: settled.note });
    }
    let window = windows.into_iter().find(|window| window.holds(wall)).ok_or(Bar::NoBreak)?;
    let start = window
        .first_fit(seconds, &facts.booked)
        .map_err(|left_seconds| Bar::BreakFull { left_seconds, needed_seconds: seconds })?;
    let slot = Slot::new(start, seconds).ok_or(Bar::NoLength)?;
    Ok(Found { slot, window: Some(window), note: window.note })
}

fn check_notice(wish: &Wish, facts: &Facts, slot: Slot) -> Result<(), Bar> {
    if slot.start() < facts.now {
        return if wish.entered_late { Ok(()) } else { Err(Bar::Past) };
    }
    if slot.start() < facts.now + TimeDelta::minutes(i64::from(NOTICE_MINUTES_MIN)) {
        return Err(Bar::TooSoon { minutes: NOTICE_MINUTES_MIN });
    }
    Ok(())
}

fn check_on_air(facts: &Facts, wall: NaiveDateTime, slot: Slot) -> Result<(), Bar> {
    let station = &facts.station;
    if !is_open(station, wall.date(), slot) {
        let day = broadcast_day(wall, station.day_starts);
        let of_day = station.hours.iter().find(|hours| hours.weekday == day.weekday());
        return Err(Bar::OffHours { hours: of_day.map(|hours| (hours.opens, hours.closes)) });
    }
    match outage_in(station, slot) {
        Some(outage) => {
            let until = outage.until.map(|until| wall_of(station.zone, until));
            Err(Bar::Outage { until })
        }
        None => Ok(()),
    }
}

/// The part of the day that a wall time lies in; parts may run past midnight.
fn daypart_at(station: &StationFacts, wall: NaiveDateTime) -> Option<Id<Daypart>> {
    let time = wall.time();
    let holds = |part: &&DaypartFacts| {
        if part.starts < part.ends {
            (part.starts..part.ends).contains(&time)
        } else {
            time >= part.starts || time < part.ends
        }
    };
    station.dayparts.iter().find(holds).map(|part| part.id)
}

/// The days around a calendar day whose bookings a decision looks at: itself,
/// and those in which something that works instead is looked for.
pub fn days_looked_at(first: NaiveDate, last: NaiveDate) -> (NaiveDateTime, NaiveDateTime) {
    let from = first - Days::new(2);
    let until = last + Days::new(super::suggest::DAYS_AHEAD + 2);
    (from.and_time(NaiveTime::MIN), until.and_time(NaiveTime::MIN))
}
