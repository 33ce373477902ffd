//! Counting calls, taking a count back, and the topics that calls are coded by.

use super::rules::{self, Counter, Tally, TallyRefused, TopicRefused};
use super::store::{self, Session, Totals};
use crate::kit::{Clock, Error, FormKey, Id, id};
use crate::people::{Coordinator, StationStaff};
use crate::plant::db::{Db, Key, Txn, begin_write, broken_constraint};
use crate::plant::once;
use crate::plant::trail::{self, Actor, Entry};

/// Who counts: the station itself or a coordinator.
#[derive(Clone, Copy, Debug)]
pub enum Who<'a> {
    /// The station's staff or the holder of its link.
    Station(&'a StationStaff),
    /// A coordinator.
    Coordinator(Coordinator),
}

impl Who<'_> {
    fn actor(self) -> Actor {
        match self {
            Self::Station(staff) => staff.actor(),
            Self::Coordinator(who) => who.actor(),
        }
    }

    fn counter(self) -> Counter {
        match self {
            Self::Station(_) => Counter::Station,
            Self::Coordinator(_) => Counter::Coordinator,
        }
    }

    fn may_know(self, session: &Session) -> bool {
        match self {
            Self::Station(staff) => staff.speaks_for(Id::new(session.station_id)),
            Self::Coordinator(_) => true,
        }
    }
}

/// The calls count for the airing; the same form again counts nothing.
///
/// Writes: one row of `call_in` a call, one each of `trail` and `form_key`.
///
/// # Errors
/// [`Error::NotFound`] for another station's airing; [`Error::Refused`] with a
/// [`TallyRefused`].
pub async fn count_calls(
    db: &Db,
    clock: &dyn Clock,
    who: Who<'_>,
    airing: Id<id::Airing>,
    tally: Tally,
    form_key: FormKey,
) -> Result<(), Error> {
    let now = clock.now();
    let txn = begin_write(db, Key::airing(airing)).await?;
    if once::earlier(&txn, who.actor(), &form_key).await?.is_some() {
        return Ok(());
    }
    let session = known_session(&txn, who, airing).await?;
    let offered = match tally.topic {
        None => true,
        Some(asked) => store::topics_of(&txn, Id::new(session.campaign_id))
            .await?
            .iter()
            .any(|topic| topic.id == asked && !topic.retired),
    };
    rules::decide_tally(&tally, who.counter(), &session.facts(now, offered))?;
    store::insert_calls(&txn, airing, &tally, now).await?;
    let entry = Entry::new("callins", "calls_counted", airing.number());
    trail::note(&txn, who.actor(), entry.after(tally.count.to_string()), now).await?;
    once::keep(&txn, who.actor(), &form_key, airing.number(), now).await?;
    txn.commit().await
}

/// The newest call of the airing no longer counts.
///
/// # Errors
/// As [`count_calls`]; [`TallyRefused::NothingToTakeBack`] when none is counted.
pub async fn take_back(
    db: &Db,
    clock: &dyn Clock,
    who: Who<'_>,
    airing: Id<id::Airing>,
    form_key: FormKey,
) -> Result<(), Error> {
    let now = clock.now();
    let txn = begin_write(db, Key::airing(airing)).await?;
    if once::earlier(&txn, who.actor(), &form_key).await?.is_some() {
        return Ok(());
    }
    let session = known_session(&txn, who, airing).await?;
    rules::decide_change(who.counter(), &session.facts(now, true))?;
    let Some(call) = store::newest(&txn, airing).await? else {
        return Err(TallyRefused::NothingToTakeBack.into());
    };
    store::insert_taking_back(&txn, &call, now).await?;
    let entry = Entry::new("callins", "call_taken_back", airing.number());
    trail::note(&txn, who.actor(), entry, now).await?;
    once::keep(&txn, who.actor(), &form_key, airing.number(), now).await?;
    txn.commit().await
}

async fn known_session(txn: &Txn, who: Who<'_>, airing: Id<id::Airing>) -> Result<Session, Error> {
    let session = store::session(txn, airing).await?;
    session.filter(|session| who.may_know(session)).ok_or(Error::NotFound)
}

/// The session as this person may see it, with its counts by topic and sex.
pub(super) async fn shown_session(
    db: &Db,
    who: Who<'_>,
    airing: Id<id::Airing>,
) -> Result<Session, Error> {
    let session = store::session(db.read(), airing).await?;
    session.filter(|session| who.may_know(session)).ok_or(Error::NotFound)
}

/// The campaign offers another topic; says its number.
///
/// # Errors
/// [`Error::Refused`] with a [`TopicRefused`].
pub async fn add_topic(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    campaign: Id<id::Campaign>,
    name: &str,
) -> Result<i64, Error> {
    let now = clock.now();
    let name = rules::read_topic(name)?;
    let txn = begin_write(db, Key::campaign(campaign)).await?;
    let topics = store::topics_of(&txn, campaign).await?;
    rules::decide_topic(topics.len())?;
    let code = rules::topic_code(&name);
    let added = store::insert_topic(&txn, campaign, &code, &name, now).await;
    let topic = added.map_err(|why| match broken_constraint(&why).as_deref() {
        Some("topic_campaign_id_code_key") => TopicRefused::Twice.into(),
        _ => Error::from(why),
    })?;
    let entry = Entry::new("callins", "topic_added", campaign.number());
    trail::note(&txn, who.actor(), entry.after(format!("topic {topic}")), now).await?;
    txn.commit().await?;
    Ok(topic)
}

/// Whether a topic is still offered; its calls keep counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// It is offered.
    Offered,
    /// It is no longer offered.
    Retired,
}

/// The topic is offered or retired, as asked; what it is already is no deed.
pub async fn offer_topic(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    campaign: Id<id::Campaign>,
    topic: i64,
    offer: Offer,
) -> Result<(), Error> {
    let txn = begin_write(db, Key::campaign(campaign)).await?;
    let row = store::topic(&txn, campaign, topic).await?.ok_or(Error::NotFound)?;
    let retired = offer == Offer::Retired;
    if row.retired == retired {
        return Ok(());
    }
    store::set_retired(&txn, row, retired).await?;
    let deed = if offer == Offer::Retired { "topic_retired" } else { "topic_offered" };
    let entry = Entry::new("callins", deed, campaign.number()).after(format!("topic {topic}"));
    trail::note(&txn, who.actor(), entry, clock.now()).await?;
    txn.commit().await
}

/// The calls of a campaign that count. Who sees totals only reads them through
/// [`rules::shown`].
pub async fn totals_of(db: &Db, campaign: Id<id::Campaign>) -> Result<Totals, Error> {
    store::totals_of(db.read(), campaign).await
}
