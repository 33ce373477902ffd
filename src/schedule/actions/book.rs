//! Booking one airing.

use super::{BOOKED, told};
use crate::kit::id::{Airing, Campaign, MessageVersion, Station};
use crate::kit::{Clock, Error, FormKey, Id, Random};
use crate::people::Coordinator;
use crate::plant::db::{Db, Key, begin_write_many};
use crate::plant::trail::Entry;
use crate::plant::{once, outbox, trail};
use crate::schedule::rules::{Wish, decide_booking};
use crate::schedule::store::{self, Subject};

/// What a coordinator asks for.
#[derive(Clone, Debug)]
pub struct BookingRequest {
    /// The station.
    pub station: Id<Station>,
    /// The campaign.
    pub campaign: Id<Campaign>,
    /// The message in one language.
    pub version: Id<MessageVersion>,
    /// The day and the time.
    pub wish: Wish,
    /// Makes the form sent twice one booking.
    pub form_key: FormKey,
}

impl BookingRequest {
    fn subject(&self) -> Subject {
        Subject {
            station: self.station,
            campaign: self.campaign,
            version: self.version,
            moved: None,
        }
    }
}

/// Book one airing.
///
/// The station's key keeps two callers from one slot, the campaign's from one
/// budget.
/// Writes: one row each of `airing`, `airing_change`, `outbox`, `trail`,
/// `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`crate::schedule::BookingRefused`].
pub async fn book_airing(
    db: &Db,
    clock: &dyn Clock,
    random: &dyn Random,
    who: Coordinator,
    request: BookingRequest,
) -> Result<Id<Airing>, Error> {
    let (now, subject) = (clock.now(), request.subject());
    let keys = vec![Key::station(request.station), Key::campaign(request.campaign)];
    let txn = begin_write_many(db, keys).await?;
    if let Some(earlier) = once::earlier(&txn, who.actor(), &request.form_key).await? {
        return Ok(Id::new(earlier));
    }
    let days = (request.wish.date, request.wish.date);
    let facts = store::facts_for_booking(&txn, subject, days, now).await?;
    let placed = decide_booking(&request.wish, &facts)?;
    let code = store::fresh_codes(&txn, random, 1).await?.swap_remove(0);
    let row = store::row_of(subject, &facts, &placed, code, None)?;
    let airing = store::insert_airings(&txn, vec![row], &placed).await?[0];
    let step = store::booked_step(airing, &placed, who.actor())?;
    store::insert_changes(&txn, &[step], now).await?;
    outbox::put(&txn, BOOKED, airing.number(), now).await?;
    let entry = Entry::new("schedule", "airing_booked", airing.number()).after(told(&placed));
    trail::note(&txn, who.actor(), entry, now).await?;
    once::keep(&txn, who.actor(), &request.form_key, airing.number(), now).await?;
    txn.commit().await?;
    Ok(airing)
}
