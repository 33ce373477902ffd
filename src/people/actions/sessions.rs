//! Sessions: begun, recognised at each request, ended.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use super::ROOM;
use super::witness::{Recognised, SignedIn, recognised};
use crate::kit::clock::code;
use crate::kit::id::{Person, Session};
use crate::kit::{Error, Id};
use crate::people::rules::hashing::secret_hash;
use crate::people::rules::lifetimes::{SESSIONS_PER_PERSON_MAX, Stage, session_lives};
use crate::people::store::SessionRow;
use crate::people::store::sessions;
use crate::plant::App;
use crate::plant::db::{Key, Txn, begin_write};
use crate::plant::trail::{self, Entry};

/// Letters and digits of a session's token: 5 random bits each, 260 in all.
const TOKEN_CHARS: usize = 52;
/// Sessions kept in memory; beyond it all are asked for again.
const KEPT_MAX: usize = 10_000;
/// Denials kept until the next flush; more are only counted by the limits.
const DENIALS_MAX: usize = 1_000;

/// What this room remembers between requests.
#[derive(Default)]
pub(super) struct Remembered {
    known: Mutex<HashMap<String, (i64, Arc<Kept>)>>,
    seen: Mutex<HashMap<i64, DateTime<Utc>>>,
    denied: Mutex<Vec<Denial>>,
}

struct Kept {
    who: Recognised,
    made_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
}

/// Somebody signed in asked for what their roles do not open.
#[derive(Clone)]
pub(super) struct Denial {
    pub(super) who: SignedIn,
    pub(super) route: String,
    pub(super) at: DateTime<Utc>,
}

fn open<T>(shelf: &Mutex<T>) -> MutexGuard<'_, T> {
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Remembered {
    /// Last-seen times since the last flush; they are kept on until the session's
    /// row says the same.
    pub(super) fn seen(&self) -> Vec<(Id<Session>, DateTime<Utc>)> {
        open(&self.seen).iter().map(|(session, at)| (Id::new(*session), *at)).collect()
    }

    /// The rows say so now.
    pub(super) fn flushed(&self, seen: &[(Id<Session>, DateTime<Utc>)], denials: usize) {
        open(&self.denied).drain(..denials);
        let mut all = open(&self.seen);
        all.retain(|session, at| !seen.contains(&(Id::new(*session), *at)));
        drop(all);
        open(&self.known).clear();
    }

    /// Denials since the last flush.
    pub(super) fn denials(&self) -> Vec<Denial> {
        open(&self.denied).clone()
    }
}

/// A token for a new session: its value goes to the browser and nowhere else.
pub(super) fn new_token(app: &App) -> String {
    code(&*app.random, TOKEN_CHARS)
}

/// A session stands for the token, if the write it belongs to commits.
pub(super) async fn begin_within(
    txn: &Txn,
    token: &str,
    person: Id<Person>,
    stage: Stage,
    browser: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sessions::end_oldest(txn, person, SESSIONS_PER_PERSON_MAX - 1).await?;
    sessions::insert_session(txn, person, secret_hash(token), stage, browser, now).await?;
    Ok(())
}

/// Who a cookie's token belongs to, if the session still stands.
///
/// Costs two short reads, one when nothing was written since the last time.
pub async fn recognise(app: &App, token: &str) -> Result<Option<Recognised>, Error> {
    let plain = token.len() == TOKEN_CHARS && token.bytes().all(|b| b.is_ascii_alphanumeric());
    if !plain {
        return Ok(None);
    }
    let memory = app.memory.of::<Remembered>();
    let Some(kept) = kept_for(app, &memory, secret_hash(token)).await? else { return Ok(None) };
    let session = kept.who.who.session.map_or(0, Id::number);
    let now = app.clock.now();
    let mut seen = open(&memory.seen);
    let seen_at = seen.get(&session).map_or(kept.seen_at, |at| kept.seen_at.max(*at));
    if !session_lives(kept.who.stage, kept.made_at, seen_at, now) {
        seen.remove(&session);
        return Ok(None);
    }
    if now > seen_at {
        seen.insert(session, now);
    }
    Ok(Some(kept.who.clone()))
}

async fn kept_for(
    app: &App,
    memory: &Remembered,
    hash: String,
) -> Result<Option<Arc<Kept>>, Error> {
    // Asked for first, so that what is kept is never older than its number says.
    let version = app.db.version().await?;
    let known = open(&memory.known).get(&hash).filter(|kept| kept.0 == version).cloned();
    if let Some((_, kept)) = known {
        return Ok(Some(kept));
    }
    let Some(row) = sessions::session_by_hash(app.db.read(), &hash).await? else {
        return Ok(None);
    };
    let (made_at, seen_at) = (row.made_at, row.seen_at);
    let kept = Arc::new(Kept { who: recognised(&row, version), made_at, seen_at });
    let mut known = open(&memory.known);
    if known.len() >= KEPT_MAX {
        known.clear();
    }
    known.insert(hash, (version, Arc::clone(&kept)));
    Ok(Some(kept))
}

/// Somebody asked for what their roles do not open: noted with the next flush,
/// because a GET never writes.
pub fn deny(app: &App, who: &SignedIn, route: &str) {
    let memory = app.memory.of::<Remembered>();
    let mut denied = open(&memory.denied);
    if denied.len() < DENIALS_MAX {
        let (who, route) = (who.clone(), route.to_owned());
        denied.push(Denial { who, route, at: app.clock.now() });
    }
}

/// One session as its owner sees it.
#[derive(Clone, Debug)]
pub struct SessionShown {
    /// Its number.
    pub id: Id<Session>,
    /// The browser in two words; empty when it did not say.
    pub browser: String,
    /// When it began.
    pub made_at: DateTime<Utc>,
    /// When it was last used.
    pub seen_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// The sessions of a person that still stand, the newest first.
pub async fn own_sessions(app: &App, who: &SignedIn) -> Result<Vec<SessionShown>, Error> {
    let rows = sessions::sessions_of(app.db.read(), who.person, SESSIONS_PER_PERSON_MAX).await?;
    let memory = app.memory.of::<Remembered>();
    let seen = open(&memory.seen);
    let now = app.clock.now();
    let shown = |row: SessionRow| {
        let seen_at = seen.get(&row.id).map_or(row.seen_at, |at| row.seen_at.max(*at));
        session_lives(Stage::of(&row.stage), row.made_at, seen_at, now).then(|| SessionShown {
            id: Id::new(row.id),
            browser: row.browser,
            made_at: row.made_at,
            seen_at,
            is_this: who.session == Some(Id::new(row.id)),
        })
    };
    Ok(rows.into_iter().filter_map(shown).collect())
}

/// This browser is signed out, also half way through.
pub async fn sign_out(app: &App, who: &Recognised) -> Result<(), Error> {
    let Some(session) = who.who.session else { return Ok(()) };
    end_session(app, &who.who, session).await
}

/// One session of the person's own is over.
///
/// # Errors
/// `NotFound` for a session that is not there or not theirs.
pub async fn end_session(app: &App, who: &SignedIn, session: Id<Session>) -> Result<(), Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::person(who.person)).await?;
    if !sessions::end_session(&txn, who.person, session).await? {
        return Err(Error::NotFound);
    }
    let entry = Entry::new(ROOM, "signed_out", who.person.number());
    trail::note(&txn, who.actor(), entry.before(format!("session {session}")), now).await?;
    txn.commit().await
}

/// Every session of the person is over, this one too.
pub async fn sign_out_everywhere(app: &App, who: &SignedIn) -> Result<(), Error> {
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::person(who.person)).await?;
    let ended = sessions::end_sessions(&txn, who.person).await?;
    let entry = Entry::new(ROOM, "signed_out_everywhere", who.person.number());
    trail::note(&txn, who.actor(), entry.before(format!("{ended} sessions")), now).await?;
    txn.commit().await
}
