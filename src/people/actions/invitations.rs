//! One-time links: to a first password, to a new one, for the first administrator.

use chrono::{DateTime, Utc};

use super::sign_in::{Entered, enter_within};
use super::{ROOM, passwords};
use crate::kit::clock::secret;
use crate::kit::id::Person;
use crate::kit::{Error, Id};
use crate::people::rules::hashing::secret_hash;
use crate::people::rules::lifetimes::LinkKind;
use crate::people::rules::names::{NameRefused, read_login, read_name};
use crate::people::rules::passwords::decide_password;
use crate::people::rules::roles::{Grants, Role};
use crate::people::store::{InvitationRow, PersonRow};
use crate::people::store::{links, persons, sessions};
use crate::plant::App;
use crate::plant::db::{Key, Txn, begin_write, broken_constraint};
use crate::plant::trail::{self, Actor, Entry};

/// A fresh link for a person, if the write commits; gives its path.
pub(super) async fn make_link_within(
    app: &App,
    txn: &Txn,
    person: Id<Person>,
    kind: LinkKind,
    by: Actor,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let token = secret(&*app.random);
    links::use_up(txn, person, now).await?;
    links::insert_invitation(txn, person, kind, secret_hash(&token), by.person, now).await?;
    let entry = Entry::new(ROOM, "link_made", person.number()).after(kind.code());
    trail::note(txn, by, entry, now).await?;
    Ok(format!("/invite/{token}"))
}

/// What a one-time link opens.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What it is for.
    pub kind: LinkKind,
    /// The name of the person it is for.
    pub name: String,
    /// The person's login.
    pub login: String,
}

/// What a link opens, without using it.
///
/// # Errors
/// `NotFound` for a link that never was; `Gone` for one that is used or too old.
pub async fn open_link(app: &App, token: &str) -> Result<Opened, Error> {
    let found = links::invitation_by_hash(app.db.read(), &secret_hash(token)).await?;
    let (kind, holder) = good(found, app.clock.now())?;
    Ok(Opened { kind, name: holder.name, login: holder.login })
}

fn good(
    found: Option<(InvitationRow, PersonRow)>,
    now: DateTime<Utc>,
) -> Result<(LinkKind, PersonRow), Error> {
    let (link, holder) = found.ok_or(Error::NotFound)?;
    let kind = LinkKind::of(&link.kind).filter(|kind| *kind != LinkKind::Enter);
    let kind = kind.ok_or(Error::NotFound)?;
    let open = link.used_at.is_none() && now < link.expires_at && holder.disabled_at.is_none();
    if open { Ok((kind, holder)) } else { Err(Error::Gone) }
}

/// What the holder of a link chooses.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The name; only the first administrator chooses it.
    pub name: String,
    /// The login; only the first administrator chooses it.
    pub login: String,
    /// The new password.
    pub password: String,
    /// The new password once more.
    pub again: String,
    /// The browser in two words.
    pub browser: String,
}

/// Use a link up: the password is set, older sessions end, and a session begins.
///
/// # Errors
/// Those of [`open_link`]; refusals of the name, the login and the password.
pub async fn use_link(app: &App, token: &str, choice: Choice) -> Result<Entered, Error> {
    let now = app.clock.now();
    let opened = open_link(app, token).await?;
    let (name, login) = match opened.kind {
        LinkKind::First => (read_name(&choice.name)?, read_login(&choice.login)?),
        _ => (opened.name, opened.login),
    };
    decide_password(&choice.password, &choice.again, &[&name, &login])?;
    let hash = passwords::hash(app, choice.password).await?;
    let token_hash = secret_hash(token);
    let found = links::invitation_by_hash(app.db.read(), &token_hash).await?;
    let person = Id::new(good(found, now)?.1.id);
    let txn = begin_write(&app.db, Key::person(person)).await?;
    // Two browsers may hold the same link: the first to come here has it.
    let (kind, _) = good(links::invitation_by_hash(&txn, &token_hash).await?, now)?;
    if kind == LinkKind::First {
        taken_or(persons::set_name(&txn, person, name, login).await)?;
    }
    persons::set_password(&txn, person, hash, now).await?;
    links::use_up(&txn, person, now).await?;
    sessions::end_sessions(&txn, person).await?;
    let entry = Entry::new(ROOM, "password_set", person.number()).reference(kind.code());
    trail::note(&txn, Actor::person(person.number()), entry, now).await?;
    let holder = persons::person_by_id(&txn, person).await?.ok_or(Error::NotFound)?;
    let entered = enter_within(app, &txn, &holder, &choice.browser, "link", now).await?;
    txn.commit().await?;
    Ok(entered)
}

/// A broken rule about logins is a refusal that a person can mend.
pub(super) fn taken_or<T>(written: Result<T, sea_orm::DbErr>) -> Result<T, Error> {
    written.map_err(|why| match broken_constraint(&why).as_deref() {
        Some("person_login_key") => NameRefused::Taken.into(),
        _ => why.into(),
    })
}

/// The login that the first administrator's link stands under until it is used.
const FIRST_LOGIN: &str = "first-administrator";

/// The path of a link for the first administrator, if nobody can give roles yet.
///
/// A link from an earlier start is replaced, so at most one works.
pub async fn first_administrator_link(app: &App) -> Result<Option<String>, Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::everything()).await?;
    if persons::other_administrators(&txn, Id::new(0)).await? > 0 {
        return Ok(None);
    }
    let person = match persons::person_by_login(&txn, FIRST_LOGIN).await? {
        Some(row) => Id::new(row.id),
        None => first_person_within(app, &txn, now).await?,
    };
    let link = make_link_within(app, &txn, person, LinkKind::First, Actor::command(), now).await?;
    txn.commit().await?;
    Ok(Some(link))
}

async fn first_person_within(
    app: &App,
    txn: &Txn,
    now: DateTime<Utc>,
) -> Result<Id<Person>, Error> {
    let language = app.config.languages.first().copied().unwrap_or_default();
    let new = persons::NewPerson {
        name: "Administrator".to_owned(),
        login: FIRST_LOGIN.to_owned(),
        language,
    };
    let person = persons::insert_person(txn, new, now).await?;
    let grants = Grants::decide([Role::Administrator], [])?;
    persons::replace_grants(txn, person, &grants).await?;
    let entry = Entry::new(ROOM, "person_invited", person.number()).after(grants.in_codes());
    trail::note(txn, Actor::command(), entry, now).await?;
    Ok(person)
}
