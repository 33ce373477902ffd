//! What timers do: last-seen times and denials are written down, old rows forgotten.

use chrono::{DateTime, TimeDelta, Utc};

use super::ROOM;
use super::sessions::Remembered;
use crate::kit::Error;
use crate::people::rules::lifetimes::{HALF_SESSION_MINUTES, SESSION_DAYS_MAX, SESSION_IDLE_HOURS};
use crate::people::rules::tries::FORGET_HOURS;
use crate::people::store::{sessions, tries};
use crate::plant::App;
use crate::plant::db::begin_housekeeping;
use crate::plant::trail::{self, Entry};

/// What was kept in memory since the last time is in the database.
pub async fn flush(app: &App) -> Result<(), Error> {
    let memory = app.memory.of::<Remembered>();
    let (seen, denials) = (memory.seen(), memory.denials());
    if seen.is_empty() && denials.is_empty() {
        return Ok(());
    }
    let txn = begin_housekeeping(&app.db).await?;
    for (session, at) in &seen {
        sessions::set_seen(&txn, *session, *at).await?;
    }
    for denial in &denials {
        let entry = Entry::of(ROOM, "denied").reference(denial.route.as_str());
        trail::note(&txn, denial.who.actor(), entry, denial.at).await?;
    }
    txn.commit().await?;
    memory.flushed(&seen, denials.len());
    Ok(())
}

/// Sessions that are over and guesses that no longer count are forgotten.
pub async fn forget(app: &App, now: DateTime<Utc>) -> Result<(), Error> {
    flush(app).await?;
    let txn = begin_housekeeping(&app.db).await?;
    let made = now - TimeDelta::days(SESSION_DAYS_MAX);
    let seen = now - TimeDelta::hours(SESSION_IDLE_HOURS);
    let half = now - TimeDelta::minutes(HALF_SESSION_MINUTES);
    sessions::forget_sessions(&txn, made, seen, half).await?;
    tries::forget(&txn, now - TimeDelta::hours(FORGET_HOURS)).await?;
    txn.commit().await
}
