//! The one write path: every change of the database passes here.

use std::collections::BTreeSet;
use std::sync::Mutex;

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use super::key::Key;
use super::open::Db;
use crate::kit::Error;

/// The lock under which the schema is brought up to date on PostgreSQL.
const SCHEMA_LOCK: i64 = 0x696a_7769;

/// A write under way. Dropping it without `commit` leaves nothing behind.
#[derive(Debug)]
pub struct Txn {
    inner: DatabaseTransaction,
    db: Db,
    visible: Visible,
    promised: Mutex<bool>,
}

/// Whether pages may show what the write changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Visible {
    /// The data version grows with the commit.
    Yes,
    /// Only the plant's own tables are touched.
    No,
}

/// Open a write that holds `key`: nobody else decides about the same thing
/// until it ends.
///
/// SQLite has one writer, so holding it holds every key; PostgreSQL takes an
/// advisory lock for the key.
pub async fn begin_write(db: &Db, key: Key) -> Result<Txn, Error> {
    begin(db, vec![key], Visible::Yes).await
}

/// Open a write that holds several keys, taken in ascending order.
pub async fn begin_write_many(db: &Db, keys: Vec<Key>) -> Result<Txn, Error> {
    begin(db, keys, Visible::Yes).await
}

/// Open a write of the plant's own tables, which no page shows: the data
/// version stays.
pub async fn begin_housekeeping(db: &Db) -> Result<Txn, Error> {
    begin(db, Vec::new(), Visible::No).await
}

async fn begin(db: &Db, keys: Vec<Key>, visible: Visible) -> Result<Txn, Error> {
    let inner = open(db).await?;
    if db.backend() == DbBackend::Postgres {
        let locks: BTreeSet<i64> = keys.into_iter().filter_map(Key::lock).collect();
        for lock in locks {
            hold(&inner, lock).await?;
        }
    }
    Ok(Txn { inner, db: db.clone(), visible, promised: Mutex::new(false) })
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that begins a write")]
async fn open(db: &Db) -> Result<DatabaseTransaction, Error> {
    let options = TransactionOptions {
        sqlite_transaction_mode: (db.backend() == DbBackend::Sqlite)
            .then_some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    Ok(db.write.begin_with_options(options).await?)
}

async fn hold(on: &DatabaseTransaction, lock: i64) -> Result<(), DbErr> {
    let sql = "SELECT pg_advisory_xact_lock($1)";
    on.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [lock.into()])).await?;
    Ok(())
}

impl Db {
    /// The schema is the newest; two processes that start at once do it once.
    pub(super) async fn migrate(&self) -> Result<(), Error> {
        use ijwi_migration::MigratorTrait;
        let inner = open(self).await?;
        if self.backend() == DbBackend::Postgres {
            hold(&inner, SCHEMA_LOCK).await?;
        }
        ijwi_migration::Migrator::up(&inner, None).await?;
        inner.commit().await?;
        Ok(())
    }
}

impl Txn {
    /// The jobs that hear a piece of news, as wired on the one page of wiring.
    pub(in crate::plant) fn hearers(&self, news: &str) -> Result<&[&'static str], Error> {
        let hearers = self.db.wiring.get(news).map(Vec::as_slice);
        hearers.ok_or_else(|| Error::fault(format!("news without a hearer: {news}")))
    }

    /// Remember to wake the worker after the commit.
    pub(in crate::plant) fn wake_worker(&self) {
        *self.promised.lock().expect("the flag is only set and read") = true;
    }

    /// Everything stands, or nothing does.
    pub async fn commit(self) -> Result<(), Error> {
        if self.visible == Visible::Yes {
            // Last, so that on PostgreSQL the one row is held for the commit alone.
            let sql = "UPDATE data_version SET version = version + 1";
            self.inner.execute_raw(Statement::from_string(self.db.backend(), sql)).await?;
        }
        self.inner.commit().await?;
        if *self.promised.lock().expect("the flag is only set and read") {
            self.db.woken.notify_one();
        }
        Ok(())
    }
}

#[sea_orm::prelude::async_trait::async_trait]
impl ConnectionTrait for Txn {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        self.inner.execute_raw(stmt).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.inner.query_one_raw(stmt).await
    }

    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.inner.query_all_raw(stmt).await
    }

    fn support_returning(&self) -> bool {
        self.inner.support_returning()
    }
}
