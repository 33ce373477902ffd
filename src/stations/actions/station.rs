//! A station begins, changes, is put away and taken back.

use super::{OUTAGE, PARTS_MAX, closed, opened};
use crate::kit::{Clock, Error, FormKey, Id, id};
use crate::people::Coordinator;
use crate::plant::db::{Db, Key, begin_write};
use crate::plant::seal::Seal;
use crate::plant::trail::Entry;
use crate::plant::{once, outbox};
use crate::stations::rules::{
    EditRequest, Part, PhoneRequest, StationRefused, StationRequest, StationTerms, usual_dayparts,
};
use crate::stations::store;

/// A new station stands, with the usual dayparts.
///
/// Writes: `station`, `station_language`, `daypart`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`StationRefused`].
pub async fn create_station(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: StationRequest,
) -> Result<Id<id::Station>, Error> {
    let (now, actor) = (clock.now(), who.actor());
    let txn = begin_write(db, Key::none()).await?;
    if let Some(earlier) = once::earlier(&txn, actor, &request.form_key).await? {
        return Ok(Id::new(earlier));
    }
    check_terms(&txn, &request.terms).await?;
    let station = store::insert_station(&txn, &request.terms, now).await?;
    for daypart in usual_dayparts() {
        store::insert_daypart(&txn, station, &daypart, None).await?;
    }
    let entry = Entry::new("stations", "station_created", station.number());
    closed(txn, actor, entry, (&request.form_key, station.number()), now).await?;
    Ok(station)
}

async fn check_terms(txn: &crate::plant::db::Txn, terms: &StationTerms) -> Result<(), Error> {
    match terms.place {
        Some(place) if !store::is_district(txn, place).await? => {
            Err(StationRefused::NoSuchPlace.into())
        }
        _ => Ok(()),
    }
}

/// The station has the terms of the form.
///
/// Writes: `station`, `station_language`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Stale`] when it changed since the form was shown; [`Error::Refused`]
/// with a [`StationRefused`].
pub async fn edit_station(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: EditRequest,
) -> Result<(), Error> {
    let (now, actor, station) = (clock.now(), who.actor(), request.station);
    let Some(txn) = opened(db, actor, station, &request.form_key).await? else { return Ok(()) };
    check_terms(&txn, &request.terms).await?;
    if !store::update_station(&txn, station, request.version, &request.terms).await? {
        return Err(Error::Stale);
    }
    let entry = Entry::new("stations", "station_edited", station.number())
        .before(request.version.to_string())
        .after((request.version + 1).to_string());
    closed(txn, actor, entry, (&request.form_key, station.number()), now).await
}

/// The station is put away: no list offers it, everything it did stays.
///
/// Writes: `station`, `trail`, `form_key`; all or none.
pub async fn archive_station(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    station: Id<id::Station>,
    form_key: &FormKey,
) -> Result<(), Error> {
    let (now, actor) = (clock.now(), who.actor());
    let Some(txn) = opened(db, actor, station, form_key).await? else { return Ok(()) };
    store::set_archived(&txn, station, Some(now)).await?;
    let entry = Entry::new("stations", "station_archived", station.number());
    closed(txn, actor, entry, (form_key, station.number()), now).await
}

/// The station is in use again.
///
/// Writes: `station`, `trail`, `form_key`; all or none.
pub async fn restore_station(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    station: Id<id::Station>,
    form_key: &FormKey,
) -> Result<(), Error> {
    let (now, actor) = (clock.now(), who.actor());
    let txn = begin_write(db, Key::station(station)).await?;
    if once::earlier(&txn, actor, form_key).await?.is_some() {
        return Ok(());
    }
    store::station_by_id(&txn, station).await?;
    store::set_archived(&txn, station, None).await?;
    let entry = Entry::new("stations", "station_restored", station.number());
    closed(txn, actor, entry, (form_key, station.number()), now).await
}

/// A person at the station can be called or texted; the number rests sealed.
///
/// Writes: `staff_phone`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with [`StationRefused::PhoneTwice`].
pub async fn add_phone(
    db: &Db,
    clock: &dyn Clock,
    seal: &Seal,
    who: Coordinator,
    request: PhoneRequest,
) -> Result<(), Error> {
    let (now, actor, station) = (clock.now(), who.actor(), request.station);
    let Some(txn) = opened(db, actor, station, &request.form_key).await? else { return Ok(()) };
    if store::phones_of(&txn, seal, station).await?.len() >= PARTS_MAX {
        return Err(StationRefused::ListFull.into());
    }
    let number = store::insert_phone(&txn, seal, &request, now).await?;
    let entry = Entry::new("stations", "phone_added", station.number())
        .reference(format!("staff_phone {number}"));
    closed(txn, actor, entry, (&request.form_key, number), now).await
}

/// A part of the station is no longer in use; what was done with it stays.
///
/// Writes: the part's table, `trail`, `form_key`, `outbox` for an outage; all or none.
///
/// # Errors
/// [`Error::NotFound`] when the station has no such part in use.
pub async fn archive_part(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    (station, part): (Id<id::Station>, Part),
    form_key: &FormKey,
) -> Result<(), Error> {
    let (now, actor) = (clock.now(), who.actor());
    let Some(txn) = opened(db, actor, station, form_key).await? else { return Ok(()) };
    if !store::archive_part(&txn, station, part, now).await? {
        return Err(Error::NotFound);
    }
    if matches!(part, Part::Outage(_)) {
        outbox::put(&txn, OUTAGE, station.number(), now).await?;
    }
    let (table, number) = part.row();
    let entry = Entry::new("stations", "part_archived", station.number())
        .reference(format!("{table} {number}"));
    closed(txn, actor, entry, (form_key, number), now).await
}
