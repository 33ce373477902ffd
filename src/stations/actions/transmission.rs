//! Transmitters and outages are entered and changed.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{OUTAGE, PARTS_MAX, closed, opened};
use crate::kit::{Clock, Error, Id, id};
use crate::people::Coordinator;
use crate::plant::db::Db;
use crate::plant::outbox;
use crate::plant::trail::Entry;
use crate::stations::rules::{
    OutageRequest, OutageSpan, StationRefused, TransmitterRequest, decide_outage,
};
use crate::stations::store;

/// The station has the transmitter, new or changed.
///
/// Writes: `transmitter`, `transmitter_place`, `outbox` when one changed,
/// `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`StationRefused`]; [`Error::NotFound`].
pub async fn put_transmitter(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: TransmitterRequest,
) -> Result<(), Error> {
    let (now, actor, station) = (clock.now(), who.actor(), request.station);
    let Some(txn) = opened(db, actor, station, &request.form_key).await? else { return Ok(()) };
    let terms = &request.terms;
    if !terms.valid.is_in_order() {
        return Err(StationRefused::EndsBeforeItBegins.into());
    }
    let named: BTreeSet<i64> =
        terms.serves.iter().copied().chain(terms.place.map(Id::number)).collect();
    if store::count_districts(&txn, named.iter().copied()).await? != named.len() {
        return Err(StationRefused::NoSuchPlace.into());
    }
    let number = if let Some(transmitter) = request.transmitter {
        if !store::update_transmitter(&txn, station, transmitter, terms).await? {
            return Err(Error::NotFound);
        }
        // Districts and days of a transmitter decide whom an outage cut off.
        outbox::put(&txn, OUTAGE, station.number(), now).await?;
        transmitter.number()
    } else {
        if store::transmitters_of(&txn, station).await?.len() >= PARTS_MAX {
            return Err(StationRefused::ListFull.into());
        }
        store::insert_transmitter(&txn, station, terms, now).await?.number()
    };
    let entry = Entry::new("stations", "transmitter_put", station.number())
        .reference(format!("transmitter {number}"))
        .after(terms.frequency.khz().to_string());
    closed(txn, actor, entry, (&request.form_key, number), now).await
}

/// The station's outage is known, new or changed, and upper rooms are told.
///
/// Writes: `outage`, `outage_transmitter`, `outbox`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`StationRefused`]; [`Error::NotFound`].
pub async fn put_outage(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: OutageRequest,
) -> Result<(), Error> {
    let (now, actor, station) = (clock.now(), who.actor(), request.station);
    let Some(txn) = opened(db, actor, station, &request.form_key).await? else { return Ok(()) };
    let span = OutageSpan {
        number: request.outage.map_or(0, Id::number),
        starts_at: request.starts_at,
        ends_at: request.ends_at,
        scope: request.scope.clone(),
    };
    let (from, until) = (span.starts_at, span.ends_at.unwrap_or(DateTime::<Utc>::MAX_UTC));
    let others = overlapping(&txn, station, from, until).await?;
    let transmitters = store::transmitters_of(&txn, station).await?;
    let own = transmitters.iter().map(|transmitter| transmitter.id.number()).collect();
    decide_outage(&span, &others, &own, now)?;
    let number = store::put_outage(&txn, &request, now).await?.ok_or(Error::NotFound)?;
    outbox::put(&txn, OUTAGE, station.number(), now).await?;
    let entry = Entry::new("stations", "outage_put", station.number())
        .reference(format!("outage {number}"))
        .after(request.reason.code());
    closed(txn, actor, entry, (&request.form_key, number), now).await
}

async fn overlapping(
    txn: &crate::plant::db::Txn,
    station: Id<id::Station>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<OutageSpan>, Error> {
    // The far end of time has more digits than a database's text compares well.
    let far = DateTime::<Utc>::UNIX_EPOCH + chrono::TimeDelta::days(365 * 1_000);
    store::outages_between(txn, station, from, until.min(far)).await
}
