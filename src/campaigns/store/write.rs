//! Rows of campaigns, written inside an action's transaction.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QuerySelect,
};

use super::super::rows::{
    budget_line, campaign, campaign_partner, campaign_place, external_figure, goal, partner,
};
use super::super::rules::{
    BudgetRequest, CampaignRequest, CampaignTerms, FigureRequest, Goals, Role, State,
};
use crate::kit::fold::folded;
use crate::kit::{Error, Id, id};
use crate::plant::files::StoredName;

/// Whether a row was there to take away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::campaigns) enum Gone {
    /// It was and is no more.
    Yes,
    /// There was none.
    NeverThere,
}

fn gone(rows: u64) -> Gone {
    if rows > 0 { Gone::Yes } else { Gone::NeverThere }
}

/// Whether another campaign has this name.
pub(in crate::campaigns) async fn is_name_taken(
    txn: &impl ConnectionTrait,
    name: &str,
    but: Option<Id<id::Campaign>>,
) -> Result<bool, Error> {
    let same = campaign::Entity::find().filter(campaign::Column::NameFolded.eq(folded(name)));
    let row = same.one(txn).await?;
    Ok(row.is_some_and(|row| but.is_none_or(|but| but.number() != row.id)))
}

/// A new draft.
pub(in crate::campaigns) async fn insert(
    txn: &impl ConnectionTrait,
    request: &CampaignRequest,
    copied_from: Option<Id<id::Campaign>>,
    by: Id<id::Person>,
    now: DateTime<Utc>,
) -> Result<Id<id::Campaign>, Error> {
    let row = campaign::ActiveModel {
        state: Set(State::Draft.word().to_owned()),
        copied_from_id: Set(copied_from.map(Id::number)),
        version: Set(1),
        created_by: Set(by.number()),
        created_at: Set(now),
        ..terms(&request.terms)
    };
    let campaign = Id::new(row.insert(txn).await?.id);
    for place in &request.districts {
        put_district(txn, campaign, *place, Goals::default()).await?;
    }
    Ok(campaign)
}

fn terms(terms: &CampaignTerms) -> campaign::ActiveModel {
    campaign::ActiveModel {
        name: Set(terms.name.clone()),
        name_folded: Set(folded(&terms.name)),
        public_title: Set(terms.public_title.clone()),
        discreet: Set(terms.discretion.is_discreet()),
        topic: Set(terms.topic.clone()),
        starts_on: Set(terms.flight.first()),
        ends_on: Set(terms.flight.last()),
        coordinator_id: Set(terms.coordinator.number()),
        ..ActiveModelTrait::default()
    }
}

/// The campaign has new terms and the next version.
pub(in crate::campaigns) async fn update(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    new: &CampaignTerms,
    version: i32,
) -> Result<(), Error> {
    let row = campaign::ActiveModel {
        id: Set(campaign.number()),
        version: Set(version + 1),
        ..terms(new)
    };
    row.update(txn).await?;
    Ok(())
}

/// The campaign runs.
pub(in crate::campaigns) async fn start(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = campaign::ActiveModel {
        id: Set(campaign.number()),
        state: Set(State::Running.word().to_owned()),
        started_at: Set(Some(now)),
        ..ActiveModelTrait::default()
    };
    row.update(txn).await?;
    Ok(())
}

/// The campaign is closed.
pub(in crate::campaigns) async fn close(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = campaign::ActiveModel {
        id: Set(campaign.number()),
        state: Set(State::Closed.word().to_owned()),
        closed_at: Set(Some(now)),
        ..ActiveModelTrait::default()
    };
    row.update(txn).await?;
    Ok(())
}

/// How many districts the campaign has.
pub(in crate::campaigns) async fn count_districts(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<u64, Error> {
    let of = campaign_place::Column::CampaignId.eq(campaign.number());
    Ok(campaign_place::Entity::find().filter(of).count(txn).await?)
}

/// The district belongs to the campaign and has these goals and no others.
pub(in crate::campaigns) async fn put_district(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    place: Id<id::Place>,
    goals: Goals,
) -> Result<(), Error> {
    let key = (campaign.number(), place.number());
    if campaign_place::Entity::find_by_id(key).one(txn).await?.is_none() {
        let row = campaign_place::ActiveModel { campaign_id: Set(key.0), place_id: Set(key.1) };
        campaign_place::Entity::insert(row).exec_without_returning(txn).await?;
    }
    goal::Entity::delete_many()
        .filter(goal::Column::CampaignId.eq(key.0))
        .filter(goal::Column::PlaceId.eq(key.1))
        .exec(txn)
        .await?;
    for (kind, number) in goals.set() {
        let row = goal::ActiveModel {
            campaign_id: Set(key.0),
            place_id: Set(key.1),
            kind: Set(kind.word().to_owned()),
            number: Set(number),
        };
        goal::Entity::insert(row).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// The district no longer belongs to the campaign; its goals go with it.
pub(in crate::campaigns) async fn remove_district(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    place: Id<id::Place>,
) -> Result<Gone, Error> {
    let key = (campaign.number(), place.number());
    Ok(gone(campaign_place::Entity::delete_by_id(key).exec(txn).await?.rows_affected))
}

/// The organisation has this role; it is made when its name is new. Answers the
/// role's number, or nothing when it has the role already.
pub(in crate::campaigns) async fn insert_partner(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    name: &str,
    role: Role,
    logo: Option<&StoredName>,
    now: DateTime<Utc>,
) -> Result<Option<i64>, Error> {
    let known = partner::Entity::find().filter(partner::Column::NameFolded.eq(folded(name)));
    let partner_id = if let Some(row) = known.one(txn).await? {
        row.id
    } else {
        let row = partner::ActiveModel {
            name: Set(name.to_owned()),
            name_folded: Set(folded(name)),
            created_at: Set(now),
            ..ActiveModelTrait::default()
        };
        row.insert(txn).await?.id
    };
    let same = campaign_partner::Entity::find()
        .filter(campaign_partner::Column::CampaignId.eq(campaign.number()))
        .filter(campaign_partner::Column::PartnerId.eq(partner_id))
        .filter(campaign_partner::Column::Role.eq(role.word()));
    if same.one(txn).await?.is_some() {
        return Ok(None);
    }
    let row = campaign_partner::ActiveModel {
        campaign_id: Set(campaign.number()),
        partner_id: Set(partner_id),
        role: Set(role.word().to_owned()),
        logo_sha256: Set(logo.map(|logo| logo.as_str().to_owned())),
        ..ActiveModelTrait::default()
    };
    Ok(Some(row.insert(txn).await?.id))
}

/// Whether a budget line of the campaign names the partner of this role, who
/// has no other role to name.
pub(in crate::campaigns) async fn pays(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    role: i64,
) -> Result<bool, Error> {
    let Some(row) = campaign_partner::Entity::find_by_id(role).one(txn).await? else {
        return Ok(false);
    };
    let roles = campaign_partner::Entity::find()
        .filter(campaign_partner::Column::CampaignId.eq(campaign.number()))
        .filter(campaign_partner::Column::PartnerId.eq(row.partner_id));
    let lines = budget_line::Entity::find()
        .filter(budget_line::Column::CampaignId.eq(campaign.number()))
        .filter(budget_line::Column::PartnerId.eq(row.partner_id));
    Ok(roles.count(txn).await? == 1 && lines.count(txn).await? > 0)
}

/// The partner no longer has this role.
pub(in crate::campaigns) async fn remove_partner(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    role: i64,
) -> Result<Gone, Error> {
    let of = campaign_partner::Column::CampaignId.eq(campaign.number());
    let done = campaign_partner::Entity::delete_by_id(role).filter(of).exec(txn).await?;
    Ok(gone(done.rows_affected))
}

/// The copy has the partners of its model, with roles and logos.
pub(in crate::campaigns) async fn copy_partners(
    txn: &impl ConnectionTrait,
    from: Id<id::Campaign>,
    to: Id<id::Campaign>,
) -> Result<(), Error> {
    let of = campaign_partner::Column::CampaignId.eq(from.number());
    for row in campaign_partner::Entity::find().filter(of).limit(1_000).all(txn).await? {
        let copy = campaign_partner::ActiveModel {
            campaign_id: Set(to.number()),
            partner_id: Set(row.partner_id),
            role: Set(row.role),
            logo_sha256: Set(row.logo_sha256),
            ..ActiveModelTrait::default()
        };
        copy.insert(txn).await?;
    }
    Ok(())
}

/// The copy has the budget lines of its model.
pub(in crate::campaigns) async fn copy_budget(
    txn: &impl ConnectionTrait,
    from: Id<id::Campaign>,
    to: Id<id::Campaign>,
) -> Result<(), Error> {
    let of = budget_line::Column::CampaignId.eq(from.number());
    for row in budget_line::Entity::find().filter(of).limit(1_000).all(txn).await? {
        let copy = budget_line::ActiveModel {
            campaign_id: Set(to.number()),
            name: Set(row.name),
            amount_minor: Set(row.amount_minor),
            currency: Set(row.currency),
            partner_id: Set(row.partner_id),
            ..ActiveModelTrait::default()
        };
        copy.insert(txn).await?;
    }
    Ok(())
}

/// One more budget line.
pub(in crate::campaigns) async fn insert_budget_line(
    txn: &impl ConnectionTrait,
    request: &BudgetRequest,
) -> Result<i64, Error> {
    let row = budget_line::ActiveModel {
        campaign_id: Set(request.campaign.number()),
        name: Set(request.name.clone()),
        amount_minor: Set(request.money.minor),
        currency: Set(request.money.currency.code().to_owned()),
        partner_id: Set(request.donor.map(Id::number)),
        ..ActiveModelTrait::default()
    };
    Ok(row.insert(txn).await?.id)
}

/// The budget line is gone.
pub(in crate::campaigns) async fn remove_budget_line(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    line: i64,
) -> Result<Gone, Error> {
    let of = budget_line::Column::CampaignId.eq(campaign.number());
    let done = budget_line::Entity::delete_by_id(line).filter(of).exec(txn).await?;
    Ok(gone(done.rows_affected))
}

/// One more published figure.
pub(in crate::campaigns) async fn insert_figure(
    txn: &impl ConnectionTrait,
    request: &FigureRequest,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let row = external_figure::ActiveModel {
        campaign_id: Set(request.campaign.number()),
        number: Set(request.number),
        exactness: Set(request.exactness.word().to_owned()),
        about: Set(request.about.clone()),
        definition: Set(request.definition.clone()),
        source: Set(request.source.clone()),
        reported_on: Set(request.reported_on),
        created_at: Set(now),
        ..ActiveModelTrait::default()
    };
    Ok(row.insert(txn).await?.id)
}

/// The published figure is gone.
pub(in crate::campaigns) async fn remove_figure(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    figure: i64,
) -> Result<Gone, Error> {
    let of = external_figure::Column::CampaignId.eq(campaign.number());
    let done = external_figure::Entity::delete_by_id(figure).filter(of).exec(txn).await?;
    Ok(gone(done.rows_affected))
}
