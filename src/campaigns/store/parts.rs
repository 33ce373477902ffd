//! Districts, partners, budget and published figures of one campaign.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};

use super::super::rows::partner;
use super::super::rows::{budget_line, campaign_partner, campaign_place, external_figure, goal};
use super::super::rules::{Exactness, Goals, Role};
use crate::kit::{Currency, Error, Id, Money, id};
use crate::places::rows::place;
use crate::plant::db::reference;
use crate::plant::files::StoredName;

/// A district of a campaign and what is wanted there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistrictGoals {
    /// The district.
    pub place: Id<id::Place>,
    /// Its name.
    pub name: String,
    /// The goals.
    pub goals: Goals,
}

/// A partner's role in a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerLine {
    /// The number of the role's row.
    pub id: i64,
    /// The organisation.
    pub partner: Id<id::Partner>,
    /// Its name.
    pub name: String,
    /// What it does.
    pub role: Role,
    /// Its logo in this campaign.
    pub logo: Option<StoredName>,
}

/// One line of a budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// Its number.
    pub id: Id<id::BudgetLine>,
    /// What it is for.
    pub name: String,
    /// How much.
    pub money: Money,
    /// Who pays.
    pub donor: Option<String>,
}

/// A figure that others published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalFigure {
    /// Its number.
    pub id: i64,
    /// The figure.
    pub number: i64,
    /// How exact it claims to be.
    pub exactness: Exactness,
    /// What was counted.
    pub about: String,
    /// How it was counted; none when nobody says.
    pub definition: Option<String>,
    /// Who published it.
    pub source: String,
    /// When.
    pub reported_on: Option<NaiveDate>,
}

/// The districts of a campaign with their goals, by name.
pub async fn districts_of(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<Vec<DistrictGoals>, Error> {
    let place_of = reference(campaign_place::Column::PlaceId, place::Column::Id);
    let rows = campaign_place::Entity::find()
        .filter(campaign_place::Column::CampaignId.eq(campaign.number()))
        .join(JoinType::InnerJoin, place_of)
        .order_by_asc(place::Column::NameFolded)
        .select_also(place::Entity)
        .all(db)
        .await?;
    let mut goals: HashMap<i64, Goals> = HashMap::new();
    let set = goal::Entity::find().filter(goal::Column::CampaignId.eq(campaign.number()));
    for row in set.all(db).await? {
        let before = goals.get(&row.place_id).copied().unwrap_or_default();
        goals.insert(row.place_id, before.with(&row.kind, row.number));
    }
    let line = |(link, place): (campaign_place::Model, Option<place::Model>)| DistrictGoals {
        place: Id::new(link.place_id),
        name: place.map(|place| place.name).unwrap_or_default(),
        goals: goals.get(&link.place_id).copied().unwrap_or_default(),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The partners of a campaign, by role and name.
pub async fn partners_of(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<Vec<PartnerLine>, Error> {
    let who = reference(campaign_partner::Column::PartnerId, partner::Column::Id);
    let rows = campaign_partner::Entity::find()
        .filter(campaign_partner::Column::CampaignId.eq(campaign.number()))
        .join(JoinType::InnerJoin, who)
        .order_by_asc(partner::Column::NameFolded)
        .select_also(partner::Entity)
        .all(db)
        .await?;
    let line = |(link, partner): (campaign_partner::Model, Option<partner::Model>)| {
        Ok(PartnerLine {
            id: link.id,
            partner: Id::new(link.partner_id),
            name: partner.map(|partner| partner.name).unwrap_or_default(),
            role: Role::read(&link.role).ok_or_else(|| Error::fault("unknown role"))?,
            logo: link.logo_sha256.as_deref().and_then(StoredName::read),
        })
    };
    let mut lines = rows.into_iter().map(line).collect::<Result<Vec<_>, Error>>()?;
    lines.sort_by_key(|line| line.role);
    Ok(lines)
}

/// The logo of one partner's role in a campaign.
pub async fn logo_of(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    role: i64,
) -> Result<StoredName, Error> {
    let row = campaign_partner::Entity::find_by_id(role)
        .filter(campaign_partner::Column::CampaignId.eq(campaign.number()))
        .one(db)
        .await?;
    let name = row.and_then(|row| row.logo_sha256).ok_or(Error::NotFound)?;
    StoredName::read(&name).ok_or(Error::NotFound)
}

/// The budget of a campaign in the order in which it was entered.
pub async fn budget_of(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<Vec<BudgetLine>, Error> {
    let payer = reference(budget_line::Column::PartnerId, partner::Column::Id);
    let rows = budget_line::Entity::find()
        .filter(budget_line::Column::CampaignId.eq(campaign.number()))
        .join(JoinType::LeftJoin, payer)
        .order_by_asc(budget_line::Column::Id)
        .select_also(partner::Entity)
        .all(db)
        .await?;
    let line = |(row, payer): (budget_line::Model, Option<partner::Model>)| {
        let currency: Currency = row.currency.parse().map_err(Error::fault)?;
        Ok(BudgetLine {
            id: Id::new(row.id),
            name: row.name,
            money: Money { minor: row.amount_minor, currency },
            donor: payer.map(|payer| payer.name),
        })
    };
    rows.into_iter().map(line).collect()
}

/// The figures that others published about a campaign.
pub async fn figures_of(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<Vec<ExternalFigure>, Error> {
    let rows = external_figure::Entity::find()
        .filter(external_figure::Column::CampaignId.eq(campaign.number()))
        .order_by_asc(external_figure::Column::Id)
        .all(db)
        .await?;
    let line = |row: external_figure::Model| {
        let exactness = Exactness::read(&row.exactness);
        Ok(ExternalFigure {
            id: row.id,
            number: row.number,
            exactness: exactness.ok_or_else(|| Error::fault("unknown exactness"))?,
            about: row.about,
            definition: row.definition,
            source: row.source,
            reported_on: row.reported_on,
        })
    };
    rows.into_iter().map(line).collect()
}
