//! One station with its transmitters, outages and people.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::super::rows::{
    outage, staff_phone, station, station_language, transmitter, transmitter_place,
};
use super::super::rules::{
    Frequency, OutageReason, OutageSpan, OwnerKind, Position, PositionKind, TransmitterTerms,
    Validity,
};
use super::read;
use super::reception::{scope_of, transmitters_of_outages};
use crate::kit::{Error, Id, Language, Phone, Share, id};
use crate::places::rows::place;
use crate::plant::seal::Seal;

/// For what purpose staff numbers are sealed.
pub(in crate::stations) const STAFF_PHONE: &str = "staff phone";

/// Outages that one page shows.
const OUTAGES_SHOWN: u64 = 100;

/// Who a station is.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// Its number.
    pub id: Id<id::Station>,
    /// Its name on air.
    pub name: String,
    /// The town of its studio.
    pub town: Option<String>,
    /// The district of its studio: number and name.
    pub district: Option<(Id<id::Place>, String)>,
    /// What kind of owner it has.
    pub owner_kind: OwnerKind,
    /// The owner in words.
    pub owner: Option<String>,
    /// Its zone.
    pub zone: Tz,
    /// When its broadcast day begins.
    pub broadcast_day_starts: NaiveTime,
    /// The codes of its languages on air.
    pub languages: Vec<String>,
    /// The share of the country that the regulator says it covers.
    pub national_share: Option<Share>,
    /// What else a planner should know.
    pub note: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// The year or day that the source speaks of.
    pub as_of: Option<String>,
    /// Grows with every change.
    pub version: i64,
    /// Whether it was put away.
    pub is_archived: bool,
}

/// One station.
///
/// # Errors
/// [`Error::NotFound`] when there is no such station.
pub async fn station_by_id(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
) -> Result<Station, Error> {
    let row = station::Entity::find_by_id(station.number()).one(db).await?;
    let row = row.ok_or(Error::NotFound)?;
    let district = match row.place_id {
        Some(number) => place::Entity::find_by_id(number).one(db).await?,
        None => None,
    };
    let languages = station_language::Entity::find()
        .filter(station_language::Column::StationId.eq(row.id))
        .order_by_asc(station_language::Column::Id)
        .all(db)
        .await?;
    Ok(Station {
        id: station,
        zone: read::zone(&row)?,
        name: row.name,
        town: row.town,
        district: district.map(|place| (Id::new(place.id), place.name)),
        owner_kind: OwnerKind::read(&row.owner_kind).ok_or_else(|| read::odd("owner"))?,
        owner: row.owner,
        broadcast_day_starts: row.broadcast_day_starts,
        languages: languages.into_iter().map(|row| row.language).collect(),
        national_share: row.national_share.and_then(Share::new),
        note: row.note,
        source: row.source,
        as_of: row.as_of,
        version: row.version,
        is_archived: row.archived_at.is_some(),
    })
}

/// A station's zone.
///
/// # Errors
/// [`Error::NotFound`] when there is no such station.
pub async fn zone_of(db: &impl ConnectionTrait, station: Id<id::Station>) -> Result<Tz, Error> {
    let row = station::Entity::find_by_id(station.number()).one(db).await?;
    read::zone(&row.ok_or(Error::NotFound)?)
}

/// The names of some stations, by number.
pub async fn station_names(
    db: &impl ConnectionTrait,
    stations: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, String>, Error> {
    let rows = station::Entity::find().filter(station::Column::Id.is_in(stations)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// One transmitter.
#[derive(Clone, Debug, PartialEq)]
pub struct Transmitter {
    /// Its number.
    pub id: Id<id::Transmitter>,
    /// The name of its site's district.
    pub district: Option<String>,
    /// What it is.
    pub terms: TransmitterTerms,
}

/// The transmitters of a station, by frequency.
pub async fn transmitters_of(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
) -> Result<Vec<Transmitter>, Error> {
    let rows = transmitter::Entity::find()
        .filter(transmitter::Column::StationId.eq(station.number()))
        .order_by_asc(transmitter::Column::FreqKhz)
        .order_by_asc(transmitter::Column::Id)
        .all(db)
        .await?;
    let of_transmitters = transmitter_place::Entity::find()
        .filter(transmitter_place::Column::TransmitterId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await?;
    let districts = place::Entity::find()
        .filter(place::Column::Id.is_in(rows.iter().filter_map(|row| row.place_id)))
        .all(db)
        .await?;
    let mut names: BTreeMap<i64, String> =
        districts.into_iter().map(|place| (place.id, place.name)).collect();
    let mut serves: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for row in of_transmitters {
        serves.entry(row.transmitter_id).or_default().insert(row.place_id);
    }
    rows.into_iter()
        .map(|row| {
            let district = row.place_id.and_then(|number| names.get_mut(&number).cloned());
            let own = serves.remove(&row.id).unwrap_or_default();
            Ok(Transmitter { id: Id::new(row.id), district, terms: terms_of(row, own)? })
        })
        .collect()
}

pub(super) fn terms_of(
    row: transmitter::Model,
    serves: BTreeSet<i64>,
) -> Result<TransmitterTerms, Error> {
    let kind = row.position_kind.as_deref().and_then(PositionKind::read);
    let position = row.lat.zip(row.lon).zip(kind);
    Ok(TransmitterTerms {
        site: row.site,
        place: row.place_id.map(Id::new),
        frequency: Frequency::of_khz(row.freq_khz).ok_or_else(|| read::odd("frequency"))?,
        position: position.map(|((lat, lon), kind)| Position { lat, lon, kind }),
        position_basis: row.position_basis,
        power_w: row.power_w,
        antenna_m: row.antenna_m,
        valid: Validity { from: row.valid_from, to: row.valid_to },
        note: row.note,
        source: row.source,
        as_of: row.as_of,
        serves,
    })
}

/// One outage as a page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outage {
    /// When, and of which transmitters.
    pub span: OutageSpan,
    /// Why.
    pub reason: OutageReason,
    /// What else is known.
    pub note: Option<String>,
    /// Who says so.
    pub source: Option<String>,
}

/// The newest outages of a station, those withdrawn left out.
pub async fn outages_of(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
) -> Result<Vec<Outage>, Error> {
    let rows = outage::Entity::find()
        .filter(outage::Column::StationId.eq(station.number()))
        .filter(outage::Column::WithdrawnAt.is_null())
        .order_by_desc(outage::Column::StartsAt)
        .limit(OUTAGES_SHOWN)
        .all(db)
        .await?;
    let mut chosen = transmitters_of_outages(db, rows.iter().map(|row| row.id)).await?;
    rows.into_iter()
        .map(|row| {
            let scope = scope_of(&row, &mut chosen);
            let (number, starts_at, ends_at) = (row.id, row.starts_at, row.ends_at);
            Ok(Outage {
                span: OutageSpan { number, starts_at, ends_at, scope },
                reason: OutageReason::read(&row.reason).ok_or_else(|| read::odd("reason"))?,
                note: row.note,
                source: row.source,
            })
        })
        .collect()
}

/// Somebody at a station who is called or texted.
#[derive(Clone, Debug, PartialEq)]
pub struct StaffPhone {
    /// The row's number.
    pub number: i64,
    /// Who answers.
    pub name: String,
    /// What this person does there.
    pub duty: Option<String>,
    /// The language of texts.
    pub language: Language,
    /// The phone; none when its seal does not open with our keys.
    pub phone: Option<Phone>,
    /// Since when it is on the list.
    pub since: DateTime<Utc>,
}

/// The phones of a station's people, the oldest entry first.
pub async fn phones_of(
    db: &impl ConnectionTrait,
    seal: &Seal,
    station: Id<id::Station>,
) -> Result<Vec<StaffPhone>, Error> {
    let rows = staff_phone::Entity::find()
        .filter(staff_phone::Column::StationId.eq(station.number()))
        .filter(staff_phone::Column::ArchivedAt.is_null())
        .order_by_asc(staff_phone::Column::Id)
        .all(db)
        .await?;
    let open = |sealed: &str| Phone::read(&seal.open(STAFF_PHONE, sealed)?, "");
    let phones = rows.into_iter().map(|row| StaffPhone {
        number: row.id,
        phone: open(&row.phone_sealed),
        name: row.name,
        duty: row.duty,
        language: row.language.parse().unwrap_or_default(),
        since: row.created_at,
    });
    Ok(phones.collect())
}
