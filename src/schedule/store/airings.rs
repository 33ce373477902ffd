//! Airings, one by one: written, moved, settled, read.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
};

use super::facts::Subject;
use crate::kit::id::{Airing, Series};
use crate::kit::{Error, Id, Random, code};
use crate::plant::db::broken_constraint;
use crate::plant::trail::Actor;
use crate::schedule::rows::{airing, airing_change, series};
use crate::schedule::rules::{Bar, BookingRefused, CancelReason, Facts, Placed, Repeat, Standing};

/// Characters of an airing's code before its check.
pub const CODE_CHARACTERS: usize = 5;

/// Fresh codes that no airing has yet.
pub async fn fresh_codes(
    db: &impl ConnectionTrait,
    random: &dyn Random,
    count: usize,
) -> Result<Vec<String>, Error> {
    let mut fresh: HashSet<String> = HashSet::with_capacity(count);
    while fresh.len() < count {
        let missing = count - fresh.len();
        let made: HashSet<_> = (0..missing).map(|_| code::fresh(random, CODE_CHARACTERS)).collect();
        let taken = airing::Entity::find().filter(airing::Column::Code.is_in(&made));
        let taken: HashSet<_> = taken.all(db).await?.into_iter().map(|row| row.code).collect();
        fresh.extend(made.difference(&taken).cloned());
    }
    Ok(fresh.into_iter().collect())
}

/// The row of a placed airing.
pub fn row_of(
    subject: Subject,
    facts: &Facts,
    placed: &Placed,
    code: String,
    series: Option<Id<Series>>,
) -> Result<airing::ActiveModel, Error> {
    let in_break = placed.in_break;
    Ok(airing::ActiveModel {
        id: NotSet,
        code: Set(code),
        station_id: Set(subject.station.number()),
        campaign_id: Set(subject.campaign.number()),
        message_version_id: Set(subject.version.number()),
        kind: Set(facts.message.kind.code().to_owned()),
        series_id: Set(series.map(Id::number)),
        break_id: Set(in_break.map(|held| held.id.number())),
        break_starts_at: Set(in_break.map(|held| held.starts_at)),
        break_ends_at: Set(in_break.map(|held| held.free_until)),
        starts_at: Set(placed.slot.start()),
        ends_at: Set(placed.slot.end()),
        seconds: Set(whole(placed.slot.seconds())?),
        air_date: Set(placed.air_date),
        daypart_id: Set(placed.daypart.map(Id::number)),
        state: Set("booked".to_owned()),
        entered_late: Set(placed.entered_late),
        cancel_reason: Set(None),
        evidence: Set("planned".to_owned()),
        outcome: Set("unanswered".to_owned()),
        heard_at: Set(None),
        heard_seconds: Set(None),
        reason: Set(None),
        settled_at: Set(None),
        rate_id: Set(placed.price.rate.map(Id::number)),
        price_minor: Set(placed.price.money.minor),
        currency: Set(placed.price.money.currency.to_string()),
        version: Set(1),
        booked_at: Set(facts.now),
    })
}

fn whole(seconds: u32) -> Result<i32, Error> {
    i32::try_from(seconds).map_err(|_| Error::fault("longer than any airing"))
}

/// Rows written by one statement.
const ROWS_AT_ONCE: usize = 200;

/// Write airings; gives their numbers in order of start.
pub async fn insert_airings(
    db: &impl ConnectionTrait,
    rows: Vec<airing::ActiveModel>,
    first: &Placed,
) -> Result<Vec<Id<Airing>>, Error> {
    let codes: Vec<_> = rows.iter().filter_map(|row| row.code.try_as_ref().cloned()).collect();
    for chunk in rows.chunks(ROWS_AT_ONCE) {
        let insert = airing::Entity::insert_many(chunk.to_vec());
        insert.exec_without_returning(db).await.map_err(|err| refusal_of(err, first))?;
    }
    let written = airing::Entity::find().filter(airing::Column::Code.is_in(codes));
    let mut written = written.all(db).await?;
    written.sort_by_key(|row| row.starts_at);
    Ok(written.into_iter().map(|row| Id::new(row.id)).collect())
}

/// The database's own second line: an overlap is a refusal, not a fault.
fn refusal_of(err: sea_orm::DbErr, placed: &Placed) -> Error {
    match broken_constraint(&err).as_deref() {
        Some("airing_station_slot_excl") => {
            BookingRefused { bar: Bar::Taken { from: placed.wall }, instead: None }.into()
        }
        _ => err.into(),
    }
}

/// Keep what was asked for when airings were booked together.
pub async fn insert_series(
    db: &impl ConnectionTrait,
    subject: Subject,
    facts: &Facts,
    repeat: &Repeat,
) -> Result<Id<Series>, Error> {
    let chosen = repeat.weekdays.iter().enumerate().filter(|(_, on)| **on);
    let weekdays: Vec<_> = chosen.map(|(day, _)| day.to_string()).collect();
    let times: Vec<_> = repeat.times.iter().map(|at| at.format("%H:%M:%S").to_string()).collect();
    let row = series::ActiveModel {
        id: NotSet,
        station_id: Set(subject.station.number()),
        campaign_id: Set(subject.campaign.number()),
        message_version_id: Set(subject.version.number()),
        weekdays: Set(weekdays.join(",")),
        every_weeks: Set(whole(repeat.every_weeks)?),
        times: Set(times.join(",")),
        first_on: Set(repeat.days.first()),
        last_on: Set(repeat.days.last()),
        zone: Set(facts.station.zone.name().to_owned()),
        booked_at: Set(facts.now),
    };
    Ok(Id::new(series::Entity::insert(row).exec(db).await?.last_insert_id))
}

/// One airing as it is stored.
pub use crate::schedule::rows::airing::Model as StoredAiring;

/// One step of an airing's own history.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The airing.
    pub airing: Id<Airing>,
    /// `booked`, `moved` or `cancelled`.
    pub deed: &'static str,
    /// Who did it.
    pub actor: Actor,
    /// When the airing starts since then.
    pub starts_at: DateTime<Utc>,
    /// How long it is since then.
    pub seconds: i32,
    /// Why it was cancelled.
    pub reason: Option<CancelReason>,
}

/// The first step of every airing.
pub fn booked_step(airing: Id<Airing>, placed: &Placed, actor: Actor) -> Result<Step, Error> {
    Ok(Step {
        airing,
        deed: "booked",
        actor,
        starts_at: placed.slot.start(),
        seconds: whole(placed.slot.seconds())?,
        reason: None,
    })
}

fn step_row(step: &Step, now: DateTime<Utc>) -> airing_change::ActiveModel {
    airing_change::ActiveModel {
        id: NotSet,
        airing_id: Set(step.airing.number()),
        deed: Set(step.deed.to_owned()),
        person_id: Set(step.actor.person),
        starts_at: Set(step.starts_at),
        seconds: Set(step.seconds),
        reason: Set(step.reason.map(|reason| reason.code().to_owned())),
        at: Set(now),
    }
}

/// Note in the airings' own history what was done to them.
pub async fn insert_changes(
    db: &impl ConnectionTrait,
    steps: &[Step],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for chunk in steps.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().map(|step| step_row(step, now));
        airing_change::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// One airing as it is stored.
pub async fn airing_by_id(
    db: &impl ConnectionTrait,
    id: Id<Airing>,
) -> Result<StoredAiring, Error> {
    airing::Entity::find_by_id(id.number()).one(db).await?.ok_or(Error::NotFound)
}

/// Put an airing at its new place, if nobody changed it since.
pub async fn update_place(
    db: &impl ConnectionTrait,
    airing: &StoredAiring,
    placed: &Placed,
) -> Result<(), Error> {
    use airing::Column as C;
    let in_break = placed.in_break;
    let update = airing::Entity::update_many()
        .col_expr(C::StartsAt, Expr::value(placed.slot.start()))
        .col_expr(C::EndsAt, Expr::value(placed.slot.end()))
        .col_expr(C::Seconds, Expr::value(whole(placed.slot.seconds())?))
        .col_expr(C::AirDate, Expr::value(placed.air_date))
        .col_expr(C::BreakId, Expr::value(in_break.map(|held| held.id.number())))
        .col_expr(C::BreakStartsAt, Expr::value(in_break.map(|held| held.starts_at)))
        .col_expr(C::BreakEndsAt, Expr::value(in_break.map(|held| held.free_until)))
        .col_expr(C::DaypartId, Expr::value(placed.daypart.map(Id::number)))
        .col_expr(C::EnteredLate, Expr::value(placed.entered_late))
        .col_expr(C::RateId, Expr::value(placed.price.rate.map(Id::number)))
        .col_expr(C::PriceMinor, Expr::value(placed.price.money.minor))
        .col_expr(C::Currency, Expr::value(placed.price.money.currency.code()))
        .col_expr(C::Version, Expr::value(airing.version + 1))
        .filter(C::Id.eq(airing.id))
        .filter(C::Version.eq(airing.version));
    let done = update.exec(db).await.map_err(|err| refusal_of(err, placed))?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Mark an airing as cancelled; its row stays.
pub async fn update_cancelled(
    db: &impl ConnectionTrait,
    airing: &StoredAiring,
    reason: CancelReason,
) -> Result<(), Error> {
    use airing::Column as C;
    let update = airing::Entity::update_many()
        .col_expr(C::State, Expr::value("cancelled"))
        .col_expr(C::CancelReason, Expr::value(reason.code()))
        .col_expr(C::Version, Expr::value(airing.version + 1))
        .filter(C::Id.eq(airing.id))
        .filter(C::Version.eq(airing.version));
    let done = update.exec(db).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Write what the proofs of a booked airing come to.
pub async fn update_standing(
    db: &impl ConnectionTrait,
    id: Id<Airing>,
    standing: &Standing,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    use airing::Column as C;
    let heard_seconds = standing.heard_seconds.map(whole).transpose()?;
    let update = airing::Entity::update_many()
        .col_expr(C::Evidence, Expr::value(standing.evidence.code()))
        .col_expr(C::Outcome, Expr::value(standing.outcome.code()))
        .col_expr(C::HeardAt, Expr::value(standing.heard_at))
        .col_expr(C::HeardSeconds, Expr::value(heard_seconds))
        .col_expr(C::Reason, Expr::value(standing.reason.clone()))
        .col_expr(C::SettledAt, Expr::value(now))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(C::Id.eq(id.number()))
        .filter(C::State.eq("booked"));
    let done = update.exec(db).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
}
