//! Hours, dayparts, breaks and prices are kept.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::super::rows::{audience, coverage_share};
use super::super::rows::{daypart, opening_hours, outage, rate, staff_phone, station_break};
use super::super::rules::{
    BreakChange, BreakTime, Daypart, OpeningHours, Part, Rate, StationRefused, weekday_number,
};
use super::read::odd;
use super::write::told;
use crate::kit::{Error, Id, id};

fn whole(number: u32) -> Result<i32, Error> {
    i32::try_from(number).map_err(|_| odd("length"))
}

/// Replace a station's opening hours.
pub async fn replace_hours(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    hours: &OpeningHours,
) -> Result<(), Error> {
    let of_station = opening_hours::Column::StationId.eq(station.number());
    opening_hours::Entity::delete_many().filter(of_station).exec(db).await?;
    let rows: Vec<_> = hours
        .0
        .iter()
        .map(|open| opening_hours::ActiveModel {
            id: NotSet,
            station_id: Set(station.number()),
            weekday: Set(weekday_number(open.weekday)),
            opens: Set(open.opens),
            closes: Set(open.closes),
        })
        .collect();
    if !rows.is_empty() {
        opening_hours::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Keep a new daypart.
pub async fn insert_daypart(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    new: &Daypart,
    name: Option<String>,
) -> Result<i64, Error> {
    let row = daypart::ActiveModel {
        id: NotSet,
        station_id: Set(station.number()),
        code: Set(new.code.clone()),
        name: Set(name),
        starts: Set(new.starts),
        ends: Set(new.ends),
        archived_at: Set(None),
    };
    Ok(daypart::Entity::insert(row).exec(db).await?.last_insert_id)
}

/// Keep new breaks.
pub async fn insert_breaks(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    breaks: &[BreakTime],
) -> Result<(), Error> {
    let row = |new: &BreakTime| {
        Ok::<_, Error>(station_break::ActiveModel {
            id: NotSet,
            station_id: Set(station.number()),
            weekday: Set(weekday_number(new.weekday)),
            starts: Set(new.starts),
            seconds: Set(whole(new.seconds)?),
            free_seconds: Set(whole(new.free_seconds)?),
            valid_from: Set(new.valid.from),
            valid_to: Set(new.valid.to),
            archived_at: Set(None),
        })
    };
    let rows: Vec<_> = breaks.iter().map(row).collect::<Result<_, _>>()?;
    station_break::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Give a break another length or end.
pub async fn update_break(db: &impl ConnectionTrait, change: &BreakChange) -> Result<(), Error> {
    let columns = station_break::ActiveModel {
        seconds: Set(whole(change.seconds)?),
        free_seconds: Set(whole(change.free_seconds)?),
        valid_to: Set(change.valid_to),
        ..Default::default()
    };
    station_break::Entity::update_many()
        .set(columns)
        .filter(station_break::Column::Id.eq(change.number))
        .filter(station_break::Column::StationId.eq(change.station.number()))
        .exec(db)
        .await?;
    Ok(())
}

/// Keep a new price.
pub async fn insert_rate(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    new: &Rate,
) -> Result<i64, Error> {
    let row = rate::ActiveModel {
        id: NotSet,
        station_id: Set(station.number()),
        kind: Set(new.kind.code().to_owned()),
        daypart_id: Set(new.daypart),
        per_seconds: Set(whole(new.per_seconds)?),
        price_minor: Set(new.price.minor),
        currency: Set(new.price.currency.code().to_owned()),
        valid_from: Set(new.valid.from.ok_or_else(|| odd("first day"))?),
        valid_to: Set(new.valid.to),
        archived_at: Set(None),
    };
    let rule = "rate_station_id_kind_daypart_id_valid_from_key";
    let kept = rate::Entity::insert(row).exec(db).await;
    Ok(kept.map_err(|err| told(err, rule, StationRefused::RateTwice))?.last_insert_id)
}

/// Put a part of a station away; says whether it was there and in use.
pub async fn archive_part(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    part: Part,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    macro_rules! put_away {
        ($table:ident, $column:ident, $number:expr) => {
            $table::Entity::update_many()
                .col_expr($table::Column::$column, Expr::value(now))
                .filter($table::Column::Id.eq($number))
                .filter($table::Column::StationId.eq(station.number()))
                .filter($table::Column::$column.is_null())
                .exec(db)
                .await?
                .rows_affected
        };
    }
    let rows = match part {
        Part::Outage(number) => put_away!(outage, WithdrawnAt, number),
        Part::Daypart(number) => put_away!(daypart, ArchivedAt, number),
        Part::Break(number) => put_away!(station_break, ArchivedAt, number),
        Part::Rate(number) => put_away!(rate, ArchivedAt, number),
        Part::Phone(number) => put_away!(staff_phone, ArchivedAt, number),
        Part::Coverage(number) => put_away!(coverage_share, ReplacedAt, number),
        Part::Audience(number) => put_away!(audience, ReplacedAt, number),
    };
    Ok(rows > 0)
}
