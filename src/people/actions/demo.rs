//! The demonstration's sign-in links. They work in a demonstration alone, which
//! is bound to loopback and holds made-up data.
//!
//! A GET never writes, yet a link that is only opened shall sign in: so the session
//! that it leads to is begun when the link is made, and opening hands out its cookie.
//! docs/decisions/021-demonstration-links.md says what else was weighed.

use super::sessions::{self, recognise};
use super::sign_in::{Entered, NextStep, enter_within};
use crate::kit::clock::secret;
use crate::kit::id::Person;
use crate::kit::{Error, Id};
use crate::people::rules::hashing::secret_hash;
use crate::people::rules::lifetimes::{LinkKind, Stage};
use crate::people::store::{links, persons};
use crate::plant::App;
use crate::plant::config::Purpose;
use crate::plant::db::{Key, begin_write};
use crate::plant::trail::Actor;

fn only_in_a_demonstration(app: &App) -> Result<(), Error> {
    let loopback = app.config.listen.ip().is_loopback();
    let fits = app.config.purpose == Purpose::Demonstration && loopback;
    if fits { Ok(()) } else { Err(Error::NotFound) }
}

/// The token of the session that a link leads to: letters and digits of a keyed
/// digest, as long as any other token.
fn session_token(app: &App, link: &str) -> String {
    app.seal.index("people.demonstration", link).to_uppercase().chars().take(52).collect()
}

/// The path of a link that signs this person in, as often as it is opened.
pub async fn demonstration_link(app: &App, person: Id<Person>) -> Result<String, Error> {
    only_in_a_demonstration(app)?;
    let now = app.clock.now();
    let link = secret(&*app.random);
    let txn = begin_write(&app.db, Key::person(person)).await?;
    let by = Actor::command().person;
    links::insert_invitation(&txn, person, LinkKind::Enter, secret_hash(&link), by, now).await?;
    let token = session_token(app, &link);
    sessions::begin_within(&txn, &token, person, Stage::Whole, "", now).await?;
    txn.commit().await?;
    Ok(format!("/enter/{link}"))
}

/// The cookie of the session that was begun with the link, while that stands.
pub async fn enter_by_opening(app: &App, link: &str) -> Result<Option<Entered>, Error> {
    only_in_a_demonstration(app)?;
    let token = session_token(app, link);
    let stands = recognise(app, &token).await?.is_some();
    Ok(stands.then_some(Entered { token, next: NextStep::Home }))
}

/// A session of its own for a link whose first session was ended.
///
/// # Errors
/// `NotFound` outside a demonstration and for a link that never was; `Gone` for an old one.
pub async fn enter_by_pressing(app: &App, link: &str, browser: &str) -> Result<Entered, Error> {
    only_in_a_demonstration(app)?;
    let now = app.clock.now();
    let found = links::invitation_by_hash(app.db.read(), &secret_hash(link)).await?;
    let (row, holder) = found.ok_or(Error::NotFound)?;
    if row.kind != LinkKind::Enter.code() {
        return Err(Error::NotFound);
    }
    if now >= row.expires_at || holder.disabled_at.is_some() {
        return Err(Error::Gone);
    }
    let txn = begin_write(&app.db, Key::person(Id::new(holder.id))).await?;
    let holder = persons::person_by_id(&txn, Id::new(holder.id)).await?.ok_or(Error::NotFound)?;
    let entered = enter_within(app, &txn, &holder, browser, "link", now).await?;
    txn.commit().await?;
    Ok(entered)
}

/// The persons of a demonstration sign in with this password too; it is hashed
/// once for all of them.
pub async fn demonstration_password(
    app: &App,
    persons: &[Id<Person>],
    password: &str,
) -> Result<(), Error> {
    only_in_a_demonstration(app)?;
    let now = app.clock.now();
    let hash = super::passwords::hash(app, password.to_owned()).await?;
    let txn = begin_write(&app.db, Key::none()).await?;
    for person in persons {
        persons::set_password(&txn, *person, hash.clone(), now).await?;
    }
    txn.commit().await
}
