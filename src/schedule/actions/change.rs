//! Moving, cancelling and settling an airing.

use chrono::{DateTime, Utc};

use super::{CANCELLED, MOVED, SETTLED, at, told};
use crate::kit::id::Airing;
use crate::kit::{Clock, Error, FormKey, Id};
use crate::people::Coordinator;
use crate::plant::db::{Db, Key, Txn, begin_write_many};
use crate::plant::trail::Entry;
use crate::plant::{once, outbox, trail};
use crate::schedule::rules::{
    CancelReason, Current, Outcome, Standing, Wish, decide_booking, decide_change,
};
use crate::schedule::store::{self, Step, StoredAiring, Subject};

/// Where an airing is to be moved.
#[derive(Clone, Debug)]
pub struct MoveRequest {
    /// The airing.
    pub airing: Id<Airing>,
    /// The version that the person saw.
    pub version: i32,
    /// The new day and time at the same station.
    pub wish: Wish,
    /// Makes the form sent twice one move.
    pub form_key: FormKey,
}

/// Which airing is to be cancelled, and why.
#[derive(Clone, Debug)]
pub struct CancelRequest {
    /// The airing.
    pub airing: Id<Airing>,
    /// The version that the person saw.
    pub version: i32,
    /// Why.
    pub reason: CancelReason,
    /// Makes the form sent twice one cancellation.
    pub form_key: FormKey,
}

/// Open a write that holds the airing's station and campaign.
async fn begin_change(db: &Db, id: Id<Airing>) -> Result<(Txn, StoredAiring), Error> {
    let seen = store::airing_by_id(db.read(), id).await?;
    // An airing keeps its station and campaign for life, so the keys are right.
    let station = Key::station(Id::new(seen.station_id));
    let keys = vec![station, Key::campaign(Id::new(seen.campaign_id))];
    let txn = begin_write_many(db, keys).await?;
    let airing = store::airing_by_id(&txn, id).await?;
    Ok((txn, airing))
}

fn check(airing: &StoredAiring, version: i32, now: DateTime<Utc>) -> Result<(), Error> {
    let outcome = Outcome::read(&airing.outcome)
        .ok_or_else(|| Error::fault(format!("airing {}: no outcome", airing.id)))?;
    let current = Current {
        cancelled: airing.state == "cancelled",
        outcome,
        starts_at: airing.starts_at,
        entered_late: airing.entered_late,
    };
    decide_change(&current, now)?;
    if airing.version == version { Ok(()) } else { Err(Error::Stale) }
}

/// Move an airing to another time at its station.
///
/// Writes: its row, one row each of `airing_change`, `outbox`, `trail`, `form_key`.
///
/// # Errors
/// [`Error::Refused`] with a [`crate::schedule::ChangeRefused`] or a
/// [`crate::schedule::BookingRefused`]; [`Error::Stale`] when it was changed since.
pub async fn move_airing(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: MoveRequest,
) -> Result<(), Error> {
    let now = clock.now();
    let (txn, airing) = begin_change(db, request.airing).await?;
    if once::earlier(&txn, who.actor(), &request.form_key).await?.is_some() {
        return Ok(());
    }
    check(&airing, request.version, now)?;
    let subject = Subject {
        station: Id::new(airing.station_id),
        campaign: Id::new(airing.campaign_id),
        version: Id::new(airing.message_version_id),
        moved: Some(request.airing),
    };
    let days = (request.wish.date, request.wish.date);
    let facts = store::facts_for_booking(&txn, subject, days, now).await?;
    let placed = decide_booking(&request.wish, &facts)?;
    store::update_place(&txn, &airing, &placed).await?;
    let step = store::booked_step(request.airing, &placed, who.actor())?;
    store::insert_changes(&txn, &[Step { deed: "moved", ..step }], now).await?;
    outbox::put(&txn, MOVED, airing.id, now).await?;
    let entry = Entry::new("schedule", "airing_moved", airing.id)
        .before(at(airing.starts_at, airing.seconds))
        .after(told(&placed));
    trail::note(&txn, who.actor(), entry, now).await?;
    once::keep(&txn, who.actor(), &request.form_key, airing.id, now).await?;
    txn.commit().await
}

/// Cancel an airing; its row stays and its slot is free.
///
/// Writes: its row, one row each of `airing_change`, `outbox`, `trail`, `form_key`.
///
/// # Errors
/// [`Error::Refused`] with a [`crate::schedule::ChangeRefused`];
/// [`Error::Stale`] when it was changed since.
pub async fn cancel_airing(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: CancelRequest,
) -> Result<(), Error> {
    let now = clock.now();
    let (txn, airing) = begin_change(db, request.airing).await?;
    if once::earlier(&txn, who.actor(), &request.form_key).await?.is_some() {
        return Ok(());
    }
    check(&airing, request.version, now)?;
    store::update_cancelled(&txn, &airing, request.reason).await?;
    let step = Step {
        airing: request.airing,
        deed: "cancelled",
        actor: who.actor(),
        starts_at: airing.starts_at,
        seconds: airing.seconds,
        reason: Some(request.reason),
    };
    store::insert_changes(&txn, &[step], now).await?;
    outbox::put(&txn, CANCELLED, airing.id, now).await?;
    let entry = Entry::new("schedule", "airing_cancelled", airing.id)
        .before(at(airing.starts_at, airing.seconds))
        .reference(request.reason.code());
    trail::note(&txn, who.actor(), entry, now).await?;
    once::keep(&txn, who.actor(), &request.form_key, airing.id, now).await?;
    txn.commit().await
}

/// Write what the proofs of a booked airing come to, inside the transaction
/// that holds its station's key. Who settles it also tells the news.
///
/// Writes: its row. Cancelled airings are "not found".
pub async fn settle_within(
    txn: &Txn,
    airing: Id<Airing>,
    standing: &Standing,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    store::update_standing(txn, airing, standing, now).await?;
    outbox::put(txn, SETTLED, airing.number(), now).await
}
