//! Airings repeated on chosen weekdays between two dates.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::booking::{Placed, decide_booking};
use super::facts::{Facts, Wish};
use super::recurrence::{Dates, End, Every, Recurrence, Rule};
use super::refused::BookingRefused;
use crate::kit::Period;
use crate::kit::limits::AIRINGS_AT_ONCE_MAX;

/// What is to be repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The calendar days, both ends included.
    pub days: Period,
    /// The weekdays, Monday first.
    pub weekdays: [bool; 7],
    /// Every how many weeks, counted from the week of the first day.
    pub every_weeks: u32,
    /// The times of day on the station's wall clock.
    pub times: Vec<NaiveTime>,
    /// Days to leave out.
    pub left_out: Vec<NaiveDate>,
    /// Whether days in the past are meant.
    pub entered_late: bool,
}

/// One airing of a repeat and what the rules say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// What was asked for.
    pub wish: Wish,
    /// Where it stands, or why it cannot.
    pub verdict: Result<Placed, BookingRefused>,
}

/// A repeat has no day, or more than one form may book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotARepeat {
    /// No chosen weekday lies between the dates.
    #[error("no day between the dates is on a chosen weekday")]
    Empty,
    /// It asks for more airings than one form may book.
    #[error("more than {AIRINGS_AT_ONCE_MAX} airings")]
    TooMany,
}

impl Repeat {
    /// The rule that gives its days and times; none if it can give nothing.
    pub fn recurrence(&self) -> Option<Recurrence> {
        let rule = Rule {
            start: self.days.first(),
            dates: Dates::Weeks(Every::new(self.every_weeks)?, self.weekdays),
            times: self.times.clone(),
            end: End::Until(self.days.last()),
            except: self.left_out.iter().copied().collect(),
            also: BTreeSet::new(),
            moved: Vec::new(),
        };
        Recurrence::of(rule).ok()
    }
}

/// Every occurrence in order, the days on which the clocks change included.
pub fn occurrences(repeat: &Repeat) -> Result<Vec<Wish>, NotARepeat> {
    let recurrence = repeat.recurrence().ok_or(NotARepeat::Empty)?;
    let walls = recurrence.walls(repeat.days.first(), repeat.days.last() + Days::new(1));
    let wish = |wall: NaiveDateTime| Wish {
        date: wall.date(),
        time: wall.time(),
        entered_late: repeat.entered_late,
    };
    let wishes: Vec<_> = walls.map(wish).take(AIRINGS_AT_ONCE_MAX + 1).collect();
    match wishes.len() {
        0 => Err(NotARepeat::Empty),
        count if count > AIRINGS_AT_ONCE_MAX => Err(NotARepeat::TooMany),
        _ => Ok(wishes),
    }
}

/// What the rules say about each occurrence, one after the other: each that
/// fits takes its seconds and its money from those after it.
pub fn decide_repeat(wishes: Vec<Wish>, mut facts: Facts) -> Vec<Occurrence> {
    let mut decided = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let verdict = decide_booking(&wish, &facts);
        if let Ok(placed) = &verdict {
            take(placed, &mut facts);
        }
        decided.push(Occurrence { wish, verdict });
    }
    decided
}

/// Count a placed airing among what is booked and spent.
pub fn take(placed: &Placed, facts: &mut Facts) {
    let at = facts.booked.partition_point(|slot| slot.start() < placed.slot.start());
    facts.booked.insert(at, placed.slot);
    let money = placed.price.money;
    let purse = facts.campaign.purses.iter_mut().find(|purse| purse.currency == money.currency);
    if let Some(purse) = purse {
        purse.booked_minor = purse.booked_minor.saturating_add(money.minor);
    }
}
