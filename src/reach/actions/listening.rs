//! How many of a district's people hear radio: coordinators enter what was asked.

use chrono_tz::Tz;

use super::super::rules::{self, ListeningRefused, ListeningRequest};
use super::super::store;
use crate::kit::{Clock, Error, Id, Share, id, wallclock};
use crate::people::Coordinator;
use crate::plant::db::{Db, Key, begin_write};
use crate::plant::once;
use crate::plant::trail::{self, Entry};

/// The share of the district's people who hear radio is this one now; the earlier figure
/// stays in the history.
///
/// Writes: `listening_figure`, `trail`, `form_key`; all or none.
///
/// # Errors
/// [`Error::Refused`] with a [`ListeningRefused`].
pub async fn set_listening(
    db: &Db,
    clock: &dyn Clock,
    zone: Tz,
    who: Coordinator,
    request: ListeningRequest,
) -> Result<(), Error> {
    let now = clock.now();
    let today = wallclock::wall_of(zone, now).date();
    let txn = begin_write(db, Key::place(request.place)).await?;
    if once::earlier(&txn, who.actor(), &request.form_key).await?.is_some() {
        return Ok(());
    }
    rules::decide_listening(&request, today)?;
    if !store::is_district(&txn, request.place).await? {
        return Err(ListeningRefused::NoSuchPlace.into());
    }
    let number = store::put_listening(&txn, &request, who.person(), now).await?;
    let entry = Entry::new("reach", "listening_set", request.place.number())
        .after(request.universe.value().to_string());
    trail::note(&txn, who.actor(), entry, now).await?;
    once::keep(&txn, who.actor(), &request.form_key, number, now).await?;
    txn.commit().await
}

/// A figure of a district's listeners, in force or replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Listening {
    /// The share of all people who heard radio in four weeks.
    pub universe: Option<Share>,
    /// How many were asked.
    pub respondents: Option<i32>,
    /// Design effect of the sample.
    pub deff: Option<f64>,
    /// Who says so.
    pub source: String,
    /// The day that the source speaks of.
    pub as_of: chrono::NaiveDate,
    /// Whether it is the one in force.
    pub in_force: bool,
}

/// The figures of a district's listeners, the newest first.
///
/// # Errors
/// Only faults.
pub async fn listening_of(db: &Db, place: Id<id::Place>) -> Result<Vec<Listening>, Error> {
    let rows = store::listening_of(db.read(), place).await?;
    let told = rows.into_iter().map(|row| Listening {
        universe: Share::new(row.universe),
        respondents: row.respondents,
        deff: row.deff,
        source: row.source,
        as_of: row.as_of,
        in_force: row.replaced_at.is_none(),
    });
    Ok(told.collect())
}
