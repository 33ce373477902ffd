//! Outages, and whom they cut off.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::super::rows::{outage, outage_transmitter, transmitter, transmitter_place};
use super::super::rules::{OutageSpan, Reception, Scope, Serving, Validity};
use crate::kit::{Error, Id, id};

/// The outages of a station that touch a stretch of time, by start.
pub async fn outages_between(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<OutageSpan>, Error> {
    let mut all = spans(db, &[station], from, until).await?;
    Ok(all.remove(&station.number()).unwrap_or_default())
}

/// What is needed to say which districts were cut off by outages between two
/// instants, by station; four queries whatever the stations.
pub async fn reception_of(
    db: &impl ConnectionTrait,
    stations: &[Id<id::Station>],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<BTreeMap<i64, Reception>, Error> {
    let mut outages = spans(db, stations, from, until).await?;
    let numbers = || stations.iter().map(|station| station.number());
    let rows = transmitter::Entity::find()
        .filter(transmitter::Column::StationId.is_in(numbers()))
        .order_by_asc(transmitter::Column::Id)
        .all(db)
        .await?;
    let served = transmitter_place::Entity::find()
        .filter(transmitter_place::Column::TransmitterId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await?;
    let mut places: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for row in served {
        places.entry(row.transmitter_id).or_default().insert(row.place_id);
    }
    let mut all: BTreeMap<i64, Reception> = numbers()
        .map(|number| {
            let outages = outages.remove(&number).unwrap_or_default();
            (number, Reception { transmitters: Vec::new(), outages })
        })
        .collect();
    for row in rows {
        let serving = Serving {
            transmitter: row.id,
            valid: Validity { from: row.valid_from, to: row.valid_to },
            places: places.remove(&row.id).unwrap_or_default(),
        };
        all.entry(row.station_id).or_default().transmitters.push(serving);
    }
    Ok(all)
}

async fn spans(
    db: &impl ConnectionTrait,
    stations: &[Id<id::Station>],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<BTreeMap<i64, Vec<OutageSpan>>, Error> {
    let open = outage::Column::EndsAt.is_null();
    let rows = outage::Entity::find()
        .filter(outage::Column::StationId.is_in(stations.iter().map(|station| station.number())))
        .filter(outage::Column::WithdrawnAt.is_null())
        .filter(outage::Column::StartsAt.lt(until))
        .filter(Condition::any().add(open).add(outage::Column::EndsAt.gt(from)))
        .order_by_asc(outage::Column::StartsAt)
        .all(db)
        .await?;
    let mut chosen = transmitters_of_outages(db, rows.iter().map(|row| row.id)).await?;
    let mut all: BTreeMap<i64, Vec<OutageSpan>> = BTreeMap::new();
    for row in rows {
        let scope = scope_of(&row, &mut chosen);
        let (number, starts_at, ends_at) = (row.id, row.starts_at, row.ends_at);
        let span = OutageSpan { number, starts_at, ends_at, scope };
        all.entry(row.station_id).or_default().push(span);
    }
    Ok(all)
}

/// The transmitters of some outages, by outage.
pub(super) async fn transmitters_of_outages(
    db: &impl ConnectionTrait,
    outages: impl Iterator<Item = i64>,
) -> Result<BTreeMap<i64, BTreeSet<i64>>, Error> {
    let rows = outage_transmitter::Entity::find()
        .filter(outage_transmitter::Column::OutageId.is_in(outages))
        .all(db)
        .await?;
    let mut chosen: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for row in rows {
        chosen.entry(row.outage_id).or_default().insert(row.transmitter_id);
    }
    Ok(chosen)
}

pub(super) fn scope_of(row: &outage::Model, chosen: &mut BTreeMap<i64, BTreeSet<i64>>) -> Scope {
    match row.scope.as_str() {
        "all" => Scope::All,
        _ => Scope::Some(chosen.remove(&row.id).unwrap_or_default()),
    }
}
