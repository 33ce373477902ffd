//! When a station sends and for how much: what booking needs to know.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::super::rows::{daypart, opening_hours, rate, station, station_break, station_language};
use super::super::rules::{
    BreakTime, Daypart, OpeningHours, OutageSpan, Rate, RateKind, broadcast_day, daypart_at,
    rate_in_force,
};
use super::{read, reception};
use crate::kit::{Error, Id, Money, id};

/// A station's airtime.
#[derive(Clone, Debug, PartialEq)]
pub struct Airtime {
    /// The station.
    pub id: Id<id::Station>,
    /// Its name.
    pub name: String,
    /// Its zone.
    pub zone: Tz,
    /// When its broadcast day begins.
    pub broadcast_day_starts: NaiveTime,
    /// Whether it was put away.
    pub is_archived: bool,
    /// The codes of its languages on air; empty when not known.
    pub languages: Vec<String>,
    /// When it is on air; nothing in it when not known.
    pub hours: OpeningHours,
    /// Its dayparts, by start.
    pub dayparts: Vec<Daypart>,
    /// Its breaks, by weekday and start.
    pub breaks: Vec<BreakTime>,
    /// Its prices.
    pub rates: Vec<Rate>,
    /// Its outages of the time that was asked for.
    pub outages: Vec<OutageSpan>,
}

impl Airtime {
    /// Whether it speaks a language on air; a station of unknown languages does.
    pub fn speaks(&self, language: &str) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|one| one == language)
    }

    /// The daypart in which something stands that starts at a wall time.
    pub fn daypart_at(&self, time: NaiveTime) -> Option<&Daypart> {
        daypart_at(&self.dayparts, time)
    }

    /// The broadcast day to which a wall time belongs.
    pub fn broadcast_day(&self, wall: NaiveDateTime) -> NaiveDate {
        broadcast_day(self.broadcast_day_starts, wall)
    }

    /// The break of that number.
    pub fn break_by_number(&self, number: i64) -> Option<&BreakTime> {
        self.breaks.iter().find(|one| one.number == number)
    }

    /// The breaks of one date, by start.
    pub fn breaks_on(&self, date: NaiveDate) -> impl Iterator<Item = &BreakTime> {
        use chrono::Datelike;
        let day = date.weekday();
        self.breaks.iter().filter(move |one| one.weekday == day && one.valid.holds(date))
    }

    /// What an airing costs that begins at a wall time; none without a price in force.
    pub fn price_of(&self, kind: RateKind, wall: NaiveDateTime, seconds: u32) -> Option<Money> {
        let daypart = self.daypart_at(wall.time()).map(|daypart| daypart.number);
        let day = self.broadcast_day(wall);
        rate_in_force(&self.rates, kind, daypart, day).map(|rate| rate.price_of(seconds))
    }

    /// The outage of the whole station that touches a stretch of time.
    pub fn silence_during(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Option<&OutageSpan> {
        use super::super::rules::Scope;
        let silent = |outage: &&OutageSpan| outage.scope == Scope::All;
        self.outages.iter().filter(silent).find(|outage| outage.touches(from, until))
    }
}

/// A station's airtime, with its outages between two instants; eight queries.
///
/// # Errors
/// [`Error::NotFound`] when there is no such station.
pub async fn airtime_of(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Airtime, Error> {
    let number = station.number();
    let row = station::Entity::find_by_id(number).one(db).await?.ok_or(Error::NotFound)?;
    let languages = station_language::Entity::find()
        .filter(station_language::Column::StationId.eq(number))
        .order_by_asc(station_language::Column::Id)
        .all(db)
        .await?;
    Ok(Airtime {
        id: station,
        zone: read::zone(&row)?,
        name: row.name,
        broadcast_day_starts: row.broadcast_day_starts,
        is_archived: row.archived_at.is_some(),
        languages: languages.into_iter().map(|row| row.language).collect(),
        hours: hours_of(db, station).await?,
        dayparts: dayparts_of(db, station).await?,
        breaks: breaks_of(db, station).await?,
        rates: rates_of(db, station).await?,
        outages: reception::outages_between(db, station, from, until).await?,
    })
}

/// The opening hours of a station, by day and hour.
pub(in crate::stations) async fn hours_of(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
) -> Result<OpeningHours, Error> {
    let rows = opening_hours::Entity::find()
        .filter(opening_hours::Column::StationId.eq(station.number()))
        .order_by_asc(opening_hours::Column::Weekday)
        .order_by_asc(opening_hours::Column::Opens)
        .all(db)
        .await?;
    Ok(OpeningHours(rows.iter().map(read::open_stretch).collect::<Result<_, _>>()?))
}

/// The dayparts of a station, by start.
pub(in crate::stations) async fn dayparts_of(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
) -> Result<Vec<Daypart>, Error> {
    let rows = daypart::Entity::find()
        .filter(daypart::Column::StationId.eq(station.number()))
        .filter(daypart::Column::ArchivedAt.is_null())
        .order_by_asc(daypart::Column::Starts)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(read::part_of_day).collect())
}

/// The breaks of a station, by day and hour.
pub(in crate::stations) async fn breaks_of(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
) -> Result<Vec<BreakTime>, Error> {
    let rows = station_break::Entity::find()
        .filter(station_break::Column::StationId.eq(station.number()))
        .filter(station_break::Column::ArchivedAt.is_null())
        .order_by_asc(station_break::Column::Weekday)
        .order_by_asc(station_break::Column::Starts)
        .all(db)
        .await?;
    rows.iter().map(read::break_time).collect()
}

/// The prices of a station, the newest first.
pub(in crate::stations) async fn rates_of(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
) -> Result<Vec<Rate>, Error> {
    let rows = rate::Entity::find()
        .filter(rate::Column::StationId.eq(station.number()))
        .filter(rate::Column::ArchivedAt.is_null())
        .order_by_desc(rate::Column::ValidFrom)
        .order_by_asc(rate::Column::Id)
        .all(db)
        .await?;
    rows.iter().map(read::price).collect()
}
