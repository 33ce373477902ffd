//! Waking up as a copy: what was promised before must not happen twice.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, Statement};

use crate::kit::Error;
use crate::plant::db::{Db, Key, Txn, begin_write};
use crate::plant::trail::{self, Actor, Entry};

/// Promises older than this wait for an administrator's word after a restore.
const STALE_HOURS: i64 = 24;

/// The house woke up as a copy made at that instant. The write is open: who has
/// more to void does it, then commits.
#[derive(Debug)]
pub struct Restored {
    /// The open write.
    pub txn: Txn,
    /// When the copy was made.
    pub made_at: DateTime<Utc>,
}

/// If this database is a restored copy, its claims are void, stale promises
/// wait for a person, and the trail says so; otherwise nothing happens.
pub async fn wake(db: &Db, now: DateTime<Utc>) -> Result<Option<Restored>, Error> {
    let backend = db.backend();
    let sql = "SELECT made_at FROM restore_mark";
    let Some(row) = db.read().query_one_raw(Statement::from_string(backend, sql)).await? else {
        return Ok(None);
    };
    let made_at: DateTime<Utc> = row.try_get_by(0)?;
    let txn = begin_write(db, Key::everything()).await?;
    let stale = "UPDATE outbox SET dead_at = $1, fault = 'promised before a restore' \
        WHERE done_at IS NULL AND dead_at IS NULL AND due_at < $2";
    let values = [now.into(), (now - TimeDelta::hours(STALE_HOURS)).into()];
    txn.execute_raw(Statement::from_sql_and_values(backend, stale, values)).await?;
    let claims = "UPDATE outbox SET claimed_until = NULL WHERE done_at IS NULL";
    txn.execute_raw(Statement::from_string(backend, claims)).await?;
    txn.execute_raw(Statement::from_string(backend, "DELETE FROM restore_mark")).await?;
    let entry = Entry::of("plant", "restored").reference(made_at.to_rfc3339());
    trail::note(&txn, Actor::command(), entry, now).await?;
    Ok(Some(Restored { txn, made_at }))
}
