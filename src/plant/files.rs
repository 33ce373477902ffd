//! Files kept under the hash of their content: stored once, never changed.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, Statement};
use sha2::{Digest, Sha256};

use super::db::Txn;
use super::seal::hex;
use crate::kit::{Error, Fault};

/// The folder that holds them.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
}

/// The name of a stored file: the SHA-256 of its content in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredName(String);

impl StoredName {
    /// Read a name as the database keeps it: 64 hexadecimal digits.
    pub fn read(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        (text.len() == 64 && plain).then(|| Self(text.to_owned()))
    }

    /// The name of this content.
    pub fn of(bytes: &[u8]) -> Self {
        Self(hex(&Sha256::digest(bytes)))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn fault(cause: std::io::Error) -> Error {
    Error::Fault(Fault(Box::new(cause)))
}

impl Files {
    /// Keep files in a folder, which is made when it is not there.
    pub fn in_folder(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// The folder, for a backup.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The content is on disk under its name before this returns. The row that
    /// names it is written by [`note`] inside the deed; a file without a row is
    /// harmless, a row without a file would be a lie.
    pub async fn put(&self, bytes: Vec<u8>) -> Result<StoredName, Error> {
        let name = StoredName::of(&bytes);
        let path = self.path(&name);
        let kept = tokio::task::spawn_blocking(move || write_once(&path, &bytes)).await;
        kept.map_err(|why| Error::fault(why.to_string()))?.map_err(fault)?;
        Ok(name)
    }

    /// The whole content, or not found.
    pub async fn read(&self, name: &StoredName) -> Result<Vec<u8>, Error> {
        match tokio::fs::read(self.path(name)).await {
            Ok(bytes) => Ok(bytes),
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => Err(Error::NotFound),
            Err(why) => Err(fault(why)),
        }
    }

    /// The file itself, for answers that send a part of it.
    pub async fn open(&self, name: &StoredName) -> Result<tokio::fs::File, Error> {
        match tokio::fs::File::open(self.path(name)).await {
            Ok(file) => Ok(file),
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => Err(Error::NotFound),
            Err(why) => Err(fault(why)),
        }
    }

    fn path(&self, name: &StoredName) -> PathBuf {
        self.folder.join(&name.0[..2]).join(&name.0)
    }
}

/// Written beside its place and moved there whole, so that no half file has a name.
fn write_once(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    if path.exists() {
        return Ok(());
    }
    let folder = path.parent().expect("a stored file lies in a folder");
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|why| why.error)?;
    Ok(())
}

/// The database knows of a file that [`Files::put`] has kept.
pub async fn note(
    txn: &Txn,
    name: &StoredName,
    media_type: &str,
    bytes: u64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let sql = "INSERT INTO stored_file (sha256, media_type, bytes, created_at) \
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    let bytes = i64::try_from(bytes).map_err(|_| Error::fault("a file of impossible size"))?;
    let values = [name.as_str().into(), media_type.into(), bytes.into(), now.into()];
    txn.execute_raw(Statement::from_sql_and_values(txn.get_database_backend(), sql, values))
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn equal_content_is_kept_once_and_read_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::in_folder(folder.path()).expect("made");

        let first = files.put(b"jingle".to_vec()).await.expect("kept");
        let again = files.put(b"jingle".to_vec()).await.expect("kept");

        assert_eq!(first, again);
        assert_eq!(files.read(&first).await.expect("read"), b"jingle");
        let absent = StoredName::of(b"other");
        assert!(matches!(files.read(&absent).await, Err(Error::NotFound)));
        assert_eq!(StoredName::read("../../etc/passwd"), None);
    }
}
