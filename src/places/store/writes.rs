//! Rows of places, written in long statements whatever their number.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Set};

use crate::kit::fold::folded;
use crate::places::rows::{boundary, place, population, population_adjustment};
use crate::places::rules::area::Figure;
use crate::places::rules::compare::{KnownPlace, Planned, Source};
use crate::places::rules::layer::PlannedShape;

/// Rows of one statement; thirteen values each stay below every engine's limit.
const CHUNK: usize = 1_000;

/// New places stand and changed ones are as planned.
pub async fn put_places(
    txn: &impl ConnectionTrait,
    plan: &[Planned],
    ids: &HashMap<String, i64>,
) -> Result<(), DbErr> {
    use place::Column as C;
    let changed = plan.iter().filter_map(|planned| Some((&planned.code, planned.place.as_ref()?)));
    let rows: Vec<place::ActiveModel> =
        changed.map(|(code, place)| place_row(code, place, ids)).collect();
    for chunk in rows.chunks(CHUNK) {
        let columns =
            [C::Name, C::NameFolded, C::ParentId, C::ProvinceCode, C::Province, C::Lat, C::Lon];
        let again = OnConflict::column(C::Pcode).update_columns(columns).to_owned();
        place::Entity::insert_many(chunk.to_vec())
            .on_conflict(again)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

fn place_row(code: &str, place: &KnownPlace, ids: &HashMap<String, i64>) -> place::ActiveModel {
    place::ActiveModel {
        id: NotSet,
        kind: Set(place.level.code().to_owned()),
        pcode: Set(code.to_owned()),
        name: Set(place.name.clone()),
        name_folded: Set(folded(&place.name)),
        parent_id: Set(place.parent.as_ref().and_then(|parent| ids.get(parent).copied())),
        province_code: Set(place.province_code.clone()),
        province: Set(place.province.clone()),
        lat: Set(place.centre.map(|(lat, _)| lat)),
        lon: Set(place.centre.map(|(_, lon)| lon)),
        valid: Set(true),
    }
}

/// Figures stand as planned; one of the same place, year and status is replaced.
pub async fn put_figures(
    txn: &impl ConnectionTrait,
    figures: &[(i64, Figure)],
    source: &Source,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    use population::Column as C;
    let row = |(place, figure): &(i64, Figure)| population::ActiveModel {
        id: NotSet,
        place_id: Set(*place),
        year: Set(figure.year),
        status: Set(figure.status.code().to_owned()),
        total: Set(figure.total),
        male: Set(figure.male),
        female: Set(figure.female),
        adults: Set(figure.adults),
        source: Set(source.written().to_owned()),
        licence: Set(source.licence.clone()),
        created_at: Set(now),
    };
    for chunk in figures.chunks(CHUNK) {
        let columns =
            [C::Total, C::Male, C::Female, C::Adults, C::Source, C::Licence, C::CreatedAt];
        let again = OnConflict::columns([C::PlaceId, C::Year, C::Status])
            .update_columns(columns)
            .to_owned();
        population::Entity::insert_many(chunk.iter().map(row))
            .on_conflict(again)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// Shapes stand as planned; the earlier shape of a place is replaced.
pub async fn put_shapes(
    txn: &impl ConnectionTrait,
    shapes: &[(i64, &PlannedShape)],
    source: &Source,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    use boundary::Column as C;
    let row = |(place, shape): &(i64, &PlannedShape)| boundary::ActiveModel {
        place_id: Set(*place),
        shape: Set(shape.shape.clone()),
        outline: Set(shape.outline.clone()),
        area_km2: Set(shape.area_km2),
        source: Set(source.written().to_owned()),
        licence: Set(source.licence.clone()),
        valid_from: Set(None),
        created_at: Set(now),
    };
    for chunk in shapes.chunks(CHUNK) {
        let columns =
            [C::Shape, C::Outline, C::AreaKm2, C::Source, C::Licence, C::ValidFrom, C::CreatedAt];
        let again = OnConflict::column(C::PlaceId).update_columns(columns).to_owned();
        boundary::Entity::insert_many(chunk.iter().map(row))
            .on_conflict(again)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// People are left out of a place from now on.
pub async fn insert_adjustment(
    txn: &impl ConnectionTrait,
    place: i64,
    people: i64,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<i64, DbErr> {
    let row = population_adjustment::ActiveModel {
        id: NotSet,
        place_id: Set(place),
        people: Set(people),
        reason: Set(reason.to_owned()),
        created_at: Set(now),
        withdrawn_at: Set(None),
    };
    Ok(row.insert(txn).await?.id)
}

/// The people are counted again.
pub async fn withdraw_adjustment(
    txn: &impl ConnectionTrait,
    row: population_adjustment::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut row = row.into_active_model();
    row.withdrawn_at = Set(Some(now));
    row.update(txn).await?;
    Ok(())
}
