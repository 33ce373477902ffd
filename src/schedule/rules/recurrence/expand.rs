//! From a rule to what airs between two dates.

use std::iter::Peekable;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;

use super::{Recurrence, next};
use crate::kit::limits::OCCURRENCES_MAX;
use crate::kit::wallclock::{Note, in_order, wall_of};

/// One occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The wall time that the rule gives.
    pub asked: NaiveDateTime,
    /// The wall time at which it really airs: later than asked in a gap.
    pub local: NaiveDateTime,
    /// The instant.
    pub instant: DateTime<Utc>,
    /// Set where a change of the clocks decided.
    pub note: Option<Note>,
}

/// More occurrences than one answer may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more than {OCCURRENCES_MAX} occurrences: ask for fewer days")]
pub struct TooManyDue;

impl Recurrence {
    /// What airs in a zone from one local date up to, not including, another.
    ///
    /// Shape: in order by instant, each instant once; the dates are those on
    /// which it really airs, so a time that a gap moves past midnight belongs
    /// to the day after. Windows side by side give together what one window
    /// over both gives.
    pub fn between(
        &self,
        zone: Tz,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Due>, TooManyDue> {
        // A jump of the clocks moves a time on by a day at most.
        let asked_from = from.checked_sub_days(Days::new(2)).unwrap_or(NaiveDate::MIN);
        let due = in_order(zone, self.walls(asked_from, to)).map(|(asked, settled)| {
            let shifted = settled.note == Some(Note::Gap);
            let local = if shifted { wall_of(zone, settled.instant) } else { asked };
            Due { asked, local, instant: settled.instant, note: settled.note }
        });
        let within = due.filter(|due| (from..to).contains(&due.local.date()));
        let found: Vec<_> = within.take(OCCURRENCES_MAX + 1).collect();
        if found.len() > OCCURRENCES_MAX { Err(TooManyDue) } else { Ok(found) }
    }

    /// The wall times of a window of dates, in order, before any clock is asked.
    pub fn walls(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDateTime> {
        let first = from.max(self.rule.start);
        let here = |wall: &&NaiveDateTime| (first..to).contains(&wall.date());
        let mut brought: Vec<_> = self.moved.values().filter(here).copied().collect();
        brought.sort_unstable();
        let kept = self.unmoved(from, to).filter(|wall| !self.moved.contains_key(wall));
        merged(kept, brought.into_iter())
    }

    /// The wall times of the rule with its exceptions and additions, none moved.
    pub(super) fn unmoved(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl Iterator<Item = NaiveDateTime> {
        let rule = &self.rule;
        let kept = self.given(from, to).filter(|wall| !rule.except.contains(&wall.date()));
        let first = from.max(rule.start);
        let days = rule.also.range(first.min(to)..to);
        let added = days.flat_map(|day| rule.times.iter().map(|time| day.and_time(*time)));
        merged(kept, added)
    }

    /// The wall times that the rule itself gives, up to its end.
    fn given(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDateTime> {
        let rule = &self.rule;
        let to = self.last.map_or(to, |last| to.min(next(last.date())));
        let dates = rule.dates.between(rule.start, from, to);
        let walls = dates.flat_map(|day| rule.times.iter().map(move |time| day.and_time(*time)));
        walls.take_while(|wall| self.last.is_none_or(|last| *wall <= last))
    }
}

/// Two rows in order become one, with what stands in both once.
fn merged<T: Ord>(
    one: impl Iterator<Item = T>,
    other: impl Iterator<Item = T>,
) -> impl Iterator<Item = T> {
    let (mut one, mut other): (Peekable<_>, Peekable<_>) = (one.peekable(), other.peekable());
    let mut row = std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(here), Some(there)) if there < here => other.next(),
        (None, Some(_)) => other.next(),
        _ => one.next(),
    })
    .peekable();
    std::iter::from_fn(move || {
        let item = row.next()?;
        while row.next_if_eq(&item).is_some() {}
        Some(item)
    })
}
