//! What a person changes about the own account.

use super::second_factor::check_present;
use super::sign_in::{Entered, NextStep, note_signed_in};
use super::witness::SignedIn;
use super::{ROOM, passwords, sessions};
use crate::kit::{Error, Language};
use crate::people::rules::lifetimes::Stage;
use crate::people::rules::passwords::decide_password;
use crate::people::store;
use crate::people::store::persons;
use crate::plant::App;
use crate::plant::db::{Key, begin_write};
use crate::plant::trail::{self, Entry};

/// A new password in place of the present one.
#[derive(Clone, Debug)]
pub struct PasswordChange {
    /// The present password as typed.
    pub present: String,
    /// The new one.
    pub password: String,
    /// The new one once more.
    pub again: String,
    /// The browser in two words.
    pub browser: String,
}

/// Change the own password: every session ends, and a new one begins here.
///
/// # Errors
/// [`crate::people::rules::passwords::PasswordRefused`]; [`Error::TooMany`].
pub async fn change_password(
    app: &App,
    who: &SignedIn,
    change: PasswordChange,
) -> Result<Entered, Error> {
    let now = app.clock.now();
    decide_password(&change.password, &change.again, &[&who.name, &who.login])?;
    let guessed = check_present(app, who, change.present).await?;
    let hash = passwords::hash(app, change.password).await?;
    let txn = begin_write(&app.db, Key::person(who.person)).await?;
    guessed.forgive(&txn).await?;
    persons::set_password(&txn, who.person, hash, now).await?;
    store::sessions::end_sessions(&txn, who.person).await?;
    let token = sessions::new_token(app);
    sessions::begin_within(&txn, &token, who.person, Stage::Whole, &change.browser, now).await?;
    let entry = Entry::new(ROOM, "password_changed", who.person.number());
    trail::note(&txn, who.actor(), entry, now).await?;
    note_signed_in(&txn, who.person, "signed_in", "password", now).await?;
    txn.commit().await?;
    Ok(Entered { token, next: NextStep::Home })
}

/// Change the language of the own pages; the same one again is no deed.
pub async fn change_language(app: &App, who: &SignedIn, language: Language) -> Result<(), Error> {
    if language == who.language {
        return Ok(());
    }
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::person(who.person)).await?;
    persons::set_language(&txn, who.person, language).await?;
    let entry = Entry::new(ROOM, "language_changed", who.person.number());
    let entry = entry.before(who.language.code()).after(language.code());
    trail::note(&txn, who.actor(), entry, now).await?;
    txn.commit().await
}
