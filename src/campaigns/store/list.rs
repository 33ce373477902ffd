//! The list of campaigns: searched, filtered, sorted, in pages.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::LikeExpr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use super::super::rows::{campaign, campaign_place};
use super::super::rules::State;
use super::view::Sight;
use crate::kit::fold::folded;
use crate::kit::{Error, Id, id};
use crate::people::rows::person;
use crate::places::rows::place;
use crate::plant::db::reference;

/// In which order the list stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CampaignSort {
    /// The newest flight first.
    #[default]
    Newest,
    /// By name.
    Name,
    /// The flight that ends soonest first.
    Ends,
}

impl CampaignSort {
    /// Read the word of the address.
    pub fn read(word: &str) -> Self {
        match word {
            "name" => Self::Name,
            "ends" => Self::Ends,
            _ => Self::Newest,
        }
    }
}

/// Which campaigns are asked for.
#[derive(Clone, Debug)]
pub struct CampaignFilter {
    /// Who asks.
    pub sight: Sight,
    /// Part of a name.
    pub text: String,
    /// One state alone.
    pub state: Option<State>,
    /// The order.
    pub sort: CampaignSort,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignLine {
    /// Its number.
    pub id: Id<id::Campaign>,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// The first day of the flight.
    pub starts_on: NaiveDate,
    /// The last day of the flight.
    pub ends_on: NaiveDate,
    /// The person in charge.
    pub coordinator: String,
    /// The districts' names.
    pub districts: Vec<String>,
}

/// How many campaigns fit.
pub async fn count_campaigns(
    db: &impl ConnectionTrait,
    filter: &CampaignFilter,
) -> Result<u64, Error> {
    Ok(matching(filter).count(db).await?)
}

/// The campaigns that fit, from `offset` on, in two queries whatever their number.
pub async fn list_campaigns(
    db: &impl ConnectionTrait,
    filter: &CampaignFilter,
    offset: u64,
    limit: u64,
) -> Result<Vec<CampaignLine>, Error> {
    let in_charge = reference(campaign::Column::CoordinatorId, person::Column::Id);
    let rows = sorted(matching(filter), filter.sort)
        .offset(offset)
        .limit(limit)
        .join(JoinType::InnerJoin, in_charge)
        .select_also(person::Entity)
        .all(db)
        .await?;
    let mut places = district_names(db, rows.iter().map(|(row, _)| row.id)).await?;
    let line = |(row, person): (campaign::Model, Option<person::Model>)| {
        let state = State::read(&row.state).ok_or_else(|| Error::fault("unknown state"))?;
        Ok(CampaignLine {
            id: Id::new(row.id),
            name: row.name,
            state,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            coordinator: person.map(|person| person.name).unwrap_or_default(),
            districts: places.remove(&row.id).unwrap_or_default(),
        })
    };
    rows.into_iter().map(line).collect()
}

/// The names of the districts of some campaigns, by campaign.
async fn district_names(
    db: &impl ConnectionTrait,
    campaigns: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, Vec<String>>, Error> {
    let where_it_is = reference(campaign_place::Column::PlaceId, place::Column::Id);
    let rows = campaign_place::Entity::find()
        .filter(campaign_place::Column::CampaignId.is_in(campaigns))
        .join(JoinType::InnerJoin, where_it_is)
        .order_by_asc(place::Column::NameFolded)
        .select_also(place::Entity)
        .all(db)
        .await?;
    let mut names: HashMap<i64, Vec<String>> = HashMap::new();
    for (link, place) in rows {
        names.entry(link.campaign_id).or_default().extend(place.map(|place| place.name));
    }
    Ok(names)
}

fn matching(filter: &CampaignFilter) -> Select<campaign::Entity> {
    let mut query = campaign::Entity::find();
    if filter.sight == Sight::NotDrafts {
        query = query.filter(campaign::Column::State.ne(State::Draft.word()));
    }
    if let Some(state) = filter.state {
        query = query.filter(campaign::Column::State.eq(state.word()));
    }
    let text = folded(&filter.text);
    if text.is_empty() {
        return query;
    }
    query.filter(campaign::Column::NameFolded.like(part_of(&text)))
}

/// A pattern for any text that has this part, whatever signs the part holds.
pub(super) fn part_of(text: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}

fn sorted(query: Select<campaign::Entity>, sort: CampaignSort) -> Select<campaign::Entity> {
    use campaign::Column::{EndsOn, Id, NameFolded, StartsOn};
    let query = match sort {
        CampaignSort::Newest => query.order_by_desc(StartsOn),
        CampaignSort::Name => query.order_by_asc(NameFolded),
        CampaignSort::Ends => query.order_by_asc(EndsOn),
    };
    query.order_by_desc(Id)
}
