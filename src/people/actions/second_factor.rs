//! The second factor: set up, given, taken away.

use chrono::{DateTime, Utc};

use super::guesses::{Guessed, note_wrong};
use super::sign_in::{Entered, SignInRefused, complete_within};
use super::witness::{Recognised, SignedIn};
use super::{ROOM, passwords};
use crate::kit::clock::code;
use crate::kit::id::Person;
use crate::kit::{Error, Id};
use crate::people::rules::codes::{self, RECOVERY_CHARS, RECOVERY_CODES, SECRET_BYTES};
use crate::people::rules::lifetimes::Stage;
use crate::people::rules::passwords::PasswordRefused;
use crate::people::store::{factors, persons};
use crate::plant::App;
use crate::plant::config::SecondFactor;
use crate::plant::db::{Key, Txn, begin_write};
use crate::plant::trail::{self, Entry};

/// What secrets of second factors are sealed for.
const PURPOSE: &str = "people.second_factor";

/// A fresh secret waits to be confirmed; one that waited before is replaced.
pub(super) async fn make_secret_within(
    app: &App,
    txn: &Txn,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut secret = [0_u8; SECRET_BYTES];
    app.random.fill(&mut secret);
    let sealed = app.seal.close(PURPOSE, &codes::secret_in_letters(secret));
    factors::remove(txn, person).await?;
    Ok(factors::insert(txn, person, sealed, now).await?)
}

/// A person's second factor as the account page shows it.
#[derive(Clone, Debug)]
pub enum FactorShown {
    /// None is set up.
    Absent,
    /// A secret waits for its first code.
    Waiting {
        /// What is typed into an app that cannot read the picture.
        letters: String,
        /// What the picture says.
        address: String,
    },
    /// It is asked for at each sign-in.
    Confirmed {
        /// Recovery codes that were not used.
        codes_left: u64,
    },
}

/// What stands of a person's second factor.
pub async fn own_factor(app: &App, who: &SignedIn) -> Result<FactorShown, Error> {
    let Some(factor) = factors::factor_of(app.db.read(), who.person).await? else {
        return Ok(FactorShown::Absent);
    };
    if factor.confirmed_at.is_some() {
        let codes_left = factors::recovery_codes_left(app.db.read(), who.person).await?;
        return Ok(FactorShown::Confirmed { codes_left });
    }
    let secret = opened(app, &factor.secret_sealed)?;
    let letters = codes::secret_in_letters(secret);
    Ok(FactorShown::Waiting { letters, address: codes::app_address(&who.login, secret) })
}

fn opened(app: &App, sealed: &str) -> Result<[u8; SECRET_BYTES], Error> {
    let letters = app.seal.open(PURPOSE, sealed);
    let secret = letters.and_then(|letters| codes::secret_of_letters(&letters));
    secret.ok_or_else(|| Error::fault("a second factor was sealed with a key that is gone"))
}

/// Whether the house asks this person for a second factor.
pub fn must_have_factor(app: &App, who: &SignedIn) -> bool {
    app.config.second_factor == SecondFactor::Required && who.grants.needs_second_factor()
}

/// Begin to set up a second factor: a secret waits for its first code.
///
/// # Errors
/// `Stale` when one is confirmed already; it has to be taken away first.
pub async fn begin_factor(app: &App, who: &SignedIn) -> Result<(), Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::person(who.person)).await?;
    let factor = factors::factor_of(&txn, who.person).await?;
    if factor.is_some_and(|factor| factor.confirmed_at.is_some()) {
        return Err(Error::Stale);
    }
    make_secret_within(app, &txn, who.person, now).await?;
    let entry = Entry::new(ROOM, "second_factor_begun", who.person.number());
    trail::note(&txn, who.actor(), entry, now).await?;
    txn.commit().await
}

/// A second factor that counts from now on.
#[derive(Clone, Debug)]
pub struct Confirmed {
    /// The recovery codes as they stand on paper; shown once, kept nowhere.
    pub codes: Vec<String>,
    /// The whole session, when the sign-in was only half way.
    pub entered: Option<Entered>,
}

/// The first code proves that the app has the secret: the factor counts from now on.
///
/// # Errors
/// [`SignInRefused::Code`]; `Stale` when nothing waits to be confirmed.
pub async fn confirm_factor(
    app: &App,
    who: &Recognised,
    typed: &str,
    browser: &str,
) -> Result<Confirmed, Error> {
    let now = app.clock.now();
    let person = who.who.person;
    let guessed = Guessed::code(&app.seal, &who.who.login);
    guessed.take(app).await?;
    let txn = begin_write(&app.db, Key::person(person)).await?;
    let waiting = factors::factor_of(&txn, person).await?;
    let waiting = waiting.filter(|factor| factor.confirmed_at.is_none()).ok_or(Error::Stale)?;
    let step = codes::step_of(opened(app, &waiting.secret_sealed)?, typed, waiting.step_used, now);
    let Some(step) = step else {
        drop(txn);
        note_wrong(app, Some(person.number()), "code", now).await?;
        return Err(SignInRefused::Code.into());
    };
    factors::take_step(&txn, person, step).await?;
    let fresh: Vec<String> =
        (0..RECOVERY_CODES).map(|_| code(&*app.random, RECOVERY_CHARS)).collect();
    let indexes = fresh.iter().map(|code| index_of(app, person, code)).collect();
    factors::confirm(&txn, person, indexes, now).await?;
    guessed.forgive(&txn).await?;
    let entry = Entry::new(ROOM, "second_factor_set_up", person.number());
    trail::note(&txn, who.who.actor(), entry, now).await?;
    let entered = match who.stage {
        Stage::Half => Some(complete_within(app, &txn, who, browser, "code", now).await?),
        Stage::Whole => None,
    };
    txn.commit().await?;
    let codes = fresh.iter().map(|code| codes::on_paper(code)).collect();
    Ok(Confirmed { codes, entered })
}

fn index_of(app: &App, person: Id<Person>, code: &str) -> String {
    app.seal.index("people.recovery_code", &format!("{person}:{code}"))
}

/// The second factor of a sign-in that is half way: six digits, or a recovery code.
///
/// # Errors
/// [`SignInRefused::Code`]; [`Error::TooMany`]; `Gone` without a half session.
pub async fn give_code(
    app: &App,
    who: &Recognised,
    typed: &str,
    browser: &str,
) -> Result<Entered, Error> {
    if who.stage == Stage::Whole || !who.has_factor {
        return Err(Error::Gone);
    }
    let now = app.clock.now();
    let person = who.who.person;
    let guessed = Guessed::code(&app.seal, &who.who.login);
    guessed.take(app).await?;
    let txn = begin_write(&app.db, Key::person(person)).await?;
    let Some(by) = taken(app, &txn, person, typed, now).await? else {
        drop(txn);
        note_wrong(app, Some(person.number()), "code", now).await?;
        return Err(SignInRefused::Code.into());
    };
    guessed.forgive(&txn).await?;
    let entered = complete_within(app, &txn, who, browser, by, now).await?;
    txn.commit().await?;
    Ok(entered)
}

/// What the typed code was, if it is right and fresh; it is used up with the write.
async fn taken(
    app: &App,
    txn: &Txn,
    person: Id<Person>,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Option<&'static str>, Error> {
    if let Some(code) = codes::read_recovery(typed) {
        let index = index_of(app, person, &code);
        let fresh = factors::take_recovery_code(txn, person, &index, now).await?;
        return Ok(fresh.then_some("recovery_code"));
    }
    let Some(factor) = factors::factor_of(txn, person).await? else { return Ok(None) };
    let secret = opened(app, &factor.secret_sealed)?;
    let Some(step) = codes::step_of(secret, typed, factor.step_used, now) else { return Ok(None) };
    Ok(factors::take_step(txn, person, step).await?.then_some("code"))
}

/// The person takes the own second factor away, with the password; every other
/// session ends and a new one begins for this browser.
///
/// # Errors
/// [`PasswordRefused::Present`] for a wrong password.
pub async fn remove_factor(app: &App, who: &SignedIn, password: String) -> Result<(), Error> {
    let now = app.clock.now();
    let guessed = check_present(app, who, password).await?;
    let txn = begin_write(&app.db, Key::person(who.person)).await?;
    guessed.forgive(&txn).await?;
    if factors::remove(&txn, who.person).await? {
        let entry = Entry::new(ROOM, "second_factor_removed", who.person.number());
        trail::note(&txn, who.actor(), entry, now).await?;
    }
    txn.commit().await
}

/// The present password is right, before something that only its owner may do; whose
/// transaction then forgives the guess.
pub(super) async fn check_present(
    app: &App,
    who: &SignedIn,
    password: String,
) -> Result<Guessed, Error> {
    let guessed = Guessed::account(&app.seal, &who.login);
    guessed.take(app).await?;
    let row = persons::person_by_id(app.db.read(), who.person).await?.ok_or(Error::NotFound)?;
    if !passwords::fits(app, password, row.password_hash).await? {
        note_wrong(app, Some(row.id), "present_password", app.clock.now()).await?;
        return Err(PasswordRefused::Present.into());
    }
    Ok(guessed)
}
