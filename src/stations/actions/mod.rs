//! What people do with stations; one transaction each.

mod airtime;
pub mod importers;
mod listeners;
mod station;
mod transmission;

pub use airtime::{add_breaks, add_daypart, add_rate, change_break, set_hours};
pub use listeners::{set_audience, set_coverage};
pub use station::{
    add_phone, archive_part, archive_station, create_station, edit_station, restore_station,
};
pub use transmission::{put_outage, put_transmitter};

use chrono::{DateTime, Utc};

use super::rules::StationRefused;
use super::store;
use crate::kit::{Error, FormKey, Id, id};
use crate::plant::db::{Db, Key, Txn, begin_write};
use crate::plant::trail::{Actor, Entry};
use crate::plant::{once, trail};

/// News: a station's outages changed, so who could hear it did too. Subject: the station.
pub const OUTAGE: &str = "stations.outage";

/// Rows of one kind that a station may have.
const PARTS_MAX: usize = 2_000;

/// The write is open and the station is in use; none when the same form was
/// answered before.
async fn opened(
    db: &Db,
    actor: Actor,
    station: Id<id::Station>,
    form_key: &FormKey,
) -> Result<Option<Txn>, Error> {
    let txn = begin_write(db, Key::station(station)).await?;
    if once::earlier(&txn, actor, form_key).await?.is_some() {
        return Ok(None);
    }
    if store::station_by_id(&txn, station).await?.is_archived {
        return Err(StationRefused::Archived.into());
    }
    Ok(Some(txn))
}

/// The deed is noted, its form remembered, and everything stands.
async fn closed(
    txn: Txn,
    actor: Actor,
    entry: Entry,
    (form_key, subject): (&FormKey, i64),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, form_key, subject, now).await?;
    txn.commit().await
}
