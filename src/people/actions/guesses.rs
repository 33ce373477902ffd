//! Counting guesses before they are checked, so that many at once are no way around.

use chrono::{DateTime, Utc};

use super::ROOM;
use crate::kit::Error;
use crate::people::rules::tries::{TryKind, decide_try, is_forgotten};
use crate::people::store::tries;
use crate::plant::App;
use crate::plant::db::{Txn, begin_housekeeping};
use crate::plant::seal::Seal;
use crate::plant::trail::{self, Actor, Entry};

/// Somebody who is being guessed at: an account or a second factor.
#[derive(Clone, Debug)]
pub(super) struct Guessed {
    kind: TryKind,
    holder: String,
}

impl Guessed {
    /// The password of a login, whether anybody has that login or not.
    pub(super) fn account(seal: &Seal, login: &str) -> Self {
        Self { kind: TryKind::Account, holder: seal.index("people.try", login) }
    }

    /// The second factor of a login.
    pub(super) fn code(seal: &Seal, login: &str) -> Self {
        Self { kind: TryKind::Code, holder: seal.index("people.try", login) }
    }

    /// One more guess is counted, or refused with the wait.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds to wait; then nothing is counted.
    pub(super) async fn take(&self, app: &App) -> Result<(), Error> {
        let now = app.clock.now();
        let txn = begin_housekeeping(&app.db).await?;
        let (failures, last_at) = tries::count_guess(&txn, self.kind, &self.holder, now).await?;
        decide_try(failures, last_at, now).map_err(Error::TooMany)?;
        let counted = if is_forgotten(last_at, now) { 1 } else { failures + 1 };
        tries::set_failures(&txn, self.kind, &self.holder, counted, now).await?;
        txn.commit().await
    }

    /// The guess was right: all of them are forgotten with the write.
    pub(super) async fn forgive(&self, txn: &Txn) -> Result<(), Error> {
        Ok(tries::forgive(txn, self.kind, &self.holder).await?)
    }
}

/// A wrong guess is noted in the trail, with the person when there is one.
pub(super) async fn note_wrong(
    app: &App,
    person: Option<i64>,
    what: &'static str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let txn = begin_housekeeping(&app.db).await?;
    let entry = match person {
        Some(person) => Entry::new(ROOM, "sign_in_failed", person),
        None => Entry::of(ROOM, "sign_in_failed"),
    };
    trail::note(&txn, Actor::nobody(), entry.reference(what), now).await?;
    txn.commit().await
}
