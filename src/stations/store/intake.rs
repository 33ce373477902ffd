//! What is known, for decisions about files; what they change, in long statements.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::super::rows::{daypart, station, station_language, transmitter, transmitter_place};
use super::super::rules::intake::{
    AudiencePlan, CoveragePlan, Directory, KnownStation, NamedStation, PlannedStation,
};
use super::super::rules::{OwnerKind, StationTerms, TransmitterTerms, usual_dayparts};
use super::station::terms_of;
use super::write::{insert_station, insert_transmitter, update_station, update_transmitter};
use super::write_airtime::insert_daypart;
use super::write_listeners::{Said, put_audience, put_coverage};
use super::{audience_of, coverage_of, read};
use crate::kit::{Error, Id, Share, id};
use crate::places::rows::place;

/// The number of every district by its P-code.
pub async fn districts_by_code(db: &impl ConnectionTrait) -> Result<BTreeMap<String, i64>, Error> {
    let rows = place::Entity::find().filter(place::Column::Kind.eq("district")).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.pcode, row.id)).collect())
}

/// Every station and transmitter by folded name; four queries.
pub async fn known_stations(
    db: &impl ConnectionTrait,
) -> Result<BTreeMap<String, KnownStation>, Error> {
    let mut languages: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    for row in station_language::Entity::find().all(db).await? {
        languages.entry(row.station_id).or_default().insert(row.language);
    }
    let mut serves: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for row in transmitter_place::Entity::find().all(db).await? {
        serves.entry(row.transmitter_id).or_default().insert(row.place_id);
    }
    let mut sent: BTreeMap<i64, Vec<(i64, TransmitterTerms)>> = BTreeMap::new();
    for row in transmitter::Entity::find().all(db).await? {
        let (number, station) = (row.id, row.station_id);
        let own = serves.remove(&number).unwrap_or_default();
        sent.entry(station).or_default().push((number, terms_of(row, own)?));
    }
    let mut known = BTreeMap::new();
    for row in station::Entity::find().all(db).await? {
        let transmitters = sent.remove(&row.id).unwrap_or_default();
        let (number, version) = (row.id, row.version);
        let folded = row.name_folded.clone();
        let terms = station_terms(row, languages.remove(&number).unwrap_or_default())?;
        known.insert(folded, KnownStation { number, version, terms, transmitters });
    }
    Ok(known)
}

fn station_terms(row: station::Model, languages: BTreeSet<String>) -> Result<StationTerms, Error> {
    Ok(StationTerms {
        zone: read::zone(&row)?,
        name: row.name,
        town: row.town,
        place: row.place_id.map(Id::new),
        owner_kind: OwnerKind::read(&row.owner_kind).ok_or_else(|| read::odd("owner"))?,
        owner: row.owner,
        broadcast_day_starts: row.broadcast_day_starts,
        languages,
        national_share: row.national_share.and_then(Share::new),
        note: row.note,
        source: row.source,
        as_of: row.as_of,
    })
}

/// Stations in use by folded name, with their dayparts, and districts by P-code.
pub async fn directory(db: &impl ConnectionTrait) -> Result<Directory, Error> {
    let mut parts = BTreeMap::<i64, Vec<_>>::new();
    let rows = daypart::Entity::find().filter(daypart::Column::ArchivedAt.is_null());
    for row in rows.all(db).await? {
        parts.entry(row.station_id).or_default().push(read::part_of_day(row));
    }
    let rows = station::Entity::find().filter(station::Column::ArchivedAt.is_null());
    let stations = rows.all(db).await?.into_iter().map(|row| {
        let dayparts = parts.remove(&row.id).unwrap_or_default();
        (row.name_folded, NamedStation { number: row.id, dayparts })
    });
    Ok(Directory { stations: stations.collect(), districts: districts_by_code(db).await? })
}

impl Directory {
    fn ids(&self) -> Vec<Id<id::Station>> {
        self.stations.values().map(|station| Id::new(station.number)).collect()
    }
}

/// The figures of coverage in force, by station and district.
pub async fn held_coverage(
    db: &impl ConnectionTrait,
    directory: &Directory,
) -> Result<BTreeMap<(i64, i64), CoveragePlan>, Error> {
    let rows = coverage_of(db, &directory.ids()).await?;
    let held = rows.into_iter().map(|row| {
        let (station, place) = (row.station.number(), row.place.number());
        let (shares, source, as_of) = (row.shares, row.source, row.as_of);
        ((station, place), CoveragePlan { station, place, shares, source, as_of })
    });
    Ok(held.collect())
}

/// The figures of audience in force, by station and district.
pub async fn held_audience(
    db: &impl ConnectionTrait,
    directory: &Directory,
) -> Result<BTreeMap<(i64, i64), AudiencePlan>, Error> {
    let rows = audience_of(db, &directory.ids()).await?;
    let held = rows.into_iter().map(|row| {
        let (station, place) = (row.station.number(), row.place.number());
        let (figures, source, as_of) = (row.figures, row.source, row.as_of);
        ((station, place), AudiencePlan { station, place, figures, source, as_of })
    });
    Ok(held.collect())
}

/// Stations and transmitters stand as planned; a new station has the usual dayparts.
pub async fn put_stations(
    db: &impl ConnectionTrait,
    plan: &[PlannedStation],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for planned in plan {
        let station = match (planned.known, &planned.terms) {
            (Some((number, version)), Some(terms)) => {
                if !update_station(db, Id::new(number), version, terms).await? {
                    return Err(Error::Stale);
                }
                Id::new(number)
            }
            (Some((number, _)), None) => Id::new(number),
            (None, Some(terms)) => {
                let station = insert_station(db, terms, now).await?;
                for daypart in usual_dayparts() {
                    insert_daypart(db, station, &daypart, None).await?;
                }
                station
            }
            (None, None) => continue,
        };
        for (number, terms) in &planned.transmitters {
            match number {
                Some(number) => {
                    update_transmitter(db, station, Id::new(*number), terms).await?;
                }
                None => {
                    insert_transmitter(db, station, terms, now).await?;
                }
            }
        }
    }
    Ok(())
}

/// Figures of coverage stand as planned.
pub async fn put_coverage_plan(
    db: &impl ConnectionTrait,
    plan: &[CoveragePlan],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for one in plan {
        let (station, place) = (Id::new(one.station), Id::new(one.place));
        let said = Said { station, place, source: &one.source, as_of: one.as_of };
        put_coverage(db, said, one.shares, now).await?;
    }
    Ok(())
}

/// Figures of audience stand as planned.
pub async fn put_audience_plan(
    db: &impl ConnectionTrait,
    plan: &[AudiencePlan],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for one in plan {
        let (station, place) = (Id::new(one.station), Id::new(one.place));
        let said = Said { station, place, source: &one.source, as_of: one.as_of };
        put_audience(db, said, &one.figures, now).await?;
    }
    Ok(())
}
