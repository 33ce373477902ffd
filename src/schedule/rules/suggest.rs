//! The nearest time that would work, when the asked one does not.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, SubsecRound, TimeDelta, Timelike};

use super::booking::place;
use super::facts::{Facts, Kind, Wish};
use super::placing::windows_of;
use crate::kit::wallclock::wall_of;

/// How many days after the asked one are searched.
pub const DAYS_AHEAD: u64 = 7;

/// The nearest wall time at which the same airing may be booked: on the asked
/// day if it has one, else on the first of the next days.
///
/// Shape: whatever is returned is accepted when asked for
/// (property `what_is_suggested_is_accepted`).
pub fn nearest_free(wish: &Wish, facts: &Facts) -> Option<NaiveDateTime> {
    (0..=DAYS_AHEAD).find_map(|ahead| {
        let date = wish.date + Days::new(ahead);
        nearest_on(date, wish, facts)
    })
}

fn nearest_on(date: NaiveDate, wish: &Wish, facts: &Facts) -> Option<NaiveDateTime> {
    let wanted = date.and_time(wish.time);
    let mut candidates = candidates_on(date, wish, facts);
    candidates.sort_by_key(|at| ((*at - wanted).abs(), *at));
    candidates.dedup();
    candidates
        .into_iter()
        .find(|at| place(&Wish { date: at.date(), time: at.time(), ..*wish }, facts).is_ok())
}

/// Times of a day at which something changes: breaks begin, the station opens,
/// an outage ends, another airing begins or ends.
fn candidates_on(date: NaiveDate, wish: &Wish, facts: &Facts) -> Vec<NaiveDateTime> {
    let station = &facts.station;
    if facts.message.kind == Kind::Spot {
        let windows = windows_of(station, date);
        if !windows.is_empty() {
            return windows.iter().map(|window| window.wall).collect();
        }
    }
    let wall = |instant| wall_of(station.zone, instant);
    let length = TimeDelta::seconds(i64::from(facts.message.seconds));
    let opened = station.hours.iter().filter(|hours| hours.weekday == date.weekday());
    let mut found: Vec<_> = opened.map(|hours| date.and_time(hours.opens)).collect();
    found.push(date.and_time(wish.time));
    let soon = facts.now + TimeDelta::minutes(i64::from(super::booking::NOTICE_MINUTES_MIN));
    found.push(next_minute(wall(soon)));
    found.extend(station.outages.iter().filter_map(|o| o.until).map(|u| next_minute(wall(u))));
    for slot in &facts.booked {
        found.push(next_minute(wall(slot.end())));
        found.push(minute_before(wall(slot.start() - length)));
    }
    found.retain(|at| at.date() == date);
    found
}

fn minute_before(at: NaiveDateTime) -> NaiveDateTime {
    at - TimeDelta::seconds(i64::from(at.second()))
}

fn next_minute(at: NaiveDateTime) -> NaiveDateTime {
    let whole = minute_before(at.trunc_subsecs(0));
    if whole == at { at } else { whole + TimeDelta::minutes(1) }
}
