//! Promising work inside the transaction that gives the reason for it.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, Statement};

use crate::kit::Error;
use crate::plant::db::Txn;

/// Every job that hears the news is due at `due_at`, if the write commits.
///
/// Errors: a fault when nobody hears the news, so that no promise is lost unseen.
pub async fn put(
    txn: &Txn,
    news: &'static str,
    subject: i64,
    due_at: DateTime<Utc>,
) -> Result<(), Error> {
    for job in txn.hearers(news)? {
        put_job(txn, job, subject, due_at).await?;
    }
    Ok(())
}

/// One job is due at `due_at`, if the write commits.
pub async fn put_job(
    txn: &Txn,
    job: &str,
    subject: i64,
    due_at: DateTime<Utc>,
) -> Result<(), Error> {
    let sql = "INSERT INTO outbox (job, subject, due_at, tries) VALUES ($1, $2, $3, 0)";
    let values = [job.into(), subject.into(), due_at.into()];
    txn.execute_raw(Statement::from_sql_and_values(txn.get_database_backend(), sql, values))
        .await?;
    txn.wake_worker();
    Ok(())
}
