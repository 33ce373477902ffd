//! What administrators do for the house itself.

use super::ROOM;
use super::witness::Admin;
use crate::kit::{Error, FormKey};
use crate::plant::App;
use crate::plant::db::{Key, begin_write};
use crate::plant::trail::{self, Entry};
use crate::plant::{once, outbox};

/// A promise that was given up is due again, with all its tries before it.
///
/// Writes: `outbox`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::NotFound`] when no such promise was given up.
pub async fn ask_again(app: &App, who: Admin, key: &FormKey, promise: i64) -> Result<(), Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::none()).await?;
    if once::earlier(&txn, who.actor(), key).await?.is_some() {
        return Ok(());
    }
    outbox::retry(&txn, promise, now).await?;
    trail::note(&txn, who.actor(), Entry::new(ROOM, "job_asked_again", promise), now).await?;
    once::keep(&txn, who.actor(), key, promise, now).await?;
    txn.commit().await
}
