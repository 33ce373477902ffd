//! Figures of listeners are kept; older ones are replaced, never overwritten.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::super::rows::{audience, audience_slot, coverage_share};
use super::super::rules::AudienceFigures;
use super::read::odd;
use crate::kit::{Error, Id, Share, id};

/// Where a figure comes from.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The station.
    pub station: Id<id::Station>,
    /// The district.
    pub place: Id<id::Place>,
    /// Who says so.
    pub source: &'a str,
    /// The day that the source speaks of.
    pub as_of: NaiveDate,
}

/// Keep a figure of coverage in place of the one in force.
pub async fn put_coverage(
    db: &impl ConnectionTrait,
    said: Said<'_>,
    [low, central, high]: [Share; 3],
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    coverage_share::Entity::update_many()
        .col_expr(coverage_share::Column::ReplacedAt, Expr::value(now))
        .filter(coverage_share::Column::StationId.eq(said.station.number()))
        .filter(coverage_share::Column::PlaceId.eq(said.place.number()))
        .filter(coverage_share::Column::ReplacedAt.is_null())
        .exec(db)
        .await?;
    let row = coverage_share::ActiveModel {
        id: NotSet,
        station_id: Set(said.station.number()),
        place_id: Set(said.place.number()),
        low: Set(low.value()),
        central: Set(central.value()),
        high: Set(high.value()),
        source: Set(said.source.to_owned()),
        as_of: Set(said.as_of),
        created_at: Set(now),
        replaced_at: Set(None),
    };
    Ok(coverage_share::Entity::insert(row).exec(db).await?.last_insert_id)
}

/// Keep a survey's figures in place of those in force.
pub async fn put_audience(
    db: &impl ConnectionTrait,
    said: Said<'_>,
    figures: &AudienceFigures,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    audience::Entity::update_many()
        .col_expr(audience::Column::ReplacedAt, Expr::value(now))
        .filter(audience::Column::StationId.eq(said.station.number()))
        .filter(audience::Column::PlaceId.eq(said.place.number()))
        .filter(audience::Column::ReplacedAt.is_null())
        .exec(db)
        .await?;
    let respondents = figures.respondents.map(i32::try_from).transpose();
    let row = audience::ActiveModel {
        id: NotSet,
        station_id: Set(said.station.number()),
        place_id: Set(said.place.number()),
        cume: Set(figures.cume.map(Share::value)),
        week: Set(figures.week.map(Share::value)),
        day: Set(figures.day.map(Share::value)),
        source: Set(said.source.to_owned()),
        as_of: Set(said.as_of),
        respondents: Set(respondents.map_err(|_| odd("number of people"))?),
        deff: Set(figures.deff),
        created_at: Set(now),
        replaced_at: Set(None),
    };
    let number = audience::Entity::insert(row).exec(db).await?.last_insert_id;
    let rows: Vec<_> = figures
        .slots
        .iter()
        .map(|slot| audience_slot::ActiveModel {
            id: NotSet,
            audience_id: Set(number),
            daypart_id: Set(slot.daypart),
            days: Set(slot.days.code().to_owned()),
            tuned: Set(slot.tuned.map(Share::value)),
            repeat: Set(slot.repeat.map(Share::value)),
            spot: Set(slot.spot.map(Share::value)),
            programme: Set(slot.programme.map(Share::value)),
        })
        .collect();
    if !rows.is_empty() {
        audience_slot::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(number)
}
