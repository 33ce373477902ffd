//! What administrators and the command line do with other persons.

use chrono::{DateTime, Utc};

use super::ROOM;
use super::invitations::{make_link_within, taken_or};
use super::witness::Admin;
use crate::kit::id::Person;
use crate::kit::{Error, FormKey, Id, Language};
use crate::people::rules::lifetimes::LinkKind;
use crate::people::rules::roles::{Grants, decide_administrators};
use crate::people::store::PersonRow;
use crate::people::store::persons::NewPerson;
use crate::people::store::{factors, links, persons, sessions};
use crate::plant::App;
use crate::plant::db::{Db, Key, Txn, begin_write};
use crate::plant::once;
use crate::plant::trail::{self, Actor, Entry};

/// Somebody to be invited.
#[derive(Clone, Debug)]
pub struct Invite {
    /// The name, tidied.
    pub name: String,
    /// The login in small letters.
    pub login: String,
    /// The language of the person's pages.
    pub language: Language,
    /// What the person may do.
    pub grants: Grants,
}

/// Somebody who was invited.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Who it is.
    pub person: Id<Person>,
    /// The path of the one-time link; none when the same form came again.
    pub link: Option<String>,
}

/// Invite somebody: a person without a password, and a link to choose one.
///
/// Writes: `person`, `person_role`, `invitation`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`crate::people::rules::names::NameRefused::Taken`].
pub async fn invite(
    app: &App,
    who: Admin,
    form_key: &FormKey,
    request: Invite,
) -> Result<Invited, Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::none()).await?;
    if let Some(earlier) = once::earlier(&txn, who.actor(), form_key).await? {
        return Ok(Invited { person: Id::new(earlier), link: None });
    }
    let (person, link) = invite_within(app, &txn, who.actor(), request, now).await?;
    once::keep(&txn, who.actor(), form_key, person.number(), now).await?;
    txn.commit().await?;
    Ok(Invited { person, link: Some(link) })
}

/// Invite somebody from the command line, which also makes the demonstration's
/// people; gives the path of the link.
pub async fn invite_by_command(app: &App, request: Invite) -> Result<(Id<Person>, String), Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::none()).await?;
    let invited = invite_within(app, &txn, Actor::command(), request, now).await?;
    txn.commit().await?;
    Ok(invited)
}

async fn invite_within(
    app: &App,
    txn: &Txn,
    by: Actor,
    request: Invite,
    now: DateTime<Utc>,
) -> Result<(Id<Person>, String), Error> {
    let Invite { name, login, language, grants } = request;
    let new = NewPerson { name, login, language };
    let person = taken_or(persons::insert_person(txn, new, now).await)?;
    persons::replace_grants(txn, person, &grants).await?;
    let entry = Entry::new(ROOM, "person_invited", person.number()).after(grants.in_codes());
    trail::note(txn, by, entry, now).await?;
    let link = make_link_within(app, txn, person, LinkKind::Welcome, by, now).await?;
    Ok((person, link))
}

/// A new link for a person: to the first password, or to another one when it was lost.
///
/// The old password works until the link is used.
pub async fn make_link(app: &App, who: Admin, person: Id<Person>) -> Result<String, Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::person(person)).await?;
    let row = persons::person_by_id(&txn, person).await?.ok_or(Error::NotFound)?;
    if row.disabled_at.is_some() {
        return Err(Error::Stale);
    }
    let kind = if row.password_hash.is_some() { LinkKind::Reset } else { LinkKind::Welcome };
    let link = make_link_within(app, &txn, person, kind, who.actor(), now).await?;
    txn.commit().await?;
    Ok(link)
}

/// Give a person other roles: what they held before is replaced, and they sign in again.
/// The same roles are no deed.
///
/// # Errors
/// [`crate::people::rules::roles::GrantsRefused::LastAdministrator`].
pub async fn change_grants(
    app: &App,
    who: Admin,
    person: Id<Person>,
    grants: Grants,
) -> Result<(), Error> {
    let now = app.clock.now();
    // Every administrator at once: two who demote each other must not both succeed.
    let txn = begin_write(&app.db, Key::everything()).await?;
    persons::person_by_id(&txn, person).await?.ok_or(Error::NotFound)?;
    let before = persons::grants_of(&txn, person).await?;
    if before == grants {
        return Ok(());
    }
    let others = persons::other_administrators(&txn, person).await?;
    decide_administrators(&before, Some(&grants), others)?;
    persons::replace_grants(&txn, person, &grants).await?;
    sessions::end_sessions(&txn, person).await?;
    let entry = Entry::new(ROOM, "roles_changed", person.number());
    let entry = entry.before(before.in_codes()).after(grants.in_codes());
    trail::note(&txn, who.actor(), entry, now).await?;
    txn.commit().await
}

/// Shut a person out: sessions end, links no longer work, nothing is deleted.
///
/// # Errors
/// [`crate::people::rules::roles::GrantsRefused::LastAdministrator`].
pub async fn disable(app: &App, who: Admin, person: Id<Person>) -> Result<(), Error> {
    disable_by(app, who.actor(), person).await
}

/// Shut a person out from the command line.
pub async fn disable_by_command(app: &App, login: &str) -> Result<(), Error> {
    let row = persons::person_by_login(app.db.read(), login).await?.ok_or(Error::NotFound)?;
    disable_by(app, Actor::command(), Id::new(row.id)).await
}

async fn disable_by(app: &App, by: Actor, person: Id<Person>) -> Result<(), Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::everything()).await?;
    let row = persons::person_by_id(&txn, person).await?.ok_or(Error::NotFound)?;
    if row.disabled_at.is_some() {
        return Ok(());
    }
    let before = persons::grants_of(&txn, person).await?;
    let others = persons::other_administrators(&txn, person).await?;
    decide_administrators(&before, None, others)?;
    persons::set_disabled(&txn, person, Some(now)).await?;
    sessions::end_sessions(&txn, person).await?;
    links::use_up(&txn, person, now).await?;
    let entry = Entry::new(ROOM, "person_disabled", person.number());
    trail::note(&txn, by, entry, now).await?;
    txn.commit().await
}

/// Let a person in again, with the roles and the password from before.
pub async fn enable(app: &App, who: Admin, person: Id<Person>) -> Result<(), Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::person(person)).await?;
    let row = persons::person_by_id(&txn, person).await?.ok_or(Error::NotFound)?;
    if row.disabled_at.is_none() {
        return Ok(());
    }
    persons::set_disabled(&txn, person, None).await?;
    let entry = Entry::new(ROOM, "person_enabled", person.number());
    trail::note(&txn, who.actor(), entry, now).await?;
    txn.commit().await
}

/// Take a person's second factor away, when phone and paper are lost; they sign in again.
pub async fn remove_factor_of(app: &App, who: Admin, person: Id<Person>) -> Result<(), Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::person(person)).await?;
    if factors::remove(&txn, person).await? {
        sessions::end_sessions(&txn, person).await?;
        let entry = Entry::new(ROOM, "second_factor_removed", person.number());
        trail::note(&txn, who.actor(), entry, now).await?;
    }
    txn.commit().await
}

/// A person as administrators see them.
#[derive(Clone, Debug)]
pub struct PersonShown {
    /// Who it is.
    pub id: Id<Person>,
    /// The name.
    pub name: String,
    /// The login.
    pub login: String,
    /// What the person may do.
    pub grants: Grants,
    /// Whether a password was ever set.
    pub has_password: bool,
    /// When the person was shut out.
    pub disabled_at: Option<DateTime<Utc>>,
}

fn shown((row, grants): (PersonRow, Grants)) -> PersonShown {
    PersonShown {
        id: Id::new(row.id),
        name: row.name,
        login: row.login,
        grants,
        has_password: row.password_hash.is_some(),
        disabled_at: row.disabled_at,
    }
}

/// How many persons a search finds.
pub async fn count_persons(db: &Db, _who: Admin, search: &str) -> Result<u64, Error> {
    Ok(persons::count(db.read(), search).await?)
}

/// Some of the persons that a search finds, by name.
pub async fn list_persons(
    db: &Db,
    _who: Admin,
    search: &str,
    offset: u64,
    limit: u64,
) -> Result<Vec<PersonShown>, Error> {
    let rows = persons::list(db.read(), search, offset, limit).await?;
    Ok(rows.into_iter().map(shown).collect())
}

/// The persons for the command line, by name, at most 10,000.
pub async fn list_by_command(db: &Db) -> Result<Vec<PersonShown>, Error> {
    let rows = persons::list(db.read(), "", 0, 10_000).await?;
    Ok(rows.into_iter().map(shown).collect())
}

/// One person with what stands of the second factor and of links.
#[derive(Clone, Debug)]
pub struct PersonInFull {
    /// The person.
    pub person: PersonShown,
    /// Whether a second factor is confirmed.
    pub has_factor: bool,
    /// Until when an open link works.
    pub link_until: Option<DateTime<Utc>>,
}

/// One person in full.
pub async fn person_in_full(
    app: &App,
    _who: Admin,
    person: Id<Person>,
) -> Result<PersonInFull, Error> {
    let db = app.db.read();
    let row = persons::person_by_id(db, person).await?.ok_or(Error::NotFound)?;
    let grants = persons::grants_of(db, person).await?;
    let factor = factors::factor_of(db, person).await?;
    let link = links::open_invitation(db, person, app.clock.now()).await?;
    Ok(PersonInFull {
        person: shown((row, grants)),
        has_factor: factor.is_some_and(|factor| factor.confirmed_at.is_some()),
        link_until: link.map(|link| link.expires_at),
    })
}
