//! Who can hear a station and who does: figures are entered.

use std::collections::BTreeSet;

use super::{closed, opened};
use crate::kit::{Clock, Error, Id, id};
use crate::people::Coordinator;
use crate::plant::db::{Db, Txn};
use crate::plant::trail::Entry;
use crate::stations::rules::{
    AudienceRequest, CoverageRequest, StationRefused, decide_audience, decide_coverage,
};
use crate::stations::store::{self, Said};

/// The share of the district's people that can hear the station is this one now.
///
/// Writes: `coverage_share`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`StationRefused`].
pub async fn set_coverage(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: CoverageRequest,
) -> Result<(), Error> {
    let (now, actor, station) = (clock.now(), who.actor(), request.station);
    let Some(txn) = opened(db, actor, station, &request.form_key).await? else { return Ok(()) };
    decide_coverage(request.low, request.central, request.high)?;
    district(&txn, request.place).await?;
    let (place, as_of) = (request.place, request.as_of);
    let said = Said { station, place, source: &request.source, as_of };
    let shares = [request.low, request.central, request.high];
    let number = store::put_coverage(&txn, said, shares, now).await?;
    let entry = Entry::new("stations", "coverage_set", station.number())
        .reference(format!("place {place}"))
        .after(shares.map(|share| share.value().to_string()).join(" "));
    closed(txn, actor, entry, (&request.form_key, number), now).await
}

/// What a survey says of the station's listeners in the district is this now.
///
/// Writes: `audience`, `audience_slot`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`StationRefused`] or an
/// [`AudienceRefused`](crate::stations::AudienceRefused); [`Error::NotFound`]
/// for a daypart of another station.
pub async fn set_audience(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: AudienceRequest,
) -> Result<(), Error> {
    let (now, actor, station) = (clock.now(), who.actor(), request.station);
    let Some(txn) = opened(db, actor, station, &request.form_key).await? else { return Ok(()) };
    decide_audience(&request.figures)?;
    district(&txn, request.place).await?;
    let own = store::dayparts_of(&txn, station).await?;
    let own: BTreeSet<i64> = own.iter().map(|daypart| daypart.number).collect();
    if request.figures.slots.iter().any(|slot| !own.contains(&slot.daypart)) {
        return Err(Error::NotFound);
    }
    let (place, as_of) = (request.place, request.as_of);
    let said = Said { station, place, source: &request.source, as_of };
    let number = store::put_audience(&txn, said, &request.figures, now).await?;
    let entry = Entry::new("stations", "audience_set", station.number())
        .reference(format!("place {place}"))
        .after(format!("audience {number}"));
    closed(txn, actor, entry, (&request.form_key, number), now).await
}

async fn district(txn: &Txn, place: Id<id::Place>) -> Result<(), Error> {
    if store::is_district(txn, place).await? {
        Ok(())
    } else {
        Err(StationRefused::NoSuchPlace.into())
    }
}
