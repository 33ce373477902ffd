//! Opening the database and keeping its write side private.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};
use tokio::sync::Notify;

use crate::kit::Error;

/// News and who hears them: the name a room promises, the names of the jobs.
pub type Wiring = HashMap<&'static str, Vec<&'static str>>;

/// How long a caller waits for a free connection before the answer is "away".
const ACQUIRE_SECONDS: u64 = 5;
/// How long SQLite waits for another process that is writing.
const BUSY_SECONDS: u64 = 5;
/// A connection to PostgreSQL that rested this long is asked whether it still stands before
/// it is used; asking each time would double the round trips of every page.
const IDLE_SECONDS: u64 = 2;
/// Pages of cache per SQLite connection, in KiB (negative is SQLite's way to say so).
const READER_CACHE: &str = "-1024";

/// Both sides of the database. Only `begin_write` reaches the write side.
#[derive(Clone)]
pub struct Db {
    read: DatabaseConnection,
    pub(super) write: DatabaseConnection,
    pub(super) wiring: Arc<Wiring>,
    pub(super) woken: Arc<Notify>,
    statements: Arc<AtomicU64>,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Db({:?})", self.backend())
    }
}

impl Db {
    /// Open the database at `url` with that many reading connections, and bring
    /// its schema up to date under a lock.
    pub async fn open(url: &str, readers: u32, wiring: Wiring) -> Result<Self, Error> {
        let db = if url.starts_with("sqlite:") {
            open_sqlite(url, readers, wiring).await?
        } else {
            open_postgres(url, readers, wiring).await?
        };
        db.migrate().await?;
        Ok(db)
    }

    /// The reading side: queries alone, on SQLite enforced by the database.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Which engine it is.
    pub fn backend(&self) -> DbBackend {
        self.read.get_database_backend()
    }

    /// The number that grows with every committed write.
    ///
    /// A page read after asking for it is never older than the number says.
    pub async fn version(&self) -> Result<i64, Error> {
        let ask = Statement::from_string(self.backend(), "SELECT version FROM data_version");
        let row = self.read.query_one_raw(ask).await?;
        row.map_or_else(|| Err(Error::fault("data_version is empty")), |row| Ok(row.try_get_by(0)?))
    }

    /// Statements sent to the database since it was opened, a write's own included.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Wakes the worker when promised jobs were committed in this process.
    pub fn woken(&self) -> &Notify {
        &self.woken
    }

    /// Close both sides; statements under way are finished first.
    pub async fn close(self) -> Result<(), Error> {
        self.read.close().await?;
        self.write.close().await?;
        Ok(())
    }
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(ACQUIRE_SECONDS))
        .connect_timeout(Duration::from_secs(ACQUIRE_SECONDS))
        .sqlx_logging(false);
    options
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that opens the pools")]
async fn open_sqlite(url: &str, readers: u32, wiring: Wiring) -> Result<Db, Error> {
    let mut writing = options(url, 1);
    writing.test_before_acquire(false).map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(BUSY_SECONDS))
            .pragma("secure_delete", "ON")
            .pragma("cache_size", READER_CACHE)
    });
    let write = Database::connect(writing).await?;
    let mut reading = options(url, readers);
    reading.test_before_acquire(false).map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .journal_mode(SqliteJournalMode::Wal)
            .busy_timeout(Duration::from_secs(BUSY_SECONDS))
            .pragma("query_only", "ON")
            .pragma("cache_size", READER_CACHE)
    });
    let read = Database::connect(reading).await?;
    Ok(counting(read, write, wiring))
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that opens the pools")]
async fn open_postgres(url: &str, readers: u32, wiring: Wiring) -> Result<Db, Error> {
    let mut pool = options(url, readers.max(2) * 2);
    pool.test_before_acquire_if_idle_for(Duration::from_secs(IDLE_SECONDS));
    pool.map_sqlx_postgres_opts(|postgres| postgres.options([("timezone", "UTC")]));
    let write = Database::connect(pool).await?;
    Ok(counting(write.clone(), write, wiring))
}

/// Both sides, with every statement counted.
fn counting(mut read: DatabaseConnection, mut write: DatabaseConnection, wiring: Wiring) -> Db {
    let statements = Arc::new(AtomicU64::new(0));
    for side in [&mut read, &mut write] {
        let statements = Arc::clone(&statements);
        side.set_metric_callback(move |_| {
            statements.fetch_add(1, Ordering::Relaxed);
        });
    }
    Db { read, write, wiring: Arc::new(wiring), woken: Arc::new(Notify::new()), statements }
}

/// Whether the disk is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Haste {
    /// Every commit is on the disk before it answers.
    No,
    /// Commits do not wait: for a fresh database that can be made again.
    Seeding,
}

impl Db {
    /// From now on commits wait for the disk, or do not. On PostgreSQL nothing
    /// changes: there a batch of small commits is the server's business.
    pub async fn hurry(&self, haste: Haste) -> Result<(), Error> {
        if self.backend() == DbBackend::Sqlite {
            let pragma = match haste {
                Haste::No => "PRAGMA synchronous = FULL",
                Haste::Seeding => "PRAGMA synchronous = OFF",
            };
            self.write.execute_unprepared(pragma).await?;
        }
        Ok(())
    }
}
