//! A second coordinator approves a version, or takes that back.

use crate::campaigns::{self, Sight, State};
use crate::kit::{Clock, Error, FormKey, Id, id};
#[cfg(doc)]
use crate::messages::rules::MessageRefused;
use crate::messages::rules::{self, ApprovalFacts};
use crate::messages::store::{self, Version};
use crate::people::Coordinator;
use crate::plant::db::{Db, Key, begin_write_many};
use crate::plant::trail::Entry;
use crate::plant::{once, trail};

/// Which revision of which version a decision is about.
type Revision = (Id<id::MessageVersion>, i32);

#[derive(Clone, Copy)]
enum Decision {
    Approve,
    Withdraw,
}

/// This revision may air.
///
/// Writes: `approval`, `message_version`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Stale`] when it changed since the page was shown; [`Error::Refused`]
/// with a [`MessageRefused`].
pub async fn approve_version(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    revision: Revision,
    form_key: &FormKey,
) -> Result<(), Error> {
    decide(db, clock, who, revision, (Decision::Approve, form_key)).await
}

/// This revision may no longer be booked.
///
/// Writes: as [`approve_version`].
///
/// # Errors
/// As [`approve_version`].
pub async fn withdraw_approval(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    revision: Revision,
    form_key: &FormKey,
) -> Result<(), Error> {
    decide(db, clock, who, revision, (Decision::Withdraw, form_key)).await
}

async fn decide(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    (version, revision): Revision,
    (decision, form_key): (Decision, &FormKey),
) -> Result<(), Error> {
    let (now, actor) = (clock.now(), who.actor());
    let message = store::version_of(db.read(), version).await?.message;
    let campaign = store::message_of(db.read(), message).await?.campaign;
    let keys = vec![Key::campaign(campaign), Key::message(message)];
    let txn = begin_write_many(db, keys).await?;
    if once::earlier(&txn, actor, form_key).await?.is_some() {
        return Ok(());
    }
    let found = store::version_of(&txn, version).await?;
    if found.revision != revision {
        return Err(Error::Stale);
    }
    let planned = store::message_of(&txn, message).await?.terms.planned_seconds;
    let state = campaigns::visible_to(&txn, Sight::All, campaign).await?.state;
    let facts = facts(&found, planned, state, who);
    let word = match decision {
        Decision::Approve => rules::decide_approval(&facts).map(|()| "approved")?,
        Decision::Withdraw => rules::decide_withdrawal(&facts).map(|()| "withdrawn")?,
    };
    store::approve(&txn, (version, revision), word, who.person(), now).await?;
    let entry = Entry::new("messages", "approval_decided", version.number())
        .reference(found.code)
        .after(format!("revision {revision}, {word}"));
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, form_key, version.number(), now).await?;
    txn.commit().await
}

fn facts(
    version: &Version,
    planned: Option<u32>,
    campaign: State,
    who: Coordinator,
) -> ApprovalFacts {
    ApprovalFacts {
        campaign,
        approved: version.approved_at.is_some(),
        own_work: version.author == who.person(),
        sound: version.sound,
        has_script: !version.script.is_empty(),
        seconds: version.seconds().or(planned),
    }
}
