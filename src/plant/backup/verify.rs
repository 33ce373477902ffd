//! Checking a copy against its manifest.

use std::path::Path;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::BackupFault;
use super::make::single;
use super::manifest::{self, FILES, Manifest, NAME};
use crate::plant::App;
use crate::plant::db::{Db, Key, begin_write};
use crate::plant::trail::{self, Actor, Entry, Verdict};

/// The copy in `folder` equals its manifest: hashes, and for SQLite integrity,
/// counts and the trail's chain too; says when it was made.
///
/// Errors: the first difference. A PostgreSQL dump is checked by its hash alone;
/// the rest shows when it is restored.
pub async fn verify(folder: &Path) -> Result<DateTime<Utc>, BackupFault> {
    let text = std::fs::read_to_string(folder.join(NAME))
        .map_err(|why| BackupFault::NotABackup(format!("{NAME}: {why}")))?;
    let manifest: Manifest = serde_json::from_str(&text)
        .map_err(|why| BackupFault::NotABackup(format!("{NAME}: {why}")))?;
    let database = folder.join(&manifest.database);
    let plain = !manifest.database.contains(['/', '\\']);
    if !plain || !database.is_file() {
        return Err(BackupFault::NotABackup("the database is not in the folder".to_owned()));
    }
    same("the database's hash", &manifest::hash_of(&database)?, &manifest.database_sha256)?;
    for file in &manifest.files {
        let path = folder.join(FILES).join(&file.sha256);
        let found = manifest::hash_of(&path).unwrap_or_else(|_| "absent".to_owned());
        same("a stored file", &found, &file.sha256)?;
    }
    if manifest.engine == "sqlite" {
        check_sqlite(&database, &manifest).await?;
    }
    Ok(manifest.made_at)
}

/// The trail of the house says that a copy was found to hold.
pub async fn note_verified(app: &App, made_at: DateTime<Utc>) -> Result<(), BackupFault> {
    let txn = begin_write(&app.db, Key::none()).await?;
    let entry = Entry::of("backup", "verified").reference(made_at.to_rfc3339());
    trail::note(&txn, Actor::command(), entry, app.clock.now()).await?;
    Ok(txn.commit().await?)
}

fn same(what: &str, found: &str, wanted: &str) -> Result<(), BackupFault> {
    if found == wanted {
        return Ok(());
    }
    Err(BackupFault::Differs(format!("{what} is {found}, the manifest says {wanted}")))
}

async fn check_sqlite(database: &Path, manifest: &Manifest) -> Result<(), BackupFault> {
    // The check works on a copy of the copy: opening a database may write beside it.
    let folder = tempfile::tempdir()?;
    let scratch = folder.path().join("check.db");
    std::fs::copy(database, &scratch)?;
    let url = format!("sqlite:{}?mode=rw", scratch.display());
    let copy = single(&url).await?;
    let ask = |sql: &str| Statement::from_string(DbBackend::Sqlite, sql);
    let integrity = copy.query_one_raw(ask("PRAGMA integrity_check")).await?;
    let integrity: String = integrity.map_or(Ok(String::new()), |row| row.try_get_by(0))?;
    same("its integrity", &integrity, "ok")?;
    if copy.query_one_raw(ask("PRAGMA foreign_key_check")).await?.is_some() {
        return Err(BackupFault::Differs("a row points at a row that is not there".to_owned()));
    }
    same("its schema", &manifest::schema(&copy).await?, &manifest.schema)?;
    let rows = manifest::rows(&copy).await?;
    for (table, count) in &manifest.rows {
        let found = rows.get(table).map_or_else(|| "absent".to_owned(), i64::to_string);
        same(&format!("the number of rows of {table}"), &found, &count.to_string())?;
    }
    copy.close().await?;
    let db = Db::open(&url, 1, std::collections::HashMap::new()).await?;
    let verdict = trail::verify(&db).await?;
    db.close().await?;
    match verdict {
        Verdict::Whole { .. } => Ok(()),
        Verdict::Broken { position, .. } => {
            Err(BackupFault::Differs(format!("the trail is broken at position {position}")))
        }
    }
}
