//! Signing in: the password, then the second factor where there is one.

use chrono::{DateTime, Utc};

use super::guesses::{Guessed, note_wrong};
use super::witness::Recognised;
use super::{ROOM, passwords, second_factor, sessions};
use crate::kit::id::Person;
use crate::kit::{Error, Id, Refusal};
use crate::people::rules::lifetimes::{SESSION_DAYS_MAX, Stage};
use crate::people::rules::names::{folded, read_login};
use crate::people::store::PersonRow;
use crate::people::store::{self, factors, persons};
use crate::plant::App;
use crate::plant::config::SecondFactor;
use crate::plant::db::{Key, Txn, begin_write};
use crate::plant::trail::{self, Actor, Entry};

/// What a person types to sign in.
#[derive(Clone, Debug)]
pub struct SignInRequest {
    /// The login as typed.
    pub login: String,
    /// The password as typed.
    pub password: String,
    /// The browser in two words.
    pub browser: String,
}

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The cookie's value, kept nowhere else.
    pub token: String,
    /// What the person has to do next.
    pub next: NextStep,
}

/// What comes after the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Nothing: signed in.
    Home,
    /// The second factor.
    Code,
    /// Setting up a second factor, which the roles ask for.
    SetUp,
}

/// Seconds for which a browser keeps the cookie.
pub const COOKIE_SECONDS: u32 = 14 * 86_400;

const _: () = assert!(SESSION_DAYS_MAX == 14, "the cookie lives as long as the session");

/// Why somebody is not signed in; the same for an unknown person and a wrong password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInRefused {
    /// Nobody has this login and this password.
    #[error("unknown login or wrong password")]
    Wrong,
    /// The code is wrong, was used before, or is too old.
    #[error("wrong code")]
    Code,
}

impl Refusal for SignInRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::Wrong => "login",
            Self::Code => "code",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Wrong => "people.problem.sign_in",
            Self::Code => "people.problem.code",
        }
    }
}

/// Sign in with a password.
///
/// Takes as long for a login that nobody has. Writes: `sign_in_try`, then `session`
/// and `trail`, or `trail` alone for a wrong password.
///
/// # Errors
/// [`SignInRefused::Wrong`]; [`Error::TooMany`] after many failures.
pub async fn sign_in(app: &App, request: SignInRequest) -> Result<Entered, Error> {
    let now = app.clock.now();
    let guessed = Guessed::account(&app.seal, &folded(request.login.trim()));
    guessed.take(app).await?;
    let login = read_login(&request.login).unwrap_or_default();
    let found = persons::person_by_login(app.db.read(), &login).await?;
    let usable = found.as_ref().filter(|person| person.disabled_at.is_none());
    let hash = usable.and_then(|person| person.password_hash.clone());
    let fits = passwords::fits(app, request.password, hash.clone()).await?;
    let Some(person) = usable.filter(|_| fits) else {
        note_wrong(app, found.map(|person| person.id), "password", now).await?;
        return Err(SignInRefused::Wrong.into());
    };
    let id = Id::new(person.id);
    let txn = begin_write(&app.db, Key::person(id)).await?;
    let still = persons::person_by_id(&txn, id).await?.filter(|row| row.disabled_at.is_none());
    // Between the check and the write the password may have been changed.
    let still = still.filter(|row| row.password_hash == hash);
    let person = still.ok_or(SignInRefused::Wrong)?;
    guessed.forgive(&txn).await?;
    let entered = enter_within(app, &txn, &person, &request.browser, "password", now).await?;
    txn.commit().await?;
    Ok(entered)
}

/// A session begins as far as the person's second factor lets it.
pub(super) async fn enter_within(
    app: &App,
    txn: &Txn,
    person: &PersonRow,
    browser: &str,
    by: &'static str,
    now: DateTime<Utc>,
) -> Result<Entered, Error> {
    let id = Id::new(person.id);
    let factor = factors::factor_of(txn, id).await?;
    let confirmed = factor.is_some_and(|factor| factor.confirmed_at.is_some());
    let required = app.config.second_factor == SecondFactor::Required
        && store::persons::grants_of(txn, id).await?.needs_second_factor();
    let (stage, next, deed) = match (confirmed, required) {
        (true, _) => (Stage::Half, NextStep::Code, "password_given"),
        (false, true) => (Stage::Half, NextStep::SetUp, "password_given"),
        (false, false) => (Stage::Whole, NextStep::Home, "signed_in"),
    };
    if next == NextStep::SetUp {
        second_factor::make_secret_within(app, txn, id, now).await?;
    }
    let token = sessions::new_token(app);
    sessions::begin_within(txn, &token, id, stage, browser, now).await?;
    note_signed_in(txn, id, deed, by, now).await?;
    Ok(Entered { token, next })
}

/// The trail says who signed in and by what.
pub(super) async fn note_signed_in(
    txn: &Txn,
    person: Id<Person>,
    deed: &'static str,
    by: &'static str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let entry = Entry::new(ROOM, deed, person.number()).reference(by);
    trail::note(txn, Actor::person(person.number()), entry, now).await
}

/// A half session becomes a whole one with a new token.
pub(super) async fn complete_within(
    app: &App,
    txn: &Txn,
    who: &Recognised,
    browser: &str,
    by: &'static str,
    now: DateTime<Utc>,
) -> Result<Entered, Error> {
    let person = who.who.person;
    if let Some(half) = who.who.session {
        store::sessions::end_session(txn, person, half).await?;
    }
    let token = sessions::new_token(app);
    sessions::begin_within(txn, &token, person, Stage::Whole, browser, now).await?;
    note_signed_in(txn, person, "signed_in", by, now).await?;
    Ok(Entered { token, next: NextStep::Home })
}
