//! Airings repeated on chosen weekdays between two dates.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::booking::{Placed, decide_booking};
use super::facts::{Facts, Wish};
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

/// Every occurrence in order, the days on which the clocks change included.
pub fn occurrences(repeat: &Repeat) -> Result<Vec<Wish>, NotARepeat> {
    let first_week = repeat.days.first().week(chrono::Weekday::Mon).first_day();
    let chosen = |day: &NaiveDate| {
        let index = usize::try_from(day.weekday().num_days_from_monday()).expect("below 7");
        let weeks = (*day - first_week).num_weeks();
        repeat.weekdays[index]
            && weeks % i64::from(repeat.every_weeks.max(1)) == 0
            && !repeat.left_out.contains(day)
    };
    let mut times = repeat.times.clone();
    times.sort_unstable();
    times.dedup();
    let days = repeat.days.first().iter_days().take_while(|day| *day <= repeat.days.last());
    let wish = |date, time| Wish { date, time, entered_late: repeat.entered_late };
    let wishes: Vec<_> = days
        .filter(chosen)
        .flat_map(|date| times.iter().map(move |time| wish(date, *time)))
        .take(AIRINGS_AT_ONCE_MAX + 1)
        .collect();
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
