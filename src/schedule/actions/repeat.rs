//! Booking airings that repeat.

use super::BOOKED;
use crate::kit::id::{Airing, Campaign, MessageVersion, Series, Station};
use crate::kit::{Clock, Error, FormKey, Id, Random};
use crate::people::Coordinator;
use crate::plant::db::{Db, Key, Txn, begin_write_many};
use crate::plant::trail::Entry;
use crate::plant::{once, outbox, trail};
use crate::schedule::rules::{
    Facts, NotARepeat, Occurrence, Placed, Repeat, decide_repeat, occurrences,
};
use crate::schedule::store::{self, Step, Subject};

/// What to do when not every occurrence fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Book all of them or none.
    All,
    /// Book those that fit.
    Fitting,
}

/// What a coordinator asks for.
#[derive(Clone, Debug)]
pub struct RepeatRequest {
    /// The station.
    pub station: Id<Station>,
    /// The campaign.
    pub campaign: Id<Campaign>,
    /// The message in one language.
    pub version: Id<MessageVersion>,
    /// The days and times.
    pub repeat: Repeat,
}

/// What became of a repeat.
#[derive(Clone, Debug)]
pub enum Repeated {
    /// These were booked; the value is the first of them.
    Booked(Id<Airing>),
    /// Nothing was booked, because not all, or none, of these fit.
    NotBooked(Vec<Occurrence>),
}

impl RepeatRequest {
    fn subject(&self) -> Subject {
        Subject {
            station: self.station,
            campaign: self.campaign,
            version: self.version,
            moved: None,
        }
    }
}

/// What the rules say about each occurrence; nothing is written.
pub async fn preview_repeat(
    db: &Db,
    clock: &dyn Clock,
    request: &RepeatRequest,
) -> Result<Vec<Occurrence>, Error> {
    let wishes = occurrences(&request.repeat)?;
    let days = (request.repeat.days.first(), request.repeat.days.last());
    let facts = store::facts_for_booking(db.read(), request.subject(), days, clock.now()).await?;
    Ok(decide_repeat(wishes, facts))
}

/// Book the occurrences of a repeat.
///
/// Writes: one row of `series`, one each of `airing` and `airing_change` per
/// occurrence, one each of `outbox`, `trail`, `form_key`; all or none.
pub async fn book_repeat(
    db: &Db,
    (clock, random): (&dyn Clock, &dyn Random),
    who: Coordinator,
    request: &RepeatRequest,
    (choice, form_key): (Saving, &FormKey),
) -> Result<Repeated, Error> {
    let (now, subject) = (clock.now(), request.subject());
    let wishes = occurrences(&request.repeat)?;
    let keys = vec![Key::station(request.station), Key::campaign(request.campaign)];
    let txn = begin_write_many(db, keys).await?;
    if let Some(earlier) = once::earlier(&txn, who.actor(), form_key).await? {
        return Ok(Repeated::Booked(Id::new(earlier)));
    }
    let days = (request.repeat.days.first(), request.repeat.days.last());
    let facts = store::facts_for_booking(&txn, subject, days, now).await?;
    let judged = decide_repeat(wishes, facts.clone());
    let placed: Vec<Placed> = judged.iter().filter_map(|one| one.verdict.clone().ok()).collect();
    if placed.is_empty() || (choice == Saving::All && placed.len() < judged.len()) {
        return Ok(Repeated::NotBooked(judged));
    }
    let series = store::insert_series(&txn, subject, &facts, &request.repeat).await?;
    let airings = write_all(&txn, random, (subject, &facts, series), &placed).await?;
    let steps = airings.iter().zip(in_order(placed));
    let steps: Vec<Step> = steps
        .map(|(airing, one)| store::booked_step(*airing, &one, who.actor()))
        .collect::<Result<_, Error>>()?;
    store::insert_changes(&txn, &steps, now).await?;
    let first = airings[0];
    outbox::put(&txn, BOOKED, first.number(), now).await?;
    let entry = Entry::new("schedule", "series_booked", series.number()).after(format!(
        "{} of {} airings from #{first}",
        airings.len(),
        judged.len()
    ));
    trail::note(&txn, who.actor(), entry, now).await?;
    once::keep(&txn, who.actor(), form_key, first.number(), now).await?;
    txn.commit().await?;
    Ok(Repeated::Booked(first))
}

async fn write_all(
    txn: &Txn,
    random: &dyn Random,
    (subject, facts, series): (Subject, &Facts, Id<Series>),
    placed: &[Placed],
) -> Result<Vec<Id<Airing>>, Error> {
    let codes = store::fresh_codes(txn, random, placed.len()).await?;
    let rows = placed
        .iter()
        .zip(codes)
        .map(|(one, code)| store::row_of(subject, facts, one, code, Some(series)))
        .collect::<Result<_, Error>>()?;
    store::insert_airings(txn, rows, &placed[0]).await
}

fn in_order(mut placed: Vec<Placed>) -> Vec<Placed> {
    placed.sort_by_key(|one| one.slot.start());
    placed
}

impl crate::kit::Refusal for NotARepeat {
    fn field(&self) -> &'static str {
        "weekdays"
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Empty => "schedule.refused.no_day",
            Self::TooMany => "schedule.refused.too_many",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty => Vec::new(),
            Self::TooMany => {
                vec![("most", crate::kit::limits::AIRINGS_AT_ONCE_MAX.to_string())]
            }
        }
    }
}
