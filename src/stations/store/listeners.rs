//! Who can hear a station, and who does: the figures in force.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use super::super::rows::{audience, audience_slot, coverage_share, daypart};
use super::super::rules::{AudienceFigures, Days, SlotFigures};
use super::read;
use crate::kit::{Error, Id, Share, id};
use crate::places::rows::place;
use crate::plant::db::reference;

/// The share of a district's people that a station can reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The row's number.
    pub number: i64,
    /// The station.
    pub station: Id<id::Station>,
    /// The district.
    pub place: Id<id::Place>,
    /// The district's name.
    pub district: String,
    /// The district's P-code.
    pub pcode: String,
    /// At least, most likely, at most.
    pub shares: [Share; 3],
    /// Who says so.
    pub source: String,
    /// The day that the source speaks of.
    pub as_of: NaiveDate,
}

/// What a survey says of a station's listeners in one district.
#[derive(Clone, Debug, PartialEq)]
pub struct Audience {
    /// The row's number.
    pub number: i64,
    /// The station.
    pub station: Id<id::Station>,
    /// The district.
    pub place: Id<id::Place>,
    /// The district's name.
    pub district: String,
    /// The district's P-code.
    pub pcode: String,
    /// The figures.
    pub figures: AudienceFigures,
    /// The code of each daypart of the figures, by number.
    pub dayparts: BTreeMap<i64, String>,
    /// Who says so.
    pub source: String,
    /// The day that the source speaks of.
    pub as_of: NaiveDate,
}

/// The districts that stations cover, by district; one query.
pub async fn coverage_of(
    db: &impl ConnectionTrait,
    stations: &[Id<id::Station>],
) -> Result<Vec<Coverage>, Error> {
    let numbers = stations.iter().map(|station| station.number());
    covered(db, covered_rows().filter(coverage_share::Column::StationId.is_in(numbers))).await
}

/// The stations that cover districts, by district; one query.
pub async fn coverage_within(
    db: &impl ConnectionTrait,
    places: &[Id<id::Place>],
) -> Result<Vec<Coverage>, Error> {
    let numbers = places.iter().map(|place| place.number());
    covered(db, covered_rows().filter(coverage_share::Column::PlaceId.is_in(numbers))).await
}

fn covered_rows() -> Select<coverage_share::Entity> {
    let to_place = reference(coverage_share::Column::PlaceId, place::Column::Id);
    coverage_share::Entity::find()
        .filter(coverage_share::Column::ReplacedAt.is_null())
        .join(JoinType::InnerJoin, to_place)
        .order_by_asc(place::Column::NameFolded)
        .order_by_asc(coverage_share::Column::StationId)
}

async fn covered(
    db: &impl ConnectionTrait,
    rows: Select<coverage_share::Entity>,
) -> Result<Vec<Coverage>, Error> {
    let rows = rows.select_also(place::Entity).all(db).await?;
    rows.into_iter()
        .map(|(row, place)| {
            let share = |value| Share::new(value).ok_or_else(|| read::odd("share"));
            let place = place.ok_or_else(|| read::odd("district"))?;
            Ok(Coverage {
                number: row.id,
                station: Id::new(row.station_id),
                place: Id::new(row.place_id),
                district: place.name,
                pcode: place.pcode,
                shares: [share(row.low)?, share(row.central)?, share(row.high)?],
                source: row.source,
                as_of: row.as_of,
            })
        })
        .collect()
}

/// What surveys say of the listeners of stations, by district; two queries.
pub async fn audience_of(
    db: &impl ConnectionTrait,
    stations: &[Id<id::Station>],
) -> Result<Vec<Audience>, Error> {
    let numbers = stations.iter().map(|station| station.number());
    heard(db, heard_rows().filter(audience::Column::StationId.is_in(numbers))).await
}

/// What surveys say of listeners in districts, by district; two queries.
pub async fn audience_within(
    db: &impl ConnectionTrait,
    places: &[Id<id::Place>],
) -> Result<Vec<Audience>, Error> {
    let numbers = places.iter().map(|place| place.number());
    heard(db, heard_rows().filter(audience::Column::PlaceId.is_in(numbers))).await
}

fn heard_rows() -> Select<audience::Entity> {
    let to_place = reference(audience::Column::PlaceId, place::Column::Id);
    audience::Entity::find()
        .filter(audience::Column::ReplacedAt.is_null())
        .join(JoinType::InnerJoin, to_place)
        .order_by_asc(place::Column::NameFolded)
        .order_by_asc(audience::Column::StationId)
}

async fn heard(
    db: &impl ConnectionTrait,
    rows: Select<audience::Entity>,
) -> Result<Vec<Audience>, Error> {
    let rows = rows.select_also(place::Entity).all(db).await?;
    let to_daypart = reference(audience_slot::Column::DaypartId, daypart::Column::Id);
    let slots = audience_slot::Entity::find()
        .filter(audience_slot::Column::AudienceId.is_in(rows.iter().map(|(row, _)| row.id)))
        .join(JoinType::InnerJoin, to_daypart)
        .select_also(daypart::Entity)
        .order_by_asc(daypart::Column::Starts)
        .order_by_asc(audience_slot::Column::Days)
        .all(db)
        .await?;
    let mut by_audience: BTreeMap<i64, (Vec<SlotFigures>, BTreeMap<i64, String>)> = BTreeMap::new();
    for (slot, daypart) in slots {
        let (figures, codes) = by_audience.entry(slot.audience_id).or_default();
        codes.insert(slot.daypart_id, daypart.map(|row| row.code).unwrap_or_default());
        figures.push(slot_figures(&slot)?);
    }
    rows.into_iter()
        .map(|(row, place)| {
            let (slots, dayparts) = by_audience.remove(&row.id).unwrap_or_default();
            let place = place.ok_or_else(|| read::odd("district"))?;
            Ok(Audience {
                number: row.id,
                station: Id::new(row.station_id),
                place: Id::new(row.place_id),
                district: place.name,
                pcode: place.pcode,
                figures: AudienceFigures {
                    cume: row.cume.and_then(Share::new),
                    week: row.week.and_then(Share::new),
                    day: row.day.and_then(Share::new),
                    respondents: row.respondents.and_then(|n| u32::try_from(n).ok()),
                    deff: row.deff,
                    slots,
                },
                dayparts,
                source: row.source,
                as_of: row.as_of,
            })
        })
        .collect()
}

fn slot_figures(row: &audience_slot::Model) -> Result<SlotFigures, Error> {
    Ok(SlotFigures {
        daypart: row.daypart_id,
        days: Days::read(&row.days).ok_or_else(|| read::odd("kind of day"))?,
        tuned: row.tuned.and_then(Share::new),
        repeat: row.repeat.and_then(Share::new),
        spot: row.spot.and_then(Share::new),
        programme: row.programme.and_then(Share::new),
    })
}
