//! What is known, for decisions about files.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::places::rows::{boundary, place, population};
use crate::places::rules::area::{Figure, Level, Status};
use crate::places::rules::compare::{Known, KnownFigure, KnownPlace};
use crate::places::rules::layer::KnownLand;
use crate::places::rules::outline;

/// The number of every place by its P-code.
pub async fn ids_by_code(db: &impl ConnectionTrait) -> Result<HashMap<String, i64>, DbErr> {
    let all: Vec<(String, i64)> = place::Entity::find()
        .select_only()
        .column(place::Column::Pcode)
        .column(place::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(all.into_iter().collect())
}

/// Every place and figure, for an import of places: two queries.
pub async fn facts_for_places(db: &impl ConnectionTrait) -> Result<Known, DbErr> {
    let rows = place::Entity::find().all(db).await?;
    let codes = codes_of(&rows);
    let figures = population::Entity::find().all(db).await?;
    let known = figures.into_iter().filter_map(|row| known_figure(row, &codes)).collect();
    Ok(Known { places: known_places(rows, &codes), figures: known })
}

/// Every place and shape, for an import of shapes: two queries.
pub async fn facts_for_shapes(db: &impl ConnectionTrait) -> Result<KnownLand, DbErr> {
    let rows = place::Entity::find().all(db).await?;
    let codes = codes_of(&rows);
    let mut land = KnownLand { places: known_places(rows, &codes), ..KnownLand::default() };
    for row in boundary::Entity::find().all(db).await? {
        let Some(code) = codes.get(&row.place_id) else { continue };
        let district = land.places.get(code).is_some_and(|p| p.level == Level::District);
        if district {
            land.outlines.insert(code.clone(), outline::read(&row.outline));
        }
        land.shapes.insert(code.clone(), row.shape);
    }
    Ok(land)
}

fn codes_of(rows: &[place::Model]) -> HashMap<i64, String> {
    rows.iter().map(|row| (row.id, row.pcode.clone())).collect()
}

fn known_places(
    rows: Vec<place::Model>,
    codes: &HashMap<i64, String>,
) -> HashMap<String, KnownPlace> {
    let known = |row: place::Model| {
        let level = if row.kind == "sector" { Level::Sector } else { Level::District };
        let place = KnownPlace {
            level,
            name: row.name,
            parent: row.parent_id.and_then(|parent| codes.get(&parent).cloned()),
            province_code: row.province_code,
            province: row.province,
            centre: row.lat.zip(row.lon),
        };
        (row.pcode, place)
    };
    rows.into_iter().map(known).collect()
}

/// All figures of one place.
pub async fn figures_of(db: &impl ConnectionTrait, place: i64) -> Result<Vec<KnownFigure>, DbErr> {
    let of = population::Entity::find().filter(population::Column::PlaceId.eq(place));
    let codes = HashMap::from([(place, String::new())]);
    let rows = of.all(db).await?.into_iter();
    Ok(rows.filter_map(|row| known_figure(row, &codes)).map(|(_, figure)| figure).collect())
}

fn known_figure(
    row: population::Model,
    codes: &HashMap<i64, String>,
) -> Option<((String, i32, Status), KnownFigure)> {
    let status: Status = row.status.parse().ok()?;
    let figure = Figure {
        year: row.year,
        status,
        total: row.total,
        male: row.male,
        female: row.female,
        adults: row.adults,
    };
    let key = (codes.get(&row.place_id)?.clone(), row.year, status);
    Some((key, KnownFigure { figure, source: row.source, licence: row.licence }))
}
