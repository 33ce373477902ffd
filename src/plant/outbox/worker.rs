//! The worker: claims due work, runs it, retries with growing waits, gives up
//! after twelve tries where everybody can see it.

use std::pin::Pin;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};

use crate::kit::{Error, Random};
use crate::plant::App;
use crate::plant::db::{Db, Txn, begin_housekeeping};

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobEnd {
    /// Its effect stands.
    Done,
    /// It may work later.
    Retry(String),
    /// It can never work; a person must look.
    Dead(String),
}

impl From<Result<(), Error>> for JobEnd {
    /// A refusal or an absence will not mend itself; a fault may.
    fn from(result: Result<(), Error>) -> Self {
        match result {
            Ok(()) => Self::Done,
            Err(why @ (Error::Refused(_) | Error::NotFound | Error::NotAllowed | Error::Gone)) => {
                Self::Dead(why.to_string())
            }
            Err(why) => Self::Retry(why.to_string()),
        }
    }
}

/// One promise that is due.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// The promise's number: the key for effects outside the house.
    pub outbox: i64,
    /// What it is about.
    pub subject: i64,
}

/// The future that a job runs.
pub type Run = Pin<Box<dyn Future<Output = JobEnd> + Send>>;

/// A job as it stands on the page of wiring.
#[derive(Clone, Copy)]
pub struct Job {
    /// Its name, kept in the outbox.
    pub name: &'static str,
    /// The news it hears.
    pub hears: &'static [&'static str],
    /// What it does.
    pub run: fn(App, Work) -> Run,
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Promises that one claim takes.
const CLAIM_ROWS: i64 = 20;
/// How long a claim holds; a worker that died loses it after that.
const CLAIM_SECONDS: i64 = 60;
/// Tries after which a promise is dead.
const TRIES_MAX: i32 = 12;
/// The first wait before another try.
const WAIT_SECONDS: i64 = 5;
/// The longest wait before another try.
const WAIT_SECONDS_MAX: i64 = 3_600;
/// How often an idle worker looks.
const LOOK_SECONDS: u64 = 2;

#[derive(Clone, Debug, FromQueryResult)]
struct Claimed {
    id: i64,
    job: String,
    subject: i64,
    tries: i32,
}

/// Work is done as it falls due, until the house stops.
pub async fn run_until_stopped(app: App, jobs: &'static [Job]) {
    loop {
        if let Err(why) = drain(&app, jobs).await {
            tracing::error!(%why, "the outbox could not be read");
        }
        tokio::select! {
            () = app.stop.cancelled() => return,
            () = app.db.woken().notified() => {}
            () = look_again() => {}
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the worker is the one that may wait")]
async fn look_again() {
    tokio::time::sleep(Duration::from_secs(LOOK_SECONDS)).await;
}

/// Everything due now is done, dead, or waits for its next try; says how many ran.
pub async fn drain(app: &App, jobs: &'static [Job]) -> Result<usize, Error> {
    let mut ran = 0;
    loop {
        let claimed = claim(&app.db, app.clock.now()).await?;
        if claimed.is_empty() || app.stop.is_cancelled() {
            return Ok(ran);
        }
        for promise in claimed {
            let end = match jobs.iter().find(|job| job.name == promise.job) {
                Some(job) => {
                    let work = Work { outbox: promise.id, subject: promise.subject };
                    run_apart(app, job, work).await
                }
                None => JobEnd::Dead("no such job".to_owned()),
            };
            settle(app, &promise, end).await?;
            ran += 1;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a panicking job must not take the worker along")]
async fn run_apart(app: &App, job: &Job, work: Work) -> JobEnd {
    let run = tokio::spawn((job.run)(app.clone(), work));
    run.await.unwrap_or_else(|why| JobEnd::Retry(format!("panicked: {why}")))
}

async fn claim(db: &Db, now: DateTime<Utc>) -> Result<Vec<Claimed>, Error> {
    let due = "SELECT id FROM outbox WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= $1 \
        AND (claimed_until IS NULL OR claimed_until <= $1) ORDER BY due_at, id LIMIT $3";
    // Without this look an idle SQLite house would take its write lock every time.
    let look = Statement::from_sql_and_values(db.backend(), due.replace("$3", "1"), [now.into()]);
    if db.read().query_one_raw(look).await?.is_none() {
        return Ok(Vec::new());
    }
    let txn = begin_housekeeping(db).await?;
    let skip = if db.backend() == DbBackend::Postgres { " FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "UPDATE outbox SET claimed_until = $2, tries = tries + 1 WHERE id IN ({due}{skip}) \
         RETURNING id, job, subject, tries"
    );
    let until = now + TimeDelta::seconds(CLAIM_SECONDS);
    let values = [now.into(), until.into(), CLAIM_ROWS.into()];
    let mut claimed =
        Claimed::find_by_statement(Statement::from_sql_and_values(db.backend(), sql, values))
            .all(&txn)
            .await?;
    txn.commit().await?;
    claimed.sort_by_key(|promise| promise.id);
    Ok(claimed)
}

async fn settle(app: &App, promise: &Claimed, end: JobEnd) -> Result<(), Error> {
    let now = app.clock.now();
    let (sql, values) = match end {
        JobEnd::Done => {
            ("UPDATE outbox SET done_at = $2, fault = NULL WHERE id = $1", vec![now.into()])
        }
        JobEnd::Retry(why) if promise.tries < TRIES_MAX => {
            tracing::warn!(
                job = promise.job,
                outbox = promise.id,
                why,
                "a job will be tried again"
            );
            let due = now + wait_after(promise.tries, &*app.random);
            let sql = "UPDATE outbox SET due_at = $2, claimed_until = NULL, fault = $3 \
                WHERE id = $1";
            (sql, vec![due.into(), why.into()])
        }
        JobEnd::Retry(why) | JobEnd::Dead(why) => {
            tracing::error!(job = promise.job, outbox = promise.id, why, "a job is dead");
            (
                "UPDATE outbox SET dead_at = $2, fault = $3 WHERE id = $1",
                vec![now.into(), why.into()],
            )
        }
    };
    let values = std::iter::once(promise.id.into()).chain(values);
    let txn = begin_housekeeping(&app.db).await?;
    txn.execute_raw(Statement::from_sql_and_values(app.db.backend(), sql, values)).await?;
    txn.commit().await
}

/// The wait before the next try: 5 s doubling up to an hour, up to a tenth longer by chance.
fn wait_after(tries: i32, random: &dyn Random) -> TimeDelta {
    let doublings = u32::try_from(tries.clamp(1, 20) - 1).expect("clamped");
    let seconds = WAIT_SECONDS.saturating_mul(1 << doublings).min(WAIT_SECONDS_MAX);
    let mut byte = [0_u8];
    random.fill(&mut byte);
    TimeDelta::milliseconds(seconds * 1_000 + seconds * 100 * i64::from(byte[0]) / 255)
}

/// A promise that nobody will keep unless a person asks for it again.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Dead {
    /// Its number.
    pub id: i64,
    /// The job's name.
    pub job: String,
    /// What it was about.
    pub subject: i64,
    /// How often it was tried.
    pub tries: i32,
    /// When it was given up.
    pub dead_at: DateTime<Utc>,
    /// The last cause.
    pub fault: Option<String>,
}

/// Promises that died, the newest first, at most 100.
pub async fn dead(db: &Db) -> Result<Vec<Dead>, Error> {
    let sql = "SELECT id, job, subject, tries, dead_at, fault FROM outbox \
        WHERE dead_at IS NOT NULL ORDER BY dead_at DESC, id DESC LIMIT 100";
    Ok(Dead::find_by_statement(Statement::from_string(db.backend(), sql)).all(db.read()).await?)
}

/// A dead promise is due again, with all its tries before it.
pub async fn retry(txn: &crate::plant::db::Txn, id: i64, now: DateTime<Utc>) -> Result<(), Error> {
    let sql = "UPDATE outbox SET dead_at = NULL, claimed_until = NULL, tries = 0, due_at = $2 \
        WHERE id = $1 AND dead_at IS NOT NULL";
    let values = [id.into(), now.into()];
    let stmt = Statement::from_sql_and_values(txn.get_database_backend(), sql, values);
    if txn.execute_raw(stmt).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    txn.wake_worker();
    Ok(())
}

/// Kept promises done before the instant are forgotten.
pub async fn forget_done(txn: &Txn, before: DateTime<Utc>) -> Result<(), Error> {
    let sql = "DELETE FROM outbox WHERE done_at < $1";
    let ask = Statement::from_sql_and_values(txn.get_database_backend(), sql, [before.into()]);
    txn.execute_raw(ask).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u8);
    impl Random for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn waits_double_up_to_an_hour() {
        let waits: Vec<i64> =
            (1..=12).map(|tries| wait_after(tries, &Fixed(0)).num_seconds()).collect();
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
        assert_eq!(wait_after(1, &Fixed(255)).num_milliseconds(), 5_500);
    }
}
