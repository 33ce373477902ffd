//! Stations, transmitters, outages and phones are kept.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait as _, QueryFilter};

use super::super::rows::{
    outage, outage_transmitter, staff_phone, station, station_language, transmitter,
    transmitter_place,
};
use super::super::rules::{
    OutageRequest, PhoneRequest, Scope, StationRefused, StationTerms, TransmitterTerms,
};
use super::station::STAFF_PHONE;
use crate::kit::fold::folded;
use crate::kit::{Error, Id, Share, id};
use crate::places::rows::place;
use crate::plant::db::broken_constraint;
use crate::plant::seal::Seal;

/// A broken constraint as the refusal it stands for.
pub(super) fn told(err: DbErr, rule: &str, refusal: StationRefused) -> Error {
    if broken_constraint(&err).as_deref() == Some(rule) { refusal.into() } else { err.into() }
}

/// Whether the number is that of a district.
pub async fn is_district(db: &impl ConnectionTrait, place: Id<id::Place>) -> Result<bool, Error> {
    let row = place::Entity::find_by_id(place.number()).one(db).await?;
    Ok(row.is_some_and(|row| row.kind == "district"))
}

/// How many of the numbers are those of districts.
pub async fn count_districts(
    db: &impl ConnectionTrait,
    places: impl IntoIterator<Item = i64>,
) -> Result<usize, Error> {
    let rows = place::Entity::find()
        .filter(place::Column::Id.is_in(places))
        .filter(place::Column::Kind.eq("district"))
        .all(db)
        .await?;
    Ok(rows.len())
}

fn station_row(terms: &StationTerms) -> station::ActiveModel {
    station::ActiveModel {
        name: Set(terms.name.clone()),
        name_folded: Set(folded(&terms.name)),
        town: Set(terms.town.clone()),
        place_id: Set(terms.place.map(Id::number)),
        owner_kind: Set(terms.owner_kind.code().to_owned()),
        owner: Set(terms.owner.clone()),
        zone: Set(terms.zone.name().to_owned()),
        broadcast_day_starts: Set(terms.broadcast_day_starts),
        national_share: Set(terms.national_share.map(Share::value)),
        note: Set(terms.note.clone()),
        source: Set(terms.source.clone()),
        as_of: Set(terms.as_of.clone()),
        ..Default::default()
    }
}

/// Keep a new station with its languages.
pub async fn insert_station(
    db: &impl ConnectionTrait,
    terms: &StationTerms,
    now: DateTime<Utc>,
) -> Result<Id<id::Station>, Error> {
    let row = station::ActiveModel {
        version: Set(1),
        archived_at: Set(None),
        created_at: Set(now),
        ..station_row(terms)
    };
    let kept = station::Entity::insert(row).exec(db).await;
    let taken = |err| told(err, "station_name_folded_key", StationRefused::NameTaken);
    let station = Id::new(kept.map_err(taken)?.last_insert_id);
    put_languages(db, station, terms).await?;
    Ok(station)
}

/// Change a station that is still at `version`; says whether it was.
pub async fn update_station(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    version: i64,
    terms: &StationTerms,
) -> Result<bool, Error> {
    let columns = station::ActiveModel { version: Set(version + 1), ..station_row(terms) };
    let changed = station::Entity::update_many()
        .set(columns)
        .filter(station::Column::Id.eq(station.number()))
        .filter(station::Column::Version.eq(version))
        .exec(db)
        .await;
    let taken = |err| told(err, "station_name_folded_key", StationRefused::NameTaken);
    if changed.map_err(taken)?.rows_affected == 0 {
        return Ok(false);
    }
    let of_station = station_language::Column::StationId.eq(station.number());
    station_language::Entity::delete_many().filter(of_station).exec(db).await?;
    put_languages(db, station, terms).await?;
    Ok(true)
}

async fn put_languages(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    terms: &StationTerms,
) -> Result<(), Error> {
    let rows: Vec<_> = terms
        .languages
        .iter()
        .map(|language| station_language::ActiveModel {
            id: NotSet,
            station_id: Set(station.number()),
            language: Set(language.clone()),
        })
        .collect();
    if !rows.is_empty() {
        station_language::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Put a station away, or take it back.
pub async fn set_archived(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    at: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    station::Entity::update_many()
        .col_expr(station::Column::ArchivedAt, Expr::value(at))
        .col_expr(station::Column::Version, Expr::col(station::Column::Version).add(1))
        .filter(station::Column::Id.eq(station.number()))
        .exec(db)
        .await?;
    Ok(())
}

fn transmitter_row(terms: &TransmitterTerms) -> transmitter::ActiveModel {
    transmitter::ActiveModel {
        site: Set(terms.site.clone()),
        place_id: Set(terms.place.map(Id::number)),
        freq_khz: Set(terms.frequency.khz()),
        lat: Set(terms.position.map(|position| position.lat)),
        lon: Set(terms.position.map(|position| position.lon)),
        position_kind: Set(terms.position.map(|position| position.kind.code().to_owned())),
        position_basis: Set(terms.position_basis.clone()),
        power_w: Set(terms.power_w),
        antenna_m: Set(terms.antenna_m),
        valid_from: Set(terms.valid.from),
        valid_to: Set(terms.valid.to),
        note: Set(terms.note.clone()),
        source: Set(terms.source.clone()),
        as_of: Set(terms.as_of.clone()),
        ..Default::default()
    }
}

const TRANSMITTER_KEY: &str = "transmitter_station_id_site_freq_khz_valid_from_key";

/// Keep a new transmitter with the districts it serves.
pub async fn insert_transmitter(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    terms: &TransmitterTerms,
    now: DateTime<Utc>,
) -> Result<Id<id::Transmitter>, Error> {
    let row = transmitter::ActiveModel {
        station_id: Set(station.number()),
        created_at: Set(now),
        ..transmitter_row(terms)
    };
    let kept = transmitter::Entity::insert(row).exec(db).await;
    let kept = kept.map_err(|err| told(err, TRANSMITTER_KEY, StationRefused::TransmitterTwice))?;
    put_served(db, kept.last_insert_id, terms).await?;
    Ok(Id::new(kept.last_insert_id))
}

/// Change a transmitter of a station; says whether it has it.
pub async fn update_transmitter(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    transmitter: Id<id::Transmitter>,
    terms: &TransmitterTerms,
) -> Result<bool, Error> {
    let changed = transmitter::Entity::update_many()
        .set(transmitter_row(terms))
        .filter(transmitter::Column::Id.eq(transmitter.number()))
        .filter(transmitter::Column::StationId.eq(station.number()))
        .exec(db)
        .await;
    let twice = |err| told(err, TRANSMITTER_KEY, StationRefused::TransmitterTwice);
    if changed.map_err(twice)?.rows_affected == 0 {
        return Ok(false);
    }
    let of_transmitter = transmitter_place::Column::TransmitterId.eq(transmitter.number());
    transmitter_place::Entity::delete_many().filter(of_transmitter).exec(db).await?;
    put_served(db, transmitter.number(), terms).await?;
    Ok(true)
}

async fn put_served(
    db: &impl ConnectionTrait,
    transmitter: i64,
    terms: &TransmitterTerms,
) -> Result<(), Error> {
    let rows: Vec<_> = terms
        .serves
        .iter()
        .map(|place| transmitter_place::ActiveModel {
            id: NotSet,
            transmitter_id: Set(transmitter),
            place_id: Set(*place),
        })
        .collect();
    if !rows.is_empty() {
        transmitter_place::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

fn outage_row(request: &OutageRequest) -> outage::ActiveModel {
    let scope = if request.scope == Scope::All { "all" } else { "some" };
    outage::ActiveModel {
        scope: Set(scope.to_owned()),
        starts_at: Set(request.starts_at),
        ends_at: Set(request.ends_at),
        reason: Set(request.reason.code().to_owned()),
        note: Set(request.note.clone()),
        source: Set(request.source.clone()),
        ..Default::default()
    }
}

/// Keep an outage, new or changed; none when the station has no such outage.
pub async fn put_outage(
    db: &impl ConnectionTrait,
    request: &OutageRequest,
    now: DateTime<Utc>,
) -> Result<Option<i64>, Error> {
    let number = match request.outage {
        None => {
            let row = outage::ActiveModel {
                station_id: Set(request.station.number()),
                created_at: Set(now),
                withdrawn_at: Set(None),
                ..outage_row(request)
            };
            outage::Entity::insert(row).exec(db).await?.last_insert_id
        }
        Some(outage) => {
            let changed = outage::Entity::update_many()
                .set(outage_row(request))
                .filter(outage::Column::Id.eq(outage.number()))
                .filter(outage::Column::StationId.eq(request.station.number()))
                .filter(outage::Column::WithdrawnAt.is_null())
                .exec(db)
                .await?;
            if changed.rows_affected == 0 {
                return Ok(None);
            }
            let of_outage = outage_transmitter::Column::OutageId.eq(outage.number());
            outage_transmitter::Entity::delete_many().filter(of_outage).exec(db).await?;
            outage.number()
        }
    };
    if let Scope::Some(chosen) = &request.scope {
        let rows = chosen.iter().map(|transmitter| outage_transmitter::ActiveModel {
            id: NotSet,
            outage_id: Set(number),
            transmitter_id: Set(*transmitter),
        });
        outage_transmitter::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(Some(number))
}

/// Keep a phone of a station's people, its number sealed.
pub async fn insert_phone(
    db: &impl ConnectionTrait,
    seal: &Seal,
    request: &PhoneRequest,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let number = request.phone.expose();
    let row = staff_phone::ActiveModel {
        id: NotSet,
        station_id: Set(request.station.number()),
        name: Set(request.name.clone()),
        duty: Set(request.duty.clone()),
        language: Set(request.language.code().to_owned()),
        phone_sealed: Set(seal.close(STAFF_PHONE, number)),
        phone_index: Set(seal.index(STAFF_PHONE, number)),
        created_at: Set(now),
        archived_at: Set(None),
    };
    let rule = "staff_phone_station_id_phone_index_key";
    let kept = staff_phone::Entity::insert(row).exec(db).await;
    Ok(kept.map_err(|err| told(err, rule, StationRefused::PhoneTwice))?.last_insert_id)
}
