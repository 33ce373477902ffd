//! Links by which a station confirms without an account.

use chrono::{DateTime, TimeDelta, Utc};

use super::ROOM;
use super::witness::{Coordinator, StationStaff};
use crate::kit::clock::secret;
use crate::kit::id::{Station, StationLink};
use crate::kit::{Error, Id};
use crate::people::rules::hashing::secret_hash;
use crate::people::rules::lifetimes::STATION_LINK_HOURS_MAX;
use crate::people::store::{links, sessions};
use crate::plant::App;
use crate::plant::db::{Db, Key, Txn, begin_write};
use crate::plant::trail::{self, Entry};

/// Links of one station that a list shows.
const LISTED_MAX: u64 = 20;

/// A link that was just made.
#[derive(Clone, Debug)]
pub struct NewStationLink {
    /// Its number.
    pub id: Id<StationLink>,
    /// The secret that stands in its address, shown once and kept nowhere.
    pub token: String,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// Make a link for a station; the one before stops working.
///
/// Writes: `station_link` (the new row, and the old one revoked), `trail`.
pub async fn make_station_link(
    app: &App,
    who: Coordinator,
    station: Id<Station>,
) -> Result<NewStationLink, Error> {
    let now = app.clock.now();
    let expires_at = now + TimeDelta::hours(STATION_LINK_HOURS_MAX);
    let token = secret(&*app.random);
    let txn = begin_write(&app.db, Key::station(station)).await?;
    links::revoke_station_links(&txn, station, now).await?;
    let by = Some(who.person().number());
    let hash = secret_hash(&token);
    let id = links::insert_station_link(&txn, station, hash, by, now, expires_at).await?;
    let entry = Entry::new(ROOM, "station_link_made", station.number());
    trail::note(&txn, who.actor(), entry.after(format!("link {id}")), now).await?;
    txn.commit().await?;
    Ok(NewStationLink { id, token, expires_at })
}

/// The links of a station stop working; says how many did.
pub async fn revoke_station_links(
    app: &App,
    who: Coordinator,
    station: Id<Station>,
) -> Result<u64, Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::station(station)).await?;
    let revoked = links::revoke_station_links(&txn, station, now).await?;
    if revoked == 0 {
        return Ok(0);
    }
    let entry = Entry::new(ROOM, "station_links_revoked", station.number());
    trail::note(&txn, who.actor(), entry.after(revoked.to_string()), now).await?;
    txn.commit().await?;
    Ok(revoked)
}

/// Who holds a link, if it still works.
///
/// # Errors
/// `NotFound` for a link that never was; `Gone` for one that expired or was revoked.
pub async fn station_staff_by_link(app: &App, token: &str) -> Result<StationStaff, Error> {
    let found = links::station_link_by_hash(app.db.read(), &secret_hash(token)).await?;
    let link = found.ok_or(Error::NotFound)?;
    if link.revoked_at.is_some() || app.clock.now() >= link.expires_at {
        return Err(Error::Gone);
    }
    Ok(StationStaff::of_link(Id::new(link.id), Id::new(link.station_id)))
}

/// A station's link as coordinators see it.
#[derive(Clone, Copy, Debug)]
pub struct StationLinkShown {
    /// Its number.
    pub id: Id<StationLink>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Until when it works, or would have.
    pub expires_at: DateTime<Utc>,
    /// When it was revoked or replaced.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// The newest links of a station.
pub async fn station_links_of(
    db: &Db,
    _who: Coordinator,
    station: Id<Station>,
) -> Result<Vec<StationLinkShown>, Error> {
    let rows = links::station_links_of(db.read(), station, LISTED_MAX).await?;
    let shown = rows.into_iter().map(|row| StationLinkShown {
        id: Id::new(row.id),
        made_at: row.made_at,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
    });
    Ok(shown.collect())
}

/// Nobody is signed in and no station link works: the house woke up as a copy.
///
/// Writes: `session`, `station_link`, inside the write that notes the restore.
pub async fn end_everything_within(txn: &Txn, now: DateTime<Utc>) -> Result<(), Error> {
    sessions::end_every_session(txn).await?;
    Ok(links::revoke_every_station_link(txn, now).await?)
}
