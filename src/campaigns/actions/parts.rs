//! Districts, partners, budget and published figures come and go.

use crate::campaigns::rules::{
    self, BudgetRequest, CampaignRefused, DistrictRequest, FigureRequest, PartnerRequest,
};
use crate::campaigns::store::{self, Gone, Sight};
use crate::kit::{Clock, Error, FormKey, Id, id};
use crate::people::Coordinator;
use crate::plant::db::{Db, Key, Txn, begin_write};
use crate::plant::files::{Files, note as note_file};
use crate::plant::trail::{Actor, Entry};
use crate::plant::{once, trail};

/// Rows of one kind that a campaign may have.
const PARTS_MAX: usize = 200;

/// A part of a campaign that can be taken away again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A partner's role.
    Partner(i64),
    /// A line of the budget.
    BudgetLine(i64),
    /// A published figure.
    Figure(i64),
}

/// The write is open, the campaign stands and is not closed; none when the
/// same form was answered before.
async fn opened(
    db: &Db,
    actor: Actor,
    campaign: Id<id::Campaign>,
    form_key: &FormKey,
) -> Result<Option<Txn>, Error> {
    let txn = begin_write(db, Key::campaign(campaign)).await?;
    if once::earlier(&txn, actor, form_key).await?.is_some() {
        return Ok(None);
    }
    store::visible_to(&txn, Sight::All, campaign).await?.state.still_open()?;
    Ok(Some(txn))
}

/// The district belongs to the campaign with these goals, new or changed.
///
/// Writes: `campaign_place`, `goal`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`CampaignRefused`].
pub async fn set_district(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: DistrictRequest,
) -> Result<(), Error> {
    let (now, actor) = (clock.now(), who.actor());
    let Some(txn) = opened(db, actor, request.campaign, &request.form_key).await? else {
        return Ok(());
    };
    let goals = request.goals.checked()?;
    if store::known_districts(&txn, &[request.place]).await? == 0 {
        return Err(CampaignRefused::UnknownDistrict.into());
    }
    store::put_district(&txn, request.campaign, request.place, goals).await?;
    let set: Vec<String> =
        goals.set().iter().map(|(kind, number)| format!("{} {number}", kind.word())).collect();
    let entry = Entry::new("campaigns", "district_set", request.campaign.number())
        .reference(format!("place {}", request.place))
        .after(set.join(", "));
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, &request.form_key, request.place.number(), now).await?;
    txn.commit().await
}

/// The district no longer belongs to the campaign.
///
/// Writes: `campaign_place`, `goal`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`CampaignRefused`]; [`Error::NotFound`].
pub async fn remove_district(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    (campaign, place): (Id<id::Campaign>, Id<id::Place>),
    form_key: &FormKey,
) -> Result<(), Error> {
    let (now, actor) = (clock.now(), who.actor());
    let Some(txn) = opened(db, actor, campaign, form_key).await? else { return Ok(()) };
    let running = store::visible_to(&txn, Sight::All, campaign).await?.started_at.is_some();
    if running && store::count_districts(&txn, campaign).await? == 1 {
        return Err(CampaignRefused::NoDistricts.into());
    }
    if store::remove_district(&txn, campaign, place).await? == Gone::NeverThere {
        return Err(Error::NotFound);
    }
    let entry = Entry::new("campaigns", "district_removed", campaign.number())
        .reference(format!("place {place}"));
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, form_key, place.number(), now).await?;
    txn.commit().await
}

/// The organisation has a role in the campaign.
///
/// Writes: `partner`, `campaign_partner`, `stored_file`, `trail`, `form_key`;
/// all or none. The logo's bytes are on disk before.
///
/// # Errors
/// [`Error::Refused`] with a [`CampaignRefused`].
pub async fn add_partner(
    db: &Db,
    files: &Files,
    clock: &dyn Clock,
    who: Coordinator,
    request: PartnerRequest,
) -> Result<(), Error> {
    let (now, actor) = (clock.now(), who.actor());
    let logo = match request.logo {
        None => None,
        Some(bytes) => {
            let kind = rules::logo_type(&bytes).ok_or(CampaignRefused::NotAPicture)?;
            let size = u64::try_from(bytes.len()).map_err(Error::fault)?;
            Some((files.put(bytes).await?, kind, size))
        }
    };
    let Some(txn) = opened(db, actor, request.campaign, &request.form_key).await? else {
        return Ok(());
    };
    if store::partners_of(&txn, request.campaign).await?.len() >= PARTS_MAX {
        return Err(CampaignRefused::ListFull.into());
    }
    if let Some((name, kind, size)) = &logo {
        note_file(&txn, name, kind, *size, now).await?;
    }
    let name = logo.as_ref().map(|(name, ..)| name);
    let (campaign, role) = (request.campaign, request.role);
    let added = store::insert_partner(&txn, campaign, &request.name, role, name, now).await?;
    let added = added.ok_or(CampaignRefused::RoleTaken)?;
    let entry = Entry::new("campaigns", "partner_added", campaign.number())
        .reference(format!("role {added}"))
        .after(role.word());
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, &request.form_key, added, now).await?;
    txn.commit().await
}

/// The budget has one more line.
///
/// Writes: `budget_line`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`CampaignRefused`].
pub async fn add_budget_line(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: BudgetRequest,
) -> Result<(), Error> {
    let (now, actor) = (clock.now(), who.actor());
    let Some(txn) = opened(db, actor, request.campaign, &request.form_key).await? else {
        return Ok(());
    };
    if store::budget_of(&txn, request.campaign).await?.len() >= PARTS_MAX {
        return Err(CampaignRefused::ListFull.into());
    }
    if let Some(donor) = request.donor {
        let partners = store::partners_of(&txn, request.campaign).await?;
        if !partners.iter().any(|line| line.partner == donor) {
            return Err(CampaignRefused::NotAPartner.into());
        }
    }
    let added = store::insert_budget_line(&txn, &request).await?;
    let after = format!("{} {}", request.money.plain(), request.money.currency);
    let entry = Entry::new("campaigns", "budget_line_added", request.campaign.number())
        .reference(format!("line {added}"))
        .after(after);
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, &request.form_key, added, now).await?;
    txn.commit().await
}

/// A figure that others published stands beside ours, never in them.
///
/// Writes: `external_figure`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`CampaignRefused`].
pub async fn add_figure(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: FigureRequest,
) -> Result<(), Error> {
    let (now, actor) = (clock.now(), who.actor());
    let Some(txn) = opened(db, actor, request.campaign, &request.form_key).await? else {
        return Ok(());
    };
    if store::figures_of(&txn, request.campaign).await?.len() >= PARTS_MAX {
        return Err(CampaignRefused::ListFull.into());
    }
    let added = store::insert_figure(&txn, &request, now).await?;
    let entry = Entry::new("campaigns", "figure_added", request.campaign.number())
        .reference(format!("figure {added}"))
        .after(request.number.to_string());
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, &request.form_key, added, now).await?;
    txn.commit().await
}

/// A partner's role, a budget line or a published figure is gone.
///
/// Writes: its row, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`CampaignRefused`]; [`Error::NotFound`].
pub async fn remove_part(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    (campaign, part): (Id<id::Campaign>, Part),
    form_key: &FormKey,
) -> Result<(), Error> {
    let (now, actor) = (clock.now(), who.actor());
    let Some(txn) = opened(db, actor, campaign, form_key).await? else { return Ok(()) };
    let (gone, deed, number) = match part {
        Part::Partner(role) => {
            if store::pays(&txn, campaign, role).await? {
                return Err(CampaignRefused::PartnerPays.into());
            }
            (store::remove_partner(&txn, campaign, role).await?, "partner_removed", role)
        }
        Part::BudgetLine(line) => {
            let gone = store::remove_budget_line(&txn, campaign, line).await?;
            (gone, "budget_line_removed", line)
        }
        Part::Figure(figure) => {
            (store::remove_figure(&txn, campaign, figure).await?, "figure_removed", figure)
        }
    };
    if gone == Gone::NeverThere {
        return Err(Error::NotFound);
    }
    let entry = Entry::new("campaigns", deed, campaign.number()).reference(number.to_string());
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, form_key, number, now).await?;
    txn.commit().await
}
