//! How the house itself is doing: promises, timers, trail, copies.

use chrono::{DateTime, Utc};
use sea_orm::{FromQueryResult, Statement, Value};

use super::backup;
use super::db::Db;
use super::outbox::{self, Dead};
use super::timers::{self, Timer, TimerTimes};
use super::trail;
use crate::kit::Error;

/// What administrators look at.
#[derive(Clone, Debug)]
pub struct Health {
    /// Promises that are due and not kept yet.
    pub waiting: Waiting,
    /// Promises that nobody will keep unless a person asks again.
    pub dead: Vec<Dead>,
    /// Every timer with its last and its next time.
    pub timers: Vec<TimerTimes>,
    /// The newest sealed position of the trail, and the entries not sealed yet.
    pub sealed: (i64, i64),
    /// The last copy that was found to hold.
    pub copy: Option<VerifiedCopy>,
    /// The release that runs.
    pub release: &'static str,
    /// The newest step of the schema.
    pub schema: String,
}

/// Promises that are due and not kept yet.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Waiting {
    /// How many.
    pub count: i64,
    /// Since when the oldest is due.
    pub oldest: Option<DateTime<Utc>>,
}

/// A copy that was found to hold.
#[derive(Clone, Debug, FromQueryResult)]
pub struct VerifiedCopy {
    /// When it was looked at.
    pub at: DateTime<Utc>,
    /// When it was made, as the manifest says.
    pub reference: Option<String>,
}

/// How the house is doing now, in a fixed number of queries and one per timer.
pub async fn read(db: &Db, timers: &'static [Timer], now: DateTime<Utc>) -> Result<Health, Error> {
    let waiting = "SELECT COUNT(*) AS count, MIN(due_at) AS oldest FROM outbox \
        WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= $1";
    let copy = "SELECT at, reference FROM trail WHERE room = 'backup' AND deed = 'verified' \
        ORDER BY id DESC LIMIT 1";
    let none = Waiting { count: 0, oldest: None };
    Ok(Health {
        waiting: first(db, waiting, vec![now.into()]).await?.unwrap_or(none),
        dead: outbox::dead(db).await?,
        timers: timers::times(db, timers, now).await?,
        sealed: trail::sealed(db).await?,
        copy: first(db, copy, Vec::new()).await?,
        release: env!("CARGO_PKG_VERSION"),
        schema: backup::schema(db.read()).await?,
    })
}

async fn first<T: FromQueryResult>(
    db: &Db,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<T>, Error> {
    let ask = Statement::from_sql_and_values(db.backend(), sql, values);
    Ok(T::find_by_statement(ask).one(db.read()).await?)
}
