//! The list of stations: searched, filtered, sorted, in pages.

use std::collections::BTreeMap;

use sea_orm::sea_query::{LikeExpr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

use super::super::rows::{coverage_share, station, station_language, transmitter};
use super::super::rules::{Frequency, OwnerKind};
use super::read;
use crate::kit::fold::folded;
use crate::kit::{Error, Id, id};
use crate::places::rows::place;
use crate::plant::db::reference;

/// Stations that a picker offers.
const CHOICES_MAX: u64 = 1_000;

/// In which order the list stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StationSort {
    /// By name.
    #[default]
    Name,
    /// By the district of the studio.
    District,
    /// The newest entry first.
    Newest,
}

impl StationSort {
    /// Read the word of the address.
    pub fn read(word: &str) -> Self {
        match word {
            "district" => Self::District,
            "newest" => Self::Newest,
            _ => Self::Name,
        }
    }

    /// The word of the address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::District => "district",
            Self::Newest => "newest",
        }
    }
}

/// Which stations are asked for.
#[derive(Clone, Debug, Default)]
pub struct StationFilter {
    /// Part of a name.
    pub text: String,
    /// A district: of the studio, of a transmitter, or covered.
    pub place: Option<Id<id::Place>>,
    /// Stations that were put away instead of those in use.
    pub archived: bool,
    /// The order.
    pub sort: StationSort,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationLine {
    /// Its number.
    pub id: Id<id::Station>,
    /// Its name.
    pub name: String,
    /// The town of its studio.
    pub town: Option<String>,
    /// The district of its studio.
    pub district: Option<String>,
    /// What kind of owner it has.
    pub owner_kind: OwnerKind,
    /// The codes of its languages on air.
    pub languages: Vec<String>,
    /// Its frequencies, each once.
    pub frequencies: Vec<Frequency>,
}

/// How many stations fit.
pub async fn count_stations(
    db: &impl ConnectionTrait,
    filter: &StationFilter,
) -> Result<u64, Error> {
    Ok(matching(filter).count(db).await?)
}

/// The stations that fit, from `offset` on, in three queries whatever their number.
pub async fn list_stations(
    db: &impl ConnectionTrait,
    filter: &StationFilter,
    offset: u64,
    limit: u64,
) -> Result<Vec<StationLine>, Error> {
    let rows = sorted(matching(filter), filter.sort)
        .offset(offset)
        .limit(limit)
        .join(JoinType::LeftJoin, reference(station::Column::PlaceId, place::Column::Id))
        .select_also(place::Entity)
        .all(db)
        .await?;
    let numbers: Vec<i64> = rows.iter().map(|(row, _)| row.id).collect();
    let spoken = station_language::Entity::find()
        .filter(station_language::Column::StationId.is_in(numbers.iter().copied()))
        .order_by_asc(station_language::Column::Id)
        .all(db)
        .await?;
    let sent = transmitter::Entity::find()
        .filter(transmitter::Column::StationId.is_in(numbers))
        .order_by_asc(transmitter::Column::FreqKhz)
        .all(db)
        .await?;
    let mut languages: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for row in spoken {
        languages.entry(row.station_id).or_default().push(row.language);
    }
    let mut frequencies: BTreeMap<i64, Vec<Frequency>> = BTreeMap::new();
    for row in sent {
        let frequency = Frequency::of_khz(row.freq_khz).ok_or_else(|| read::odd("frequency"))?;
        let own = frequencies.entry(row.station_id).or_default();
        if own.last() != Some(&frequency) {
            own.push(frequency);
        }
    }
    rows.into_iter()
        .map(|(row, district)| {
            Ok(StationLine {
                id: Id::new(row.id),
                name: row.name,
                town: row.town,
                district: district.map(|place| place.name),
                owner_kind: OwnerKind::read(&row.owner_kind).ok_or_else(|| read::odd("owner"))?,
                languages: languages.remove(&row.id).unwrap_or_default(),
                frequencies: frequencies.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

/// One station of a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationChoice {
    /// Its number.
    pub id: Id<id::Station>,
    /// Its name.
    pub name: String,
    /// The district of its studio.
    pub district: Option<String>,
}

/// The stations in use, by name, for a picker.
pub async fn station_choices(db: &impl ConnectionTrait) -> Result<Vec<StationChoice>, Error> {
    let rows = sorted(matching(&StationFilter::default()), StationSort::Name)
        .limit(CHOICES_MAX)
        .join(JoinType::LeftJoin, reference(station::Column::PlaceId, place::Column::Id))
        .select_also(place::Entity)
        .all(db)
        .await?;
    let choices = rows.into_iter().map(|(row, district)| StationChoice {
        id: Id::new(row.id),
        name: row.name,
        district: district.map(|place| place.name),
    });
    Ok(choices.collect())
}

/// The districts for a picker, by name: number, name, P-code.
pub async fn districts(
    db: &impl ConnectionTrait,
) -> Result<Vec<(Id<id::Place>, String, String)>, Error> {
    let rows = place::Entity::find()
        .filter(place::Column::Kind.eq("district"))
        .filter(place::Column::Valid.eq(true))
        .order_by_asc(place::Column::NameFolded)
        .limit(CHOICES_MAX)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (Id::new(row.id), row.name, row.pcode)).collect())
}

fn sorted(rows: Select<station::Entity>, sort: StationSort) -> Select<station::Entity> {
    let rows = match sort {
        StationSort::Name => rows,
        StationSort::District => rows.order_by_asc(place::Column::NameFolded),
        StationSort::Newest => rows.order_by_desc(station::Column::Id),
    };
    rows.order_by_asc(station::Column::NameFolded)
}

fn matching(filter: &StationFilter) -> Select<station::Entity> {
    let archived = station::Column::ArchivedAt;
    let state = if filter.archived { archived.is_not_null() } else { archived.is_null() };
    let mut rows = station::Entity::find().filter(state);
    let text = folded(&filter.text);
    if !text.is_empty() {
        let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let like = LikeExpr::new(format!("%{escaped}%")).escape('\\');
        rows = rows.filter(station::Column::NameFolded.like(like));
    }
    if let Some(asked) = filter.place.map(Id::number) {
        let covering = Query::select()
            .column(coverage_share::Column::StationId)
            .from(coverage_share::Entity)
            .and_where(coverage_share::Column::PlaceId.eq(asked))
            .and_where(coverage_share::Column::ReplacedAt.is_null())
            .and_where(coverage_share::Column::High.gt(0.0))
            .to_owned();
        let sending = Query::select()
            .column(transmitter::Column::StationId)
            .from(transmitter::Entity)
            .and_where(transmitter::Column::PlaceId.eq(asked))
            .to_owned();
        rows = rows.filter(
            Condition::any()
                .add(station::Column::PlaceId.eq(asked))
                .add(station::Column::Id.in_subquery(covering))
                .add(station::Column::Id.in_subquery(sending)),
        );
    }
    rows
}
