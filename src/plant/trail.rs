//! Who did what, when and from where: appended, sealed into a chain of hashes,
//! never changed.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Statement};
use sha2::{Digest, Sha256};

use super::db::{Db, Txn, begin_housekeeping};
use crate::kit::Error;

/// Through which door a deed came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// A page, signed in or not.
    Page,
    /// A station's signed link.
    Link,
    /// A text message.
    Text,
    /// The command line.
    Command,
    /// A timer or a job.
    Timer,
}

impl Via {
    /// The word kept in the trail.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Link => "link",
            Self::Text => "text",
            Self::Command => "command",
            Self::Timer => "timer",
        }
    }
}

/// Who stands behind a deed: numbers only, never a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person's number.
    pub person: Option<i64>,
    /// The station link's number.
    pub link: Option<i64>,
    /// The door.
    pub via: Via,
}

impl Actor {
    /// A person on a page.
    pub const fn person(number: i64) -> Self {
        Self { person: Some(number), link: None, via: Via::Page }
    }

    /// Whoever holds a station's link.
    pub const fn link(number: i64) -> Self {
        Self { person: None, link: Some(number), via: Via::Link }
    }

    /// The command line.
    pub const fn command() -> Self {
        Self { person: None, link: None, via: Via::Command }
    }

    /// A timer or a job.
    pub const fn timer() -> Self {
        Self { person: None, link: None, via: Via::Timer }
    }

    /// Nobody known, on a page.
    pub const fn nobody() -> Self {
        Self { person: None, link: None, via: Via::Page }
    }

    /// The holder of form keys.
    pub(in crate::plant) fn holder(self) -> String {
        match (self.person, self.link) {
            (Some(person), _) => format!("p{person}"),
            (None, Some(link)) => format!("l{link}"),
            (None, None) => self.via.word().to_owned(),
        }
    }
}

/// One deed as the trail tells it: codes and numbers, no names, no words.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    room: &'static str,
    deed: &'static str,
    subject: Option<i64>,
    before: Option<String>,
    after: Option<String>,
    reference: Option<String>,
}

impl Entry {
    /// A deed of a room about one subject.
    pub fn new(room: &'static str, deed: &'static str, subject: i64) -> Self {
        Self { room, deed, subject: Some(subject), ..Self::default() }
    }

    /// A deed without a subject of its own.
    pub fn of(room: &'static str, deed: &'static str) -> Self {
        Self { room, deed, ..Self::default() }
    }

    /// What stood before.
    #[must_use]
    pub fn before(mut self, text: impl Into<String>) -> Self {
        self.before = Some(text.into());
        self
    }

    /// What stands now.
    #[must_use]
    pub fn after(mut self, text: impl Into<String>) -> Self {
        self.after = Some(text.into());
        self
    }

    /// A reason's code, a file's hash, a request's reference.
    #[must_use]
    pub fn reference(mut self, text: impl Into<String>) -> Self {
        self.reference = Some(text.into());
        self
    }
}

/// The trail holds the deed, if the write it belongs to commits.
pub async fn note(txn: &Txn, who: Actor, entry: Entry, now: DateTime<Utc>) -> Result<(), Error> {
    let sql = "INSERT INTO trail \
        (at, person, link, via, deed, room, subject, before, after, reference) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = [
        now.into(),
        who.person.into(),
        who.link.into(),
        who.via.word().into(),
        entry.deed.into(),
        entry.room.into(),
        entry.subject.into(),
        entry.before.into(),
        entry.after.into(),
        entry.reference.into(),
    ];
    txn.execute_raw(Statement::from_sql_and_values(txn.get_database_backend(), sql, values))
        .await?;
    Ok(())
}

/// One entry as it is kept.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Noted {
    /// Its number.
    pub id: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// The person's number.
    pub person: Option<i64>,
    /// The station link's number.
    pub link: Option<i64>,
    /// The door's word.
    pub via: String,
    /// The deed's code.
    pub deed: String,
    /// The room's name.
    pub room: String,
    /// The subject's number.
    pub subject: Option<i64>,
    /// What stood before.
    pub before: Option<String>,
    /// What stands now.
    pub after: Option<String>,
    /// A reference.
    pub reference: Option<String>,
}

/// The hash of an entry that follows `previous` in the chain.
///
/// Shape: SHA-256 in hex over the previous hash and each field with its length
/// before it, so that no two different entries read the same.
fn link_of(previous: &str, entry: &Noted) -> String {
    let mut hash = Sha256::new();
    let mut add = |field: Option<String>| match field {
        Some(text) => hash.update(format!("{}:{text};", text.len())),
        None => hash.update("-;"),
    };
    add(Some(previous.to_owned()));
    add(Some(entry.id.to_string()));
    add(Some(entry.at.timestamp_micros().to_string()));
    add(entry.person.map(|number| number.to_string()));
    add(entry.link.map(|number| number.to_string()));
    for text in [&entry.via, &entry.deed, &entry.room] {
        add(Some(text.clone()));
    }
    add(entry.subject.map(|number| number.to_string()));
    add(entry.before.clone());
    add(entry.after.clone());
    add(entry.reference.clone());
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes every letter");
        text
    })
}

/// Entries that one sealing round takes.
const SEAL_ROWS: i64 = 1_000;
/// How far behind the newest seal a late committed entry may lie.
const SEAL_WINDOW: i64 = 10_000;

/// Every entry committed so far is sealed, up to 1,000 a round; says how many were.
pub async fn seal(db: &Db) -> Result<usize, Error> {
    let txn = begin_housekeeping(db).await?;
    let backend = txn.get_database_backend();
    if backend == sea_orm::DbBackend::Postgres {
        let lock = Statement::from_string(backend, "LOCK TABLE trail_seal IN EXCLUSIVE MODE");
        txn.execute_raw(lock).await?;
    }
    let last = "SELECT position, trail_id, hash FROM trail_seal ORDER BY position DESC LIMIT 1";
    let last = txn.query_one_raw(Statement::from_string(backend, last)).await?;
    let read = |row: QueryResult| -> Result<(i64, i64, String), sea_orm::DbErr> {
        Ok((row.try_get_by(0)?, row.try_get_by(1)?, row.try_get_by(2)?))
    };
    let (mut position, newest, mut hash) = last.map(read).transpose()?.unwrap_or_default();
    let sql = "SELECT t.* FROM trail t LEFT JOIN trail_seal s ON s.trail_id = t.id \
        WHERE s.trail_id IS NULL AND t.id > $1 ORDER BY t.id LIMIT $2";
    let values = [(newest - SEAL_WINDOW).into(), SEAL_ROWS.into()];
    let open = Noted::find_by_statement(Statement::from_sql_and_values(backend, sql, values))
        .all(&txn)
        .await?;
    for entry in &open {
        position += 1;
        hash = link_of(&hash, entry);
        let sql = "INSERT INTO trail_seal (position, trail_id, hash) VALUES ($1, $2, $3)";
        let values = [position.into(), entry.id.into(), hash.as_str().into()];
        txn.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    txn.commit().await?;
    Ok(open.len())
}

/// The newest sealed position, and how many of the newest entries are not sealed yet.
pub async fn sealed(db: &Db) -> Result<(i64, i64), Error> {
    let sql = "SELECT s.position, (SELECT COUNT(*) FROM trail t \
            LEFT JOIN trail_seal u ON u.trail_id = t.id \
            WHERE u.trail_id IS NULL AND t.id > s.trail_id - $1) AS tail \
        FROM (SELECT COALESCE(MAX(position), 0) AS position, \
            COALESCE(MAX(trail_id), 0) AS trail_id FROM trail_seal) s";
    let ask = Statement::from_sql_and_values(db.backend(), sql, [SEAL_WINDOW.into()]);
    let row = db.read().query_one_raw(ask).await?;
    Ok(row.map_or(Ok((0, 0)), |row| {
        Ok::<_, sea_orm::DbErr>((row.try_get_by(0)?, row.try_get_by(1)?))
    })?)
}

/// What checking the whole chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every seal holds.
    Whole {
        /// How many entries are sealed.
        sealed: u64,
        /// How many are not sealed yet.
        tail: u64,
        /// The newest hash.
        head: String,
    },
    /// The first seal that does not fit its entry.
    Broken {
        /// Its position in the chain.
        position: i64,
        /// The entry it seals.
        entry: i64,
    },
}

/// Entries that one step of checking holds in memory.
const VERIFY_ROWS: i64 = 5_000;

#[derive(FromQueryResult)]
struct Seal {
    position: i64,
    trail_id: i64,
    hash: String,
}

/// The chain is computed again from the entries and compared, seal by seal.
pub async fn verify(db: &Db) -> Result<Verdict, Error> {
    let backend = db.backend();
    let (mut position, mut head, mut sealed) = (0_i64, String::new(), 0_u64);
    loop {
        let sql = "SELECT s.position, s.trail_id, s.hash FROM trail_seal s \
            WHERE s.position > $1 ORDER BY s.position LIMIT $2";
        let values = [position.into(), VERIFY_ROWS.into()];
        let seals = Seal::find_by_statement(Statement::from_sql_and_values(backend, sql, values))
            .all(db.read())
            .await?;
        let Some(last) = seals.last() else { break };
        let sql = "SELECT t.* FROM trail t JOIN trail_seal s ON s.trail_id = t.id \
            WHERE s.position > $1 AND s.position <= $2 ORDER BY s.position";
        let values = [position.into(), last.position.into()];
        let entries =
            Noted::find_by_statement(Statement::from_sql_and_values(backend, sql, values))
                .all(db.read())
                .await?;
        let mut entries = entries.iter();
        for seal in &seals {
            position += 1;
            let fits = entries.next().is_some_and(|entry| {
                head = link_of(&head, entry);
                entry.id == seal.trail_id && seal.position == position && head == seal.hash
            });
            if !fits {
                return Ok(Verdict::Broken { position, entry: seal.trail_id });
            }
            sealed += 1;
        }
    }
    let sql = "SELECT COUNT(*) FROM trail";
    let row = db.read().query_one_raw(Statement::from_string(backend, sql)).await?;
    let all: i64 = row.map_or(Ok(0), |row| row.try_get_by(0))?;
    let tail = u64::try_from(all).unwrap_or(0).saturating_sub(sealed);
    Ok(Verdict::Whole { sealed, tail, head })
}
