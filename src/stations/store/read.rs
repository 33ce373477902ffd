//! Rows as plain values.

use chrono_tz::Tz;

use super::super::rows::{daypart, opening_hours, rate, station, station_break};
use super::super::rules::{
    BreakTime, Daypart, OpenStretch, Rate, RateKind, Validity, weekday_of_number,
};
use crate::kit::wallclock::read_zone;
use crate::kit::{Error, Money};

/// A value of the database that the schema does not allow.
pub(super) fn odd(what: &str) -> Error {
    Error::fault(format!("the database holds an unknown {what}"))
}

pub(super) fn zone(row: &station::Model) -> Result<Tz, Error> {
    read_zone(&row.zone).ok_or_else(|| odd("zone"))
}

pub(super) fn open_stretch(row: &opening_hours::Model) -> Result<OpenStretch, Error> {
    let weekday = weekday_of_number(row.weekday).ok_or_else(|| odd("weekday"))?;
    Ok(OpenStretch { weekday, opens: row.opens, closes: row.closes })
}

pub(super) fn part_of_day(row: daypart::Model) -> Daypart {
    Daypart { number: row.id, code: row.code, starts: row.starts, ends: row.ends }
}

pub(super) fn break_time(row: &station_break::Model) -> Result<BreakTime, Error> {
    let seconds = |number: i32| u32::try_from(number).map_err(|_| odd("length"));
    Ok(BreakTime {
        number: row.id,
        weekday: weekday_of_number(row.weekday).ok_or_else(|| odd("weekday"))?,
        starts: row.starts,
        seconds: seconds(row.seconds)?,
        free_seconds: seconds(row.free_seconds)?,
        valid: Validity { from: row.valid_from, to: row.valid_to },
    })
}

pub(super) fn price(row: &rate::Model) -> Result<Rate, Error> {
    let currency = row.currency.parse().map_err(|_| odd("currency"))?;
    Ok(Rate {
        number: row.id,
        kind: RateKind::read(&row.kind).ok_or_else(|| odd("kind of price"))?,
        daypart: row.daypart_id,
        per_seconds: u32::try_from(row.per_seconds).map_err(|_| odd("length"))?,
        price: Money { minor: row.price_minor, currency },
        valid: Validity { from: Some(row.valid_from), to: row.valid_to },
    })
}
