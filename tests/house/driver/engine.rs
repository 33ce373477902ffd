//! A fresh, migrated database for each test, on either engine.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use ijwi::plant::db::Db;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use tokio::sync::OnceCell;

/// The two engines that every store is tested on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file in a temporary folder.
    Sqlite,
    /// A database cloned from a migrated template.
    Postgres,
}

static NUMBER: AtomicU64 = AtomicU64::new(0);
static SQLITE: OnceCell<(tempfile::TempDir, PathBuf)> = OnceCell::const_new();
static POSTGRES: OnceCell<String> = OnceCell::const_new();

#[expect(clippy::disallowed_methods, reason = "the tests' own switch, not a setting")]
fn postgres_url() -> Option<String> {
    std::env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty())
}

impl Engine {
    /// Whether PostgreSQL tests run; says once a test when they do not.
    pub fn postgres_is_here() -> bool {
        let here = postgres_url().is_some();
        if !here {
            eprintln!("skipped: TEST_POSTGRES_URL is not set");
        }
        here
    }

    /// The address of a fresh database; a SQLite one lies in `folder`.
    pub async fn fresh(self, folder: &Path) -> String {
        match self {
            Self::Sqlite => {
                let (_, template) = SQLITE.get_or_init(sqlite_template).await;
                let path = folder.join("house.db");
                std::fs::copy(template, &path).expect("the template can be copied");
                format!("sqlite:{}?mode=rw", path.display())
            }
            Self::Postgres => {
                let template = POSTGRES.get_or_init(postgres_template).await;
                let number = NUMBER.fetch_add(1, Ordering::Relaxed);
                let name = format!("{template}_{number}");
                admin(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
                address_of(&name)
            }
        }
    }

    /// The address of a database on PostgreSQL with nothing in it.
    pub async fn empty() -> String {
        // The name of a run's database, so that a later run sweeps it away.
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("ijwi_test_{}_empty_{number}", std::process::id());
        admin(&format!("CREATE DATABASE {name}")).await;
        address_of(&name)
    }
}

async fn sqlite_template() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("template.db");
    let url = format!("sqlite:{}?mode=rwc", path.display());
    let db = Db::open(&url, 1, ijwi::wiring::wiring()).await.expect("the schema stands");
    db.close().await.expect("the template is closed");
    (folder, path)
}

async fn postgres_template() -> String {
    let connection = connect().await;
    sweep(&connection).await;
    let name = format!("ijwi_test_{}", std::process::id());
    connection
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .expect("the template can be made");
    let db = Db::open(&address_of(&name), 1, ijwi::wiring::wiring()).await;
    db.expect("the schema stands").close().await.expect("the template is closed");
    name
}

/// Databases of test runs that ended are dropped.
async fn sweep(connection: &DatabaseConnection) {
    let sql = "SELECT datname FROM pg_database WHERE datname LIKE 'ijwi_test_%'";
    let all = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, sql);
    for row in connection.query_all_raw(all).await.expect("a list of databases") {
        let name: String = row.try_get_by(0).expect("a name");
        let process = name.split('_').nth(2).unwrap_or_default();
        if !Path::new("/proc").join(process).exists() {
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            // Another run may be sweeping the same one.
            connection.execute_unprepared(&drop).await.ok();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "databases are made and dropped beside the house")]
async fn connect() -> DatabaseConnection {
    let mut options = ConnectOptions::new(postgres_url().expect("asked only when it is set"));
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("PostgreSQL answers at TEST_POSTGRES_URL")
}

async fn admin(sql: &str) {
    // Cloning fails while somebody else is connected to the template.
    let _one_at_a_time = ADMIN.lock().await;
    connect().await.execute_unprepared(sql).await.expect("PostgreSQL obeys");
}

static ADMIN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

fn address_of(database: &str) -> String {
    let url = postgres_url().expect("asked only when it is set");
    let (before, query) = url.split_once('?').unwrap_or((&url, ""));
    let (server, _) = before.rsplit_once('/').expect("an address names a database");
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    format!("{server}/{database}{query}")
}
