//! Making a copy while the house goes on.

use std::path::Path;
use std::process::Stdio;

use chrono::{DateTime, Utc};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};

use super::BackupFault;
use super::manifest::{self, FILES, Manifest, NAME};
use crate::plant::App;
use crate::plant::db::begin_housekeeping;
use crate::plant::files::StoredName;

/// A consistent copy of the database and every file it names lies in `folder`,
/// with a manifest; says so in one line. Keys are not copied.
///
/// Errors: the folder is not empty, a named file is missing, `pg_dump` is absent or fails.
pub async fn make(app: &App, folder: &Path) -> Result<String, BackupFault> {
    std::fs::create_dir_all(folder.join(FILES))?;
    let strangers = std::fs::read_dir(folder)?.count();
    if strangers > 1 || std::fs::read_dir(folder.join(FILES))?.next().is_some() {
        return Err(BackupFault::NotEmpty(folder.display().to_string()));
    }
    let now = app.clock.now();
    let manifest = match app.db.backend() {
        DbBackend::Sqlite => copy_sqlite(app, folder, now).await?,
        _ => dump_postgres(app, folder, now).await?,
    };
    for file in &manifest.files {
        let name = StoredName::read(&file.sha256)
            .ok_or_else(|| BackupFault::FileMissing(file.sha256.clone()))?;
        let bytes = app.files.read(&name).await;
        let bytes = bytes.map_err(|_| BackupFault::FileMissing(file.sha256.clone()))?;
        std::fs::write(folder.join(FILES).join(&file.sha256), bytes)?;
    }
    let text = serde_json::to_string_pretty(&manifest).map_err(anyhow::Error::from)?;
    std::fs::write(folder.join(NAME), text)?;
    let rows: i64 = manifest.rows.values().sum();
    Ok(format!(
        "copied {rows} rows and {} files to {}; it needs the keys {}",
        manifest.files.len(),
        folder.display(),
        manifest.keys_needed.join(", ")
    ))
}

async fn copy_sqlite(
    app: &App,
    folder: &Path,
    now: DateTime<Utc>,
) -> Result<Manifest, BackupFault> {
    let path = folder.join("ijwi.db");
    let source = single(&app.config.database_url).await?;
    let into = Statement::from_sql_and_values(
        DbBackend::Sqlite,
        "VACUUM INTO $1",
        [path.display().to_string().into()],
    );
    source.execute_raw(into).await?;
    source.close().await?;
    let copy = single(&format!("sqlite:{}?mode=rw", path.display())).await?;
    mark(&copy, now).await?;
    let manifest = describe(&copy, app, now, "ijwi.db").await?;
    copy.close().await?;
    Ok(Manifest { database_sha256: manifest::hash_of(&path)?, ..manifest })
}

async fn dump_postgres(
    app: &App,
    folder: &Path,
    now: DateTime<Utc>,
) -> Result<Manifest, BackupFault> {
    let path = folder.join("ijwi.dump");
    // The dump carries the mark; the house itself does not keep it.
    let txn = begin_housekeeping(&app.db).await?;
    mark(&txn, now).await?;
    txn.commit().await?;
    let done = dump_one_instant(app, &path, now).await;
    let txn = begin_housekeeping(&app.db).await?;
    txn.execute_unprepared("DELETE FROM restore_mark").await?;
    txn.commit().await?;
    Ok(Manifest { database_sha256: manifest::hash_of(&path)?, ..done? })
}

/// The manifest and the dump speak of one instant, whatever people do meanwhile: else a
/// file that is noted between the two would be in the dump and not among the files.
async fn dump_one_instant(
    app: &App,
    path: &Path,
    now: DateTime<Utc>,
) -> Result<Manifest, BackupFault> {
    let still = single(&app.config.database_url).await?;
    still.execute_unprepared("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
    let ask = Statement::from_string(DbBackend::Postgres, "SELECT pg_export_snapshot()");
    let row = still.query_one_raw(ask).await?;
    let row = row.ok_or_else(|| anyhow::anyhow!("PostgreSQL names no snapshot"))?;
    let snapshot: String = row.try_get_by(0)?;
    let manifest = describe(&still, app, now, "ijwi.dump").await?;
    run_dump(&app.config.database_url, &snapshot, path).await?;
    still.close().await?;
    Ok(manifest)
}

async fn run_dump(url: &str, snapshot: &str, path: &Path) -> Result<(), BackupFault> {
    let run = tokio::process::Command::new("pg_dump")
        .arg("--format=custom")
        .arg("--no-owner")
        .arg("--snapshot")
        .arg(snapshot)
        .arg("--file")
        .arg(path)
        .arg("--dbname")
        .arg(url)
        .stdin(Stdio::null())
        .output()
        .await;
    match run {
        Ok(done) if done.status.success() => Ok(()),
        Ok(failed) => {
            let words = String::from_utf8_lossy(&failed.stderr);
            Err(BackupFault::DumpFailed(words.lines().next().unwrap_or_default().to_owned()))
        }
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Err(BackupFault::NoDump),
        Err(why) => Err(why.into()),
    }
}

async fn mark(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), BackupFault> {
    let sql = "INSERT INTO restore_mark (id, made_at) VALUES (1, $1) \
        ON CONFLICT (id) DO UPDATE SET made_at = excluded.made_at";
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [now.into()]))
        .await?;
    Ok(())
}

async fn describe(
    db: &impl ConnectionTrait,
    app: &App,
    made_at: DateTime<Utc>,
    database: &str,
) -> Result<Manifest, BackupFault> {
    let engine = if app.db.backend() == DbBackend::Sqlite { "sqlite" } else { "postgres" };
    Ok(Manifest {
        made_at,
        engine: engine.to_owned(),
        database: database.to_owned(),
        database_sha256: String::new(),
        schema: manifest::schema(db).await?,
        rows: manifest::rows(db).await?,
        trail_head: manifest::trail_head(db).await?,
        files: manifest::files(db).await?,
        keys_needed: app.seal.key_ids().into_iter().map(str::to_owned).collect(),
    })
}

/// One connection of its own, beside the house's pools.
#[expect(clippy::disallowed_methods, reason = "a copy is made beside the house's own pools")]
pub(super) async fn single(url: &str) -> Result<DatabaseConnection, BackupFault> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Ok(Database::connect(options).await?)
}
