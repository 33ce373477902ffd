//! What people do to gatherings; one transaction each.

use chrono_tz::Tz;

use super::rules::{
    self, Attendance, CorrectRequest, RecordRequest, Standing, Terms, WithdrawRequest,
};
use super::store::{self, Entry};
use crate::campaigns::{self, Sight};
use crate::kit::{Clock, Error, Id, id, wallclock};
use crate::people::Coordinator;
use crate::plant::db::{Db, Key, Txn, begin_write};
use crate::plant::trail::Entry as Note;
use crate::plant::{once, outbox, trail};

/// News: the people counted at a campaign's gatherings changed. The subject is
/// the campaign.
pub const RECORDED: &str = "gatherings.recorded";

/// A gathering stands with its counts.
///
/// Writes: `gathering`, `attendance` and what stands beside it, `outbox`,
/// `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::NotFound`] without the campaign; [`Error::Refused`] with a
/// [`rules::GatheringRefused`].
pub async fn record_gathering(
    db: &Db,
    clock: &dyn Clock,
    zone: Tz,
    who: Coordinator,
    request: RecordRequest,
) -> Result<Id<id::Gathering>, Error> {
    let now = clock.now();
    let today = wallclock::wall_of(zone, now).date();
    let txn = begin_write(db, Key::campaign(request.campaign)).await?;
    if let Some(earlier) = once::earlier(&txn, who.actor(), &request.form_key).await? {
        return Ok(Id::new(earlier));
    }
    let campaign = campaigns::visible_to(&txn, Sight::All, request.campaign).await?;
    let facts = store::facts_for_gathering(&txn, &campaign, &request.terms, None, today).await?;
    rules::decide_gathering(&request.terms, request.twin, &facts)?;
    let entry =
        store::insert_entry(&txn, campaign.id, &request.terms, None, who.person(), now).await?;
    outbox::put(&txn, RECORDED, campaign.id.number(), now).await?;
    let note = Note::new("gatherings", "gathering_recorded", entry.number());
    trail::note(&txn, who.actor(), note.after(told(&request.terms)), now).await?;
    once::keep(&txn, who.actor(), &request.form_key, entry.number(), now).await?;
    txn.commit().await?;
    Ok(entry)
}

/// The entry is followed by one that is right; nothing is overwritten.
///
/// Writes: as [`record_gathering`].
///
/// # Errors
/// [`Error::Stale`] when the entry is not the newest of its gathering;
/// [`Error::Refused`] with a [`rules::GatheringRefused`].
pub async fn correct_gathering(
    db: &Db,
    clock: &dyn Clock,
    zone: Tz,
    who: Coordinator,
    request: CorrectRequest,
) -> Result<Id<id::Gathering>, Error> {
    let now = clock.now();
    let today = wallclock::wall_of(zone, now).date();
    let newest = newest_of(db, request.entry).await?;
    let txn = begin_write(db, Key::campaign(newest.campaign.id)).await?;
    if let Some(earlier) = once::earlier(&txn, who.actor(), &request.form_key).await? {
        return Ok(Id::new(earlier));
    }
    let newest = still_newest(&txn, request.entry).await?;
    let campaign = campaigns::visible_to(&txn, Sight::All, newest.campaign.id).await?;
    rules::decide_change(campaign.state, newest.standing, request.reason, Standing::Held)?;
    let own = Some(newest.first);
    let facts = store::facts_for_gathering(&txn, &campaign, &request.terms, own, today).await?;
    rules::decide_gathering(&request.terms, rules::Twin::Unsaid, &facts)?;
    let after = Some((&newest, request.reason));
    let entry =
        store::insert_entry(&txn, campaign.id, &request.terms, after, who.person(), now).await?;
    outbox::put(&txn, RECORDED, campaign.id.number(), now).await?;
    let note = Note::new("gatherings", "gathering_corrected", entry.number())
        .before(counts(&newest.attendance))
        .after(told(&request.terms))
        .reference(request.reason.code());
    trail::note(&txn, who.actor(), note, now).await?;
    once::keep(&txn, who.actor(), &request.form_key, entry.number(), now).await?;
    txn.commit().await?;
    Ok(entry)
}

/// The entry is followed by one that says it was a mistake; it counts no more.
///
/// Writes: as [`record_gathering`].
///
/// # Errors
/// As [`correct_gathering`].
pub async fn withdraw_gathering(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: WithdrawRequest,
) -> Result<Id<id::Gathering>, Error> {
    let now = clock.now();
    let newest = newest_of(db, request.entry).await?;
    let txn = begin_write(db, Key::campaign(newest.campaign.id)).await?;
    if let Some(earlier) = once::earlier(&txn, who.actor(), &request.form_key).await? {
        return Ok(Id::new(earlier));
    }
    let newest = still_newest(&txn, request.entry).await?;
    let campaign = campaigns::visible_to(&txn, Sight::All, newest.campaign.id).await?;
    rules::decide_change(campaign.state, newest.standing, request.reason, Standing::Withdrawn)?;
    let terms = emptied(&newest);
    let after = Some((&newest, request.reason));
    let entry = store::insert_entry(&txn, campaign.id, &terms, after, who.person(), now).await?;
    outbox::put(&txn, RECORDED, campaign.id.number(), now).await?;
    let note = Note::new("gatherings", "gathering_withdrawn", entry.number())
        .before(counts(&newest.attendance))
        .reference(request.reason.code());
    trail::note(&txn, who.actor(), note, now).await?;
    once::keep(&txn, who.actor(), &request.form_key, entry.number(), now).await?;
    txn.commit().await?;
    Ok(entry)
}

/// The newest entry of the gathering that the entry belongs to.
async fn newest_of(db: &Db, entry: Id<id::Gathering>) -> Result<Entry, Error> {
    let history = store::history_of(db.read(), Sight::All, entry).await?;
    history.into_iter().next().ok_or(Error::NotFound)
}

/// The entry itself, if nothing has followed it.
async fn still_newest(txn: &Txn, entry: Id<id::Gathering>) -> Result<Entry, Error> {
    let history = store::history_of(txn, Sight::All, entry).await?;
    let newest = history.into_iter().next().ok_or(Error::NotFound)?;
    if newest.id == entry { Ok(newest) } else { Err(Error::Stale) }
}

/// The terms of an entry that says nothing but where and when.
fn emptied(entry: &Entry) -> Terms {
    Terms {
        kind: entry.kind,
        place: entry.place.id,
        sector: entry.sector.as_ref().map(|sector| sector.id),
        venue: None,
        held_on: entry.held_on,
        day: entry.day,
        partner: entry.partner.as_ref().map(|partner| partner.id),
        attendance: Attendance::UNKNOWN,
        groups: Vec::new(),
        topics: Vec::new(),
        materials: Vec::new(),
        actions: Vec::new(),
        origins: Vec::new(),
    }
}

/// The terms as the trail tells them: codes and counts.
fn told(terms: &Terms) -> String {
    format!("{} {}", terms.kind.code(), counts(&terms.attendance))
}

fn counts(attendance: &Attendance) -> String {
    let total = attendance.total().map_or_else(|| "-".to_owned(), |total| total.to_string());
    format!("{} {total}", attendance.exactness().code())
}
