//! Timers on wall-clock time: each due time puts one job into the outbox, once,
//! whatever restarts or second processes do.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use sea_orm::{ConnectionTrait, Statement};

use super::App;
use super::db::{Db, begin_housekeeping};
use super::outbox;
use crate::kit::Error;
use crate::kit::wallclock::Schedule;

/// A timer as it stands on the page of wiring.
#[derive(Clone, Copy, Debug)]
pub struct Timer {
    /// Its name, kept with each due time.
    pub name: &'static str,
    /// Five fields: minute, hour, day of month, month, weekday.
    pub schedule: &'static str,
    /// The zone of the wall clock.
    pub zone: Tz,
    /// The job it promises.
    pub job: &'static str,
}

/// When a timer ran and will run.
#[derive(Clone, Copy, Debug)]
pub struct TimerTimes {
    /// The job it promises.
    pub job: &'static str,
    /// The last due time that was kept.
    pub last: Option<DateTime<Utc>>,
    /// The next due time.
    pub next: Option<DateTime<Utc>>,
}

/// How far back a missed due time is looked for after downtime.
const MISSED_DAYS: i64 = 2;
/// How often due times are looked for.
const LOOK_SECONDS: u64 = 15;
/// How long due times are remembered.
const REMEMBER_DAYS: i64 = 40;

/// Due times are kept as they pass, until the house stops.
pub async fn run_until_stopped(app: App, timers: &'static [Timer]) {
    loop {
        if let Err(why) = look(&app.db, timers, app.clock.now()).await {
            tracing::error!(%why, "the timers could not be read");
        }
        tokio::select! {
            () = app.stop.cancelled() => return,
            () = look_again() => {}
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the timers are what may wait")]
async fn look_again() {
    tokio::time::sleep(Duration::from_secs(LOOK_SECONDS)).await;
}

/// Each timer's latest due time up to `now` has its job promised, if it is newer
/// than the last one kept; older missed ones are passed over.
pub async fn look(db: &Db, timers: &[Timer], now: DateTime<Utc>) -> Result<(), Error> {
    for timer in timers {
        let schedule = Schedule::read(timer.schedule)
            .map_err(|why| Error::fault(format!("timer {}: {why}", timer.name)))?;
        let Some(due) = latest(&schedule, timer.zone, now) else { continue };
        if last_run(db, timer.name).await?.is_some_and(|last| last >= due) {
            continue;
        }
        keep(db, timer, due, now).await?;
    }
    Ok(())
}

/// Each timer with the last due time kept and the next one to come.
pub async fn times(
    db: &Db,
    timers: &'static [Timer],
    now: DateTime<Utc>,
) -> Result<Vec<TimerTimes>, Error> {
    let mut runs = Vec::with_capacity(timers.len());
    for timer in timers {
        let schedule = Schedule::read(timer.schedule)
            .map_err(|why| Error::fault(format!("timer {}: {why}", timer.name)))?;
        let (last, next) = (last_run(db, timer.name).await?, schedule.next_after(timer.zone, now));
        runs.push(TimerTimes { job: timer.job, last, next });
    }
    Ok(runs)
}

fn latest(schedule: &Schedule, zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    // A minute's timer would make thousands of steps over two days: look close first.
    [TimeDelta::minutes(2), TimeDelta::hours(25), TimeDelta::days(MISSED_DAYS)]
        .into_iter()
        .find_map(|back| {
            let due = std::iter::successors(schedule.next_after(zone, now - back), |last| {
                schedule.next_after(zone, *last)
            });
            due.take_while(|due| *due <= now).last()
        })
}

async fn last_run(db: &Db, timer: &str) -> Result<Option<DateTime<Utc>>, Error> {
    let sql = "SELECT due_at FROM timer_run WHERE timer = $1 ORDER BY due_at DESC LIMIT 1";
    let ask = Statement::from_sql_and_values(db.backend(), sql, [timer.into()]);
    Ok(db.read().query_one_raw(ask).await?.map(|row| row.try_get_by(0)).transpose()?)
}

async fn keep(db: &Db, timer: &Timer, due: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Error> {
    let txn = begin_housekeeping(db).await?;
    let sql = "INSERT INTO timer_run (timer, due_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let values = [timer.name.into(), due.into()];
    let stmt = Statement::from_sql_and_values(db.backend(), sql, values);
    if txn.execute_raw(stmt).await?.rows_affected() == 1 {
        outbox::put_job(&txn, timer.job, 0, now).await?;
    }
    let sql = "DELETE FROM timer_run WHERE timer = $1 AND due_at < $2";
    let values = [timer.name.into(), (now - TimeDelta::days(REMEMBER_DAYS)).into()];
    txn.execute_raw(Statement::from_sql_and_values(db.backend(), sql, values)).await?;
    txn.commit().await
}
