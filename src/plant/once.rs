//! A form sent twice is one deed: the key it carries remembers its outcome.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, Statement};

use super::db::Txn;
use super::trail::Actor;
use crate::kit::{Error, FormKey};

/// What the same form, sent before by the same holder, led to.
pub async fn earlier(txn: &Txn, actor: Actor, key: &FormKey) -> Result<Option<i64>, Error> {
    let sql = "SELECT subject FROM form_key WHERE holder = $1 AND form_key = $2";
    let values = [actor.holder().into(), key.as_str().into()];
    let ask = Statement::from_sql_and_values(txn.get_database_backend(), sql, values);
    Ok(txn.query_one_raw(ask).await?.map(|row| row.try_get_by(0)).transpose()?)
}

/// Keep what the form led to, for the next time it comes.
pub async fn keep(
    txn: &Txn,
    actor: Actor,
    key: &FormKey,
    subject: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let sql = "INSERT INTO form_key (holder, form_key, subject, at) VALUES ($1, $2, $3, $4)";
    let values = [actor.holder().into(), key.as_str().into(), subject.into(), now.into()];
    txn.execute_raw(Statement::from_sql_and_values(txn.get_database_backend(), sql, values))
        .await?;
    Ok(())
}

/// Forget keys older than the given instant; a page that old is asked again.
pub async fn forget(txn: &Txn, before: DateTime<Utc>) -> Result<(), Error> {
    let sql = "DELETE FROM form_key WHERE at < $1";
    txn.execute_raw(Statement::from_sql_and_values(
        txn.get_database_backend(),
        sql,
        [before.into()],
    ))
    .await?;
    Ok(())
}
