//! Hours, dayparts, breaks and prices are entered and changed.

use super::{PARTS_MAX, closed, opened};
use crate::kit::{Clock, Error, Id, id};
use crate::people::Coordinator;
use crate::plant::db::{Db, Txn};
use crate::plant::trail::Entry;
use crate::stations::rules::{
    self, BreakChange, BreaksRequest, DaypartRequest, HoursRequest, RateRequest, StationRefused,
};
use crate::stations::store;

/// The station has these opening hours and no others.
///
/// Writes: `opening_hours`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`StationRefused`].
pub async fn set_hours(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: HoursRequest,
) -> Result<(), Error> {
    let (now, actor, station) = (clock.now(), who.actor(), request.station);
    let Some(txn) = opened(db, actor, station, &request.form_key).await? else { return Ok(()) };
    rules::decide_hours(&request.hours)?;
    let breaks = store::breaks_of(&txn, station).await?;
    let kept = |one: &&rules::BreakTime| {
        !request.hours.hold_weekly(one.weekday, one.starts, one.seconds)
            && one.valid.to.is_none_or(|last| last >= now.date_naive())
    };
    if let Some(left) = breaks.iter().find(kept) {
        let (weekday, starts) = (left.weekday, left.starts);
        return Err(StationRefused::BreakLeftOut { weekday, starts }.into());
    }
    store::replace_hours(&txn, station, &request.hours).await?;
    let entry = Entry::new("stations", "hours_set", station.number())
        .after(request.hours.0.len().to_string());
    closed(txn, actor, entry, (&request.form_key, station.number()), now).await
}

/// The station has one more daypart.
///
/// Writes: `daypart`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`StationRefused`].
pub async fn add_daypart(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: DaypartRequest,
) -> Result<(), Error> {
    let (now, actor, station) = (clock.now(), who.actor(), request.station);
    let Some(txn) = opened(db, actor, station, &request.form_key).await? else { return Ok(()) };
    let mut all = store::dayparts_of(&txn, station).await?;
    all.push(request.daypart.clone());
    rules::decide_dayparts(&all)?;
    let number = store::insert_daypart(&txn, station, &request.daypart, request.name).await?;
    let entry = Entry::new("stations", "daypart_added", station.number())
        .reference(format!("daypart {number}"));
    closed(txn, actor, entry, (&request.form_key, number), now).await
}

/// The station has more breaks: all of the request or none.
///
/// Writes: `station_break`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`StationRefused`].
pub async fn add_breaks(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: BreaksRequest,
) -> Result<(), Error> {
    let (now, actor, station) = (clock.now(), who.actor(), request.station);
    let Some(txn) = opened(db, actor, station, &request.form_key).await? else { return Ok(()) };
    let others = store::breaks_of(&txn, station).await?;
    if others.len() + request.breaks.len() > PARTS_MAX {
        return Err(StationRefused::ListFull.into());
    }
    let hours = store::hours_of(&txn, station).await?;
    rules::decide_breaks(&request.breaks, &others, &hours)?;
    store::insert_breaks(&txn, station, &request.breaks).await?;
    let entry = Entry::new("stations", "breaks_added", station.number())
        .after(request.breaks.len().to_string());
    closed(txn, actor, entry, (&request.form_key, station.number()), now).await
}

/// The break has another length, gives other seconds, or ends on another day.
///
/// Writes: `station_break`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`StationRefused`]; [`Error::NotFound`].
pub async fn change_break(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: BreakChange,
) -> Result<(), Error> {
    let (now, actor, station) = (clock.now(), who.actor(), request.station);
    let Some(txn) = opened(db, actor, station, &request.form_key).await? else { return Ok(()) };
    let mut others = store::breaks_of(&txn, station).await?;
    let at = others.iter().position(|one| one.number == request.number);
    let mut changed = others.swap_remove(at.ok_or(Error::NotFound)?);
    let before = changed.free_seconds;
    changed.seconds = request.seconds;
    changed.free_seconds = request.free_seconds;
    changed.valid.to = request.valid_to;
    let hours = store::hours_of(&txn, station).await?;
    rules::decide_breaks(&[changed], &others, &hours)?;
    store::update_break(&txn, &request).await?;
    let entry = Entry::new("stations", "break_changed", station.number())
        .reference(format!("station_break {}", request.number))
        .before(before.to_string())
        .after(request.free_seconds.to_string());
    closed(txn, actor, entry, (&request.form_key, request.number), now).await
}

/// The station has one more price.
///
/// Writes: `rate`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`StationRefused`]; [`Error::NotFound`] for a
/// daypart of another station.
pub async fn add_rate(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: RateRequest,
) -> Result<(), Error> {
    let (now, actor, station) = (clock.now(), who.actor(), request.station);
    let Some(txn) = opened(db, actor, station, &request.form_key).await? else { return Ok(()) };
    if !request.rate.valid.is_in_order() {
        return Err(StationRefused::EndsBeforeItBegins.into());
    }
    if let Some(daypart) = request.rate.daypart {
        own_daypart(&txn, station, daypart).await?;
    }
    if store::rates_of(&txn, station).await?.len() >= PARTS_MAX {
        return Err(StationRefused::ListFull.into());
    }
    let number = store::insert_rate(&txn, station, &request.rate).await?;
    let entry = Entry::new("stations", "rate_added", station.number())
        .reference(format!("rate {number}"))
        .after(format!("{} {}", request.rate.price.minor, request.rate.price.currency));
    closed(txn, actor, entry, (&request.form_key, number), now).await
}

/// The daypart is one of the station's own.
pub(super) async fn own_daypart(
    txn: &Txn,
    station: Id<id::Station>,
    daypart: i64,
) -> Result<(), Error> {
    let own = store::dayparts_of(txn, station).await?;
    if own.iter().any(|one| one.number == daypart) { Ok(()) } else { Err(Error::NotFound) }
}
