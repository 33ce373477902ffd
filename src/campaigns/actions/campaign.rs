//! A campaign begins, changes, runs and ends.

use sea_orm::ConnectionTrait;

use super::CLOSED;
use crate::campaigns::rules::{
    self, CampaignRefused, CampaignRequest, CampaignTerms, CopyBudget, EditRequest,
};
use crate::campaigns::store::{self, Sight};
use crate::kit::{Clock, Error, FormKey, Id, id};
use crate::people::Coordinator;
use crate::plant::db::{Db, Key, begin_write};
use crate::plant::trail::Entry;
use crate::plant::{once, outbox, trail};

/// A new campaign stands as a draft.
///
/// Writes: `campaign`, `campaign_place`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`CampaignRefused`].
pub async fn create_campaign(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: CampaignRequest,
) -> Result<Id<id::Campaign>, Error> {
    draft(db, clock, who, request, None).await
}

/// A draft stands with the terms of the request and the partners of its model.
///
/// Writes: as [`create_campaign`], `campaign_partner`, `budget_line`.
///
/// # Errors
/// [`Error::NotFound`] without a model; [`Error::Refused`] with a [`CampaignRefused`].
pub async fn copy_campaign(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    model: (Id<id::Campaign>, CopyBudget),
    request: CampaignRequest,
) -> Result<Id<id::Campaign>, Error> {
    draft(db, clock, who, request, Some(model)).await
}

async fn draft(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: CampaignRequest,
    model: Option<(Id<id::Campaign>, CopyBudget)>,
) -> Result<Id<id::Campaign>, Error> {
    let now = clock.now();
    let txn = begin_write(db, Key::none()).await?;
    if let Some(earlier) = once::earlier(&txn, who.actor(), &request.form_key).await? {
        return Ok(Id::new(earlier));
    }
    check_terms(&txn, &request.terms, None).await?;
    if store::known_districts(&txn, &request.districts).await? != request.districts.len() {
        return Err(CampaignRefused::UnknownDistrict.into());
    }
    let from = model.map(|(from, _)| from);
    let campaign = store::insert(&txn, &request, from, who.person(), now).await?;
    let mut entry = Entry::new("campaigns", "campaign_created", campaign.number());
    if let Some((from, budget)) = model {
        store::visible_to(&txn, Sight::All, from).await?;
        store::copy_partners(&txn, from, campaign).await?;
        if budget == CopyBudget::Yes {
            store::copy_budget(&txn, from, campaign).await?;
        }
        entry = entry.reference(format!("copy of {from}"));
    }
    trail::note(&txn, who.actor(), entry.after("draft"), now).await?;
    once::keep(&txn, who.actor(), &request.form_key, campaign.number(), now).await?;
    txn.commit().await?;
    Ok(campaign)
}

async fn check_terms(
    txn: &impl ConnectionTrait,
    terms: &CampaignTerms,
    own: Option<Id<id::Campaign>>,
) -> Result<(), Error> {
    if store::is_name_taken(txn, &terms.name, own).await? {
        return Err(CampaignRefused::NameTaken.into());
    }
    if !store::is_coordinator(txn, terms.coordinator).await? {
        return Err(CampaignRefused::NotACoordinator.into());
    }
    Ok(())
}

/// The campaign has the terms of the form.
///
/// Writes: `campaign`, `trail`, `form_key`; all or none. Switching discreet
/// mode off is an entry of its own with the reason's code.
///
/// # Errors
/// [`Error::Stale`] when it changed since the form was shown; [`Error::Refused`]
/// with a [`CampaignRefused`].
pub async fn edit_campaign(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: EditRequest,
) -> Result<(), Error> {
    let now = clock.now();
    let txn = begin_write(db, Key::campaign(request.campaign)).await?;
    if once::earlier(&txn, who.actor(), &request.form_key).await?.is_some() {
        return Ok(());
    }
    let campaign = store::visible_to(&txn, Sight::All, request.campaign).await?;
    let (before, after) = (campaign.discretion, request.terms.discretion);
    rules::decide_edit(campaign.state, before, after, request.reason)?;
    if campaign.version != request.version {
        return Err(Error::Stale);
    }
    check_terms(&txn, &request.terms, Some(campaign.id)).await?;
    store::update(&txn, campaign.id, &request.terms, campaign.version).await?;
    let number = campaign.id.number();
    let versions = (campaign.version.to_string(), (campaign.version + 1).to_string());
    let entry = Entry::new("campaigns", "campaign_edited", number);
    trail::note(&txn, who.actor(), entry.before(versions.0).after(versions.1), now).await?;
    if before != after {
        let word = |discreet: bool| if discreet { "discreet" } else { "open" };
        let entry = Entry::new("campaigns", "discretion_changed", number)
            .before(word(before.is_discreet()))
            .after(word(after.is_discreet()));
        let entry = match request.reason.filter(|_| !after.is_discreet()) {
            Some(reason) => entry.reference(reason.word()),
            None => entry,
        };
        trail::note(&txn, who.actor(), entry, now).await?;
    }
    once::keep(&txn, who.actor(), &request.form_key, number, now).await?;
    txn.commit().await
}

/// The campaign runs.
///
/// Writes: `campaign`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`CampaignRefused`].
pub async fn start_campaign(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    campaign: Id<id::Campaign>,
    form_key: &FormKey,
) -> Result<(), Error> {
    let now = clock.now();
    let txn = begin_write(db, Key::campaign(campaign)).await?;
    if once::earlier(&txn, who.actor(), form_key).await?.is_some() {
        return Ok(());
    }
    let before = store::visible_to(&txn, Sight::All, campaign).await?.state;
    let after = rules::decide_start(before, store::count_districts(&txn, campaign).await?)?;
    store::start(&txn, campaign, now).await?;
    let entry = Entry::new("campaigns", "campaign_started", campaign.number());
    trail::note(&txn, who.actor(), entry.before(before.word()).after(after.word()), now).await?;
    once::keep(&txn, who.actor(), form_key, campaign.number(), now).await?;
    txn.commit().await
}

/// The campaign is closed: nothing of it changes any more, and whoever keeps
/// figures is told to freeze them.
///
/// Writes: `campaign`, `outbox`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`CampaignRefused`].
pub async fn close_campaign(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    campaign: Id<id::Campaign>,
    form_key: &FormKey,
) -> Result<(), Error> {
    let now = clock.now();
    let txn = begin_write(db, Key::campaign(campaign)).await?;
    if once::earlier(&txn, who.actor(), form_key).await?.is_some() {
        return Ok(());
    }
    let before = store::visible_to(&txn, Sight::All, campaign).await?.state;
    let after = rules::decide_closing(before)?;
    store::close(&txn, campaign, now).await?;
    outbox::put(&txn, CLOSED, campaign.number(), now).await?;
    let entry = Entry::new("campaigns", "campaign_closed", campaign.number());
    trail::note(&txn, who.actor(), entry.before(before.word()).after(after.word()), now).await?;
    once::keep(&txn, who.actor(), form_key, campaign.number(), now).await?;
    txn.commit().await
}
