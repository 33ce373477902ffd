//! Copies of the whole house, checked copies, and waking up as one.

mod make;
mod manifest;
mod restore;
mod verify;

pub use make::make;
pub use manifest::schema;
pub use restore::{Restored, wake};
pub use verify::{note_verified, verify};

/// Why a backup was not made or does not hold.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// The folder already holds something.
    #[error("the folder is not empty: {0}")]
    NotEmpty(String),
    /// PostgreSQL's own tool is not installed.
    #[error("pg_dump is not installed; it makes the copy of a PostgreSQL database")]
    NoDump,
    /// PostgreSQL's own tool failed; its words follow.
    #[error("pg_dump failed: {0}")]
    DumpFailed(String),
    /// A file that the database names is not in the folder of files.
    #[error("a stored file is missing: {0}")]
    FileMissing(String),
    /// The manifest cannot be read.
    #[error("not a backup: {0}")]
    NotABackup(String),
    /// The first difference between the copy and its manifest.
    #[error("the copy does not hold: {0}")]
    Differs(String),
    /// Anything else.
    #[error(transparent)]
    Ours(#[from] anyhow::Error),
}

impl From<std::io::Error> for BackupFault {
    fn from(why: std::io::Error) -> Self {
        Self::Ours(why.into())
    }
}

impl From<sea_orm::DbErr> for BackupFault {
    fn from(why: sea_orm::DbErr) -> Self {
        Self::Ours(why.into())
    }
}

impl From<crate::kit::Error> for BackupFault {
    fn from(why: crate::kit::Error) -> Self {
        Self::Ours(anyhow::anyhow!("{why}"))
    }
}
