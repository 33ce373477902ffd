//! What a backup says of itself.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::plant::seal::hex;

/// The manifest's name in the backup's folder.
pub(super) const NAME: &str = "manifest.json";
/// The folder of stored files in the backup's folder.
pub(super) const FILES: &str = "files";

/// Everything that a check compares.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub made_at: DateTime<Utc>,
    pub engine: String,
    pub database: String,
    pub database_sha256: String,
    pub schema: String,
    pub rows: BTreeMap<String, i64>,
    pub trail_head: Option<String>,
    pub files: Vec<StoredFile>,
    /// Keys are not in a backup; these open its sealed fields.
    pub keys_needed: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct StoredFile {
    pub sha256: String,
    pub bytes: i64,
}

/// The SHA-256 of a file, read in pieces.
pub(super) fn hash_of(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0_u8; 1 << 16];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(&piece[..read]);
    }
}

async fn text(db: &impl ConnectionTrait, sql: &str) -> Result<Option<String>, DbErr> {
    let ask = Statement::from_string(db.get_database_backend(), sql);
    db.query_one_raw(ask).await?.map(|row| row.try_get_by(0)).transpose()
}

/// The newest step of the schema.
pub async fn schema(db: &impl ConnectionTrait) -> Result<String, DbErr> {
    let sql = "SELECT version FROM seaql_migrations ORDER BY version DESC LIMIT 1";
    Ok(text(db, sql).await?.unwrap_or_default())
}

/// The newest hash of the trail.
pub(super) async fn trail_head(db: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    text(db, "SELECT hash FROM trail_seal ORDER BY position DESC LIMIT 1").await
}

/// How many rows each table has. The mark that the copy carries does not count.
pub(super) async fn rows(db: &impl ConnectionTrait) -> Result<BTreeMap<String, i64>, DbErr> {
    let backend = db.get_database_backend();
    let names = match backend {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        }
        _ => {
            "SELECT table_name::text FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        }
    };
    let mut rows = BTreeMap::new();
    for row in db.query_all_raw(Statement::from_string(backend, names)).await? {
        let name: String = row.try_get_by(0)?;
        if name == "restore_mark" {
            continue;
        }
        // The name comes from the database's own catalogue, not from a stranger.
        let sql = format!("SELECT COUNT(*) FROM {name}");
        let count = db.query_one_raw(Statement::from_string(backend, sql)).await?;
        rows.insert(name, count.map_or(Ok(0), |row| row.try_get_by(0))?);
    }
    Ok(rows)
}

/// The stored files that the database names.
pub(super) async fn files(db: &impl ConnectionTrait) -> Result<Vec<StoredFile>, DbErr> {
    let sql = "SELECT sha256, bytes FROM stored_file ORDER BY sha256";
    let all = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    all.iter()
        .map(|row| Ok(StoredFile { sha256: row.try_get_by(0)?, bytes: row.try_get_by(1)? }))
        .collect()
}
