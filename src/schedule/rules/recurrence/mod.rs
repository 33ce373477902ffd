//! Recurrence: which days a rule gives, and the instants at which they air.
//!
//! A rule is dates and times on a wall clock. It has no horizon: whoever asks
//! for a window of dates gets what falls into it, however far from the start.
//! Only then, in a zone, do wall times become instants, so that a weekly
//! airing keeps its time of day when the clocks change.

mod dates;
mod expand;
mod months;
mod refused;
mod said;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

pub use dates::{Dates, Every};
pub use expand::{Due, TooManyDue};
pub use months::Nth;
pub use refused::RuleRefused;
pub use said::{Part, Said};

/// A rule as somebody says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The first day; nothing airs before it.
    pub start: NaiveDate,
    /// The days.
    pub dates: Dates,
    /// The times of each of these days.
    pub times: Vec<NaiveTime>,
    /// How long it goes on.
    pub end: End,
    /// Days that the rule gives and that are left out.
    pub except: BTreeSet<NaiveDate>,
    /// Days added, with the times of the rule.
    pub also: BTreeSet<NaiveDate>,
    /// Single occurrences that stand elsewhere.
    pub moved: Vec<Move>,
}

/// How long a rule goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// For ever.
    Never,
    /// Up to this day, which is included.
    Until(NaiveDate),
    /// So many occurrences, counted before exceptions, additions and moves.
    After(NonZeroU64),
}

/// One occurrence that stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The day that the rule gives.
    pub day: NaiveDate,
    /// The time, needed where the rule has several on that day.
    pub time: Option<NaiveTime>,
    /// Where it stands instead.
    pub to: NaiveDateTime,
}

/// A rule that holds together: it can give something, and what is moved is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    rule: Rule,
    /// The last wall time that the rule itself gives, if it ends.
    last: Option<NaiveDateTime>,
    /// From the wall time that the rule gives to the one that stands instead.
    moved: BTreeMap<NaiveDateTime, NaiveDateTime>,
}

impl Recurrence {
    /// The rule, checked as a whole: times in order, each move matched with
    /// the occurrence that it moves.
    pub fn of(mut rule: Rule) -> Result<Self, RuleRefused> {
        rule.times.sort_unstable();
        rule.times.dedup();
        if rule.times.is_empty() || !rule.dates.ever(rule.start) {
            return Err(RuleRefused::Never);
        }
        if matches!(rule.end, End::Until(last) if last < rule.start) {
            return Err(RuleRefused::EndsBeforeStart);
        }
        let last = last_of(&rule);
        let mut whole = Self { rule, last, moved: BTreeMap::new() };
        let mut moved = BTreeMap::new();
        for (place, one) in whole.rule.moved.iter().enumerate() {
            let from = whole.moved_from(place, one)?;
            if moved.insert(from, one.to).is_some() {
                return Err(RuleRefused::MovedTwice { place });
            }
        }
        whole.moved = moved;
        Ok(whole)
    }

    /// The rule as it was said.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    fn moved_from(&self, place: usize, one: &Move) -> Result<NaiveDateTime, RuleRefused> {
        let meant = |wall: &NaiveDateTime| one.time.is_none_or(|at| wall.time() == at);
        let there: Vec<_> = self.unmoved(one.day, next(one.day)).filter(meant).take(2).collect();
        match there[..] {
            [wall] => Ok(wall),
            [] if self.rule.except.contains(&one.day) => Err(RuleRefused::MovedExcept { place }),
            [] => Err(RuleRefused::MovedFromNothing { place }),
            [..] => Err(RuleRefused::MovedFromSeveral { place }),
        }
    }
}

/// The day after, on the last day of the calendar itself.
fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// The last wall time of a rule; none if it goes on beyond the calendar.
fn last_of(rule: &Rule) -> Option<NaiveDateTime> {
    match rule.end {
        End::Never => None,
        End::Until(last) => Some(last.and_time(*rule.times.last()?)),
        End::After(count) => {
            let (before, times) = (count.get() - 1, u64::try_from(rule.times.len()).ok()?);
            let date = rule.dates.after_many(rule.start, before / times)?;
            Some(date.and_time(rule.times[usize::try_from(before % times).ok()?]))
        }
    }
}
