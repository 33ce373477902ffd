//! A message begins and changes.

use sea_orm::ConnectionTrait;

use crate::campaigns::{self, Campaign, Sight};
use crate::kit::{Clock, Error, Id, id};
use crate::messages::rules::{MessageEdit, MessageRefused, MessageRequest, MessageTerms};
use crate::messages::store;
use crate::people::Coordinator;
use crate::plant::db::{Db, Key, begin_write, begin_write_many};
use crate::plant::trail::Entry;
use crate::plant::{once, trail};

/// Messages of one campaign.
const MESSAGES_MAX: u64 = 500;

/// The campaign, if its messages may still change.
pub(super) async fn open_campaign(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<Campaign, Error> {
    let campaign = campaigns::visible_to(db, Sight::All, campaign).await?;
    if campaign.closed_at.is_some() {
        return Err(MessageRefused::CampaignClosed.into());
    }
    Ok(campaign)
}

async fn check(
    txn: &impl ConnectionTrait,
    campaign: &Campaign,
    terms: &MessageTerms,
    own: Option<Id<id::Message>>,
) -> Result<(), Error> {
    if store::is_title_taken(txn, campaign.id, &terms.title, own).await? {
        return Err(MessageRefused::TitleTaken.into());
    }
    if terms.expires_on.is_some_and(|day| day < campaign.starts_on) {
        return Err(MessageRefused::ExpiresTooSoon.into());
    }
    let named: Vec<_> = terms.guests.iter().filter_map(|guest| guest.partner).collect();
    if named.is_empty() {
        return Ok(());
    }
    let partners = campaigns::partners_of(txn, campaign.id).await?;
    let known = |partner| partners.iter().any(|line| line.partner == partner);
    if named.into_iter().all(known) { Ok(()) } else { Err(MessageRefused::NotAPartner.into()) }
}

/// A message stands in the campaign, without versions yet.
///
/// Writes: `message`, `message_topic`, `message_guest`, `trail`, `form_key`;
/// all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`MessageRefused`].
pub async fn create_message(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: MessageRequest,
) -> Result<Id<id::Message>, Error> {
    let (now, actor) = (clock.now(), who.actor());
    let txn = begin_write(db, Key::campaign(request.campaign)).await?;
    if let Some(earlier) = once::earlier(&txn, actor, &request.form_key).await? {
        return Ok(Id::new(earlier));
    }
    let campaign = open_campaign(&txn, request.campaign).await?;
    check(&txn, &campaign, &request.terms, None).await?;
    if store::count_in_campaign(&txn, campaign.id).await? >= MESSAGES_MAX {
        return Err(MessageRefused::ListFull.into());
    }
    let message = store::insert(&txn, &request, who.person(), now).await?;
    let entry = Entry::new("messages", "message_created", message.number())
        .reference(format!("campaign {}", campaign.id))
        .after(request.kind.code());
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, &request.form_key, message.number(), now).await?;
    txn.commit().await?;
    Ok(message)
}

/// The message has the terms of the form; its versions keep their approval.
///
/// Writes: as [`create_message`].
///
/// # Errors
/// [`Error::Stale`] when it changed since the form was shown; [`Error::Refused`]
/// with a [`MessageRefused`].
pub async fn edit_message(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: MessageEdit,
) -> Result<(), Error> {
    let (now, actor) = (clock.now(), who.actor());
    let campaign = store::message_of(db.read(), request.message).await?.campaign;
    let keys = vec![Key::campaign(campaign), Key::message(request.message)];
    let txn = begin_write_many(db, keys).await?;
    if once::earlier(&txn, actor, &request.form_key).await?.is_some() {
        return Ok(());
    }
    let campaign = open_campaign(&txn, campaign).await?;
    let message = store::message_of(&txn, request.message).await?;
    if message.version != request.version {
        return Err(Error::Stale);
    }
    check(&txn, &campaign, &request.terms, Some(message.id)).await?;
    store::update(&txn, message.id, &request.terms, message.version).await?;
    let entry = Entry::new("messages", "message_edited", message.id.number())
        .before(message.version.to_string())
        .after((message.version + 1).to_string());
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, &request.form_key, message.id.number(), now).await?;
    txn.commit().await
}
