//! Saying what aired: by the station itself, or by a coordinator for it.

use chrono::NaiveDate;

use super::rules::{self, Answer, Source, Statement, Verdict};
use super::store::{self, Asked, NewProof};
use crate::kit::{Clock, Error, FormKey, Id, id};
use crate::people::{Coordinator, Speaker, StationStaff};
use crate::plant::db::{Db, Key, Txn, begin_write};
use crate::plant::once;
use crate::plant::trail::{self, Actor, Entry};
use crate::schedule::{self, Evidence, Standing};

/// What a station says of one of its airings.
#[derive(Clone, Debug)]
pub struct AnswerRequest {
    /// The station.
    pub station: Id<id::Station>,
    /// The airing.
    pub airing: Id<id::Airing>,
    /// What it says.
    pub answer: Answer,
    /// Makes the same word sent twice one word.
    pub form_key: FormKey,
}

/// What a coordinator enters for a station.
#[derive(Clone, Debug)]
pub struct EnteredRequest {
    /// What the station said.
    pub said: AnswerRequest,
    /// By telephone or by letter.
    pub source: Source,
    /// The day on which the station said so.
    pub said_on: NaiveDate,
}

/// The station's word stands as a proof; the same word again changes nothing.
///
/// Writes: one row each of `proof`, `trail`, `form_key` and `outbox`, and the
/// airing's standing; all or none.
///
/// # Errors
/// [`Error::NotFound`] for an airing of another station; [`Error::Refused`]
/// with a [`rules::AnswerRefused`].
pub async fn answer(
    db: &Db,
    clock: &dyn Clock,
    who: &StationStaff,
    request: AnswerRequest,
) -> Result<(), Error> {
    if !who.speaks_for(request.station) {
        return Err(Error::NotFound);
    }
    let source = match who.speaker() {
        Speaker::Person(_) => Source::Page,
        Speaker::Link(_) => Source::Link,
    };
    let said = Said { request, source, on: None, speaker: who.speaker(), actor: who.actor() };
    take(db, clock, said).await
}

/// What the station told a coordinator stands as a proof, with how and when it
/// was told.
///
/// # Errors
/// As [`answer`].
pub async fn enter_answer(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    entered: EnteredRequest,
) -> Result<(), Error> {
    let said = Said {
        request: entered.said,
        source: entered.source,
        on: Some(entered.said_on),
        speaker: Speaker::Person(who.person()),
        actor: who.actor(),
    };
    take(db, clock, said).await
}

struct Said {
    request: AnswerRequest,
    source: Source,
    /// None: today, in the station's time.
    on: Option<NaiveDate>,
    speaker: Speaker,
    actor: Actor,
}

async fn take(db: &Db, clock: &dyn Clock, said: Said) -> Result<(), Error> {
    let now = clock.now();
    let airing = said.request.airing;
    let txn = begin_write(db, Key::station(said.request.station)).await?;
    if once::earlier(&txn, said.actor, &said.request.form_key).await?.is_some() {
        return Ok(());
    }
    let asked = store::facts_for_answer(&txn, airing, now).await?.ok_or(Error::NotFound)?;
    if asked.station != said.request.station {
        return Err(Error::NotFound);
    }
    if let Verdict::Accept(statement) = rules::decide_answer(said.request.answer, &asked.facts)? {
        write(&txn, &said, &asked, statement).await?;
    }
    once::keep(&txn, said.actor, &said.request.form_key, airing.number(), now).await?;
    txn.commit().await
}

async fn write(txn: &Txn, said: &Said, asked: &Asked, statement: Statement) -> Result<(), Error> {
    let now = asked.facts.now;
    let airing = said.request.airing;
    let today = crate::kit::wallclock::wall_of(asked.facts.zone, now).date();
    let said_on = said.on.unwrap_or(today);
    if said_on > today {
        return Err(rules::AnswerRefused::SaidInFuture.into());
    }
    let new = NewProof {
        airing,
        corrects: asked.standing,
        statement,
        source: said.source,
        speaker: said.speaker,
        said_on,
    };
    let proof = store::insert_proof(txn, &new, now).await?;
    let standing = Standing {
        evidence: Evidence::Confirmed,
        outcome: statement.outcome.standing(),
        heard_at: statement.heard_at,
        heard_seconds: statement.heard_seconds,
        reason: statement.reason.map(|reason| reason.code().to_owned()),
    };
    schedule::settle_within(txn, airing, &standing, now).await?;
    let deed = if asked.standing.is_some() { "answer_corrected" } else { "answer_taken" };
    let mut entry = Entry::new("proof", deed, airing.number())
        .after(statement.outcome.code())
        .reference(format!("proof {proof}"));
    if let Some(earlier) = asked.facts.earlier {
        entry = entry.before(earlier.outcome.code());
    }
    trail::note(txn, said.actor, entry, now).await
}
