//! What a decision about a gathering needs to know.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QuerySelect, Statement,
};

use super::super::rules::{GatheringFacts, Terms};
use crate::campaigns::Campaign;
use crate::campaigns::rows::partner;
use crate::kit::{Error, Id, id};
use crate::places::rows::place;

#[derive(FromQueryResult)]
struct Many {
    many: i64,
}

/// The facts for entering the terms, or for correcting the gathering whose
/// first entry is `own`; four queries.
pub async fn facts_for_gathering(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    terms: &Terms,
    own: Option<Id<id::Gathering>>,
    today: NaiveDate,
) -> Result<GatheringFacts, Error> {
    let districts: Vec<i64> = place::Entity::find()
        .select_only()
        .column(place::Column::Id)
        .filter(place::Column::Kind.eq("district"))
        .into_tuple()
        .all(db)
        .await?;
    let district_of_sector = match terms.sector {
        Some(sector) => {
            let row = place::Entity::find_by_id(sector.number()).one(db).await?;
            row.filter(|place| place.kind == "sector").and_then(|place| place.parent_id)
        }
        None => None,
    };
    let partner_known = match terms.partner {
        Some(partner) => partner::Entity::find_by_id(partner.number()).count(db).await? > 0,
        None => true,
    };
    Ok(GatheringFacts {
        today,
        state: campaign.state,
        starts_on: campaign.starts_on,
        ends_on: campaign.ends_on,
        districts: districts.into_iter().map(Id::new).collect(),
        district_of_sector: district_of_sector.map(Id::new),
        partner_known,
        twin_stands: twin_stands(db, campaign.id, terms, own).await?,
    })
}

/// Whether a gathering of the same kind, day and place stands already.
async fn twin_stands(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    terms: &Terms,
    own: Option<Id<id::Gathering>>,
) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) AS many FROM gathering g
        WHERE g.campaign_id = $1 AND g.kind = $2 AND g.place_id = $3 AND g.held_on = $4
            AND COALESCE(g.sector_id, 0) = $5 AND COALESCE(g.first_id, g.id) <> $6
            AND g.standing = 'held'
            AND NOT EXISTS (SELECT 1 FROM gathering n WHERE n.corrects_id = g.id)";
    let values = [
        campaign.number().into(),
        terms.kind.code().into(),
        terms.place.number().into(),
        terms.held_on.into(),
        terms.sector.map_or(0, Id::number).into(),
        own.map_or(0, Id::number).into(),
    ];
    let ask = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Many::find_by_statement(ask).one(db).await?.is_some_and(|row| row.many > 0))
}
