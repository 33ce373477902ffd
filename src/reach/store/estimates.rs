//! Kept estimates and figures of listening.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::super::rows::{estimate, listening_figure};
use super::super::rules::ListeningRequest;
use crate::campaigns::rows::campaign;
use crate::kit::{Error, Id, id};
use crate::places::rows::place;

/// An estimate to keep.
#[derive(Clone, Debug)]
pub struct Kept<'a> {
    /// The campaign.
    pub campaign: Id<id::Campaign>,
    /// The word of the basis.
    pub basis: &'static str,
    /// The case.
    pub case_json: String,
    /// Its hash.
    pub case_sha256: &'a str,
    /// The name of the model.
    pub model: &'a str,
    /// The answer.
    pub answer_json: String,
    /// Everything shown, where this is the row that carries it.
    pub figures_json: String,
    /// The version of the data that were read.
    pub facts_version: i64,
    /// Since when it is the campaign's figure for ever.
    pub frozen_at: Option<DateTime<Utc>>,
}

/// The estimate is kept.
pub async fn insert_estimate(
    db: &impl ConnectionTrait,
    kept: Kept<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = estimate::ActiveModel {
        id: NotSet,
        campaign_id: Set(kept.campaign.number()),
        basis: Set(kept.basis.to_owned()),
        case_json: Set(kept.case_json),
        case_sha256: Set(kept.case_sha256.to_owned()),
        model: Set(kept.model.to_owned()),
        answer_json: Set(kept.answer_json),
        figures_json: Set(kept.figures_json),
        facts_version: Set(kept.facts_version),
        made_at: Set(now),
        frozen_at: Set(kept.frozen_at),
        frozen_reason: Set(kept.frozen_at.map(|_| "closed".to_owned())),
    };
    estimate::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What is shown of a campaign for ever, if its figures are frozen.
pub async fn frozen_figures(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<Option<String>, Error> {
    let found: Option<String> = estimate::Entity::find()
        .select_only()
        .column(estimate::Column::FiguresJson)
        .filter(estimate::Column::CampaignId.eq(campaign.number()))
        .filter(estimate::Column::Basis.eq("confirmed"))
        .filter(estimate::Column::FrozenAt.is_not_null())
        .into_tuple()
        .one(db)
        .await?;
    Ok(found)
}

/// The case that a campaign's frozen figures come from.
pub async fn frozen_case(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    basis: &str,
) -> Result<Option<String>, Error> {
    let found: Option<String> = estimate::Entity::find()
        .select_only()
        .column(estimate::Column::CaseJson)
        .filter(estimate::Column::CampaignId.eq(campaign.number()))
        .filter(estimate::Column::Basis.eq(basis))
        .filter(estimate::Column::FrozenAt.is_not_null())
        .into_tuple()
        .one(db)
        .await?;
    Ok(found)
}

/// The hash of the newest case kept of a campaign.
pub async fn newest_hash(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<Option<String>, Error> {
    let found: Option<String> = estimate::Entity::find()
        .select_only()
        .column(estimate::Column::CaseSha256)
        .filter(estimate::Column::CampaignId.eq(campaign.number()))
        .filter(estimate::Column::Basis.eq("confirmed"))
        .order_by_desc(estimate::Column::Id)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found)
}

/// The campaigns on air.
pub async fn running(db: &impl ConnectionTrait) -> Result<Vec<Id<id::Campaign>>, Error> {
    let numbers: Vec<i64> = campaign::Entity::find()
        .select_only()
        .column(campaign::Column::Id)
        .filter(campaign::Column::State.eq("running"))
        .order_by_asc(campaign::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(numbers.into_iter().map(Id::new).collect())
}

/// Whether the place is a district.
pub async fn is_district(db: &impl ConnectionTrait, place: Id<id::Place>) -> Result<bool, Error> {
    let row = place::Entity::find_by_id(place.number()).one(db).await?;
    Ok(row.is_some_and(|row| row.kind == "district"))
}

/// The figure stands in place of the one in force; says its number.
pub async fn put_listening(
    db: &impl ConnectionTrait,
    request: &ListeningRequest,
    by: Id<id::Person>,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    listening_figure::Entity::update_many()
        .col_expr(listening_figure::Column::ReplacedAt, Expr::value(now))
        .filter(listening_figure::Column::PlaceId.eq(request.place.number()))
        .filter(listening_figure::Column::ReplacedAt.is_null())
        .exec(db)
        .await?;
    let row = listening_figure::ActiveModel {
        id: NotSet,
        place_id: Set(request.place.number()),
        universe: Set(request.universe.value()),
        respondents: Set(request.respondents.and_then(|n| i32::try_from(n).ok())),
        deff: Set(request.deff),
        source: Set(request.source.clone()),
        as_of: Set(request.as_of),
        entered_by: Set(by.number()),
        created_at: Set(now),
        replaced_at: Set(None),
    };
    Ok(listening_figure::Entity::insert(row).exec(db).await?.last_insert_id)
}

/// A figure in force with its history.
pub async fn listening_of(
    db: &impl ConnectionTrait,
    place: Id<id::Place>,
) -> Result<Vec<listening_figure::Model>, Error> {
    let rows = listening_figure::Entity::find()
        .filter(listening_figure::Column::PlaceId.eq(place.number()))
        .order_by_desc(listening_figure::Column::Id)
        .limit(crate::kit::limits::PAGE_ROWS)
        .all(db)
        .await?;
    Ok(rows)
}
