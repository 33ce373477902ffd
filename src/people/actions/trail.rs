//! Reading the trail, and taking a copy of it.

use super::ROOM;
use super::witness::Auditor;
use crate::kit::Error;
pub use crate::people::store::trail::{Told, Wanted};
use crate::people::store::trail::{count, entries};
use crate::plant::App;
use crate::plant::db::{Db, begin_housekeeping};
use crate::plant::trail::{self, Entry};

/// How many entries a filter finds.
pub async fn count_entries(db: &Db, _who: Auditor, wanted: &Wanted) -> Result<u64, Error> {
    Ok(count(db.read(), wanted).await?)
}

/// Some of the entries that a filter finds, the newest first.
pub async fn list_entries(
    db: &Db,
    _who: Auditor,
    wanted: &Wanted,
    offset: u64,
    limit: u64,
) -> Result<Vec<Told>, Error> {
    Ok(entries(db.read(), wanted, None, offset, limit).await?)
}

/// Entries of a copy that are in memory at once.
const COPY_ROWS: u64 = 1_000;

/// The trail says that somebody takes a copy of it.
pub async fn note_copy(app: &App, who: Auditor) -> Result<(), Error> {
    let now = app.clock.now();
    let txn = begin_housekeeping(&app.db).await?;
    trail::note(&txn, who.actor(), Entry::of(ROOM, "trail_copied"), now).await?;
    txn.commit().await
}

/// The next entries of a copy, older than the last one taken; none at the end.
pub async fn copy_entries(
    db: &Db,
    _who: Auditor,
    wanted: &Wanted,
    before: Option<i64>,
) -> Result<Vec<Told>, Error> {
    Ok(entries(db.read(), wanted, before, 0, COPY_ROWS).await?)
}
