//! The dates that a rule gives, from its first day on.

use std::num::NonZeroU32;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::months::{Nth, first_of, month_number, nth, numbered};
use crate::kit::wallclock::{Schedule, YEAR_MAX};

/// Every how many days, weeks or months.
pub type Every = NonZeroU32;

/// Which days are meant, counted from the first day of the rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dates {
    /// Every so many days.
    Days(Every),
    /// On weekdays (Monday first) of every so many weeks, counted from the
    /// Monday of the first day's week.
    Weeks(Every, [bool; 7]),
    /// On days of every so many months; -1 is the last, absent days are skipped.
    Months(Every, Vec<i8>),
    /// On the nth weekdays of every so many months; absent ones are skipped.
    MonthWeekdays(Every, Vec<Nth>),
    /// On the days of a schedule of five fields.
    Scheduled(Schedule),
}

/// After so many months the calendar repeats, weekdays included: 400 years.
const CALENDAR_MONTHS: i64 = 400 * 12;

/// A row of dates, in order.
type Row<'a> = Box<dyn Iterator<Item = NaiveDate> + 'a>;

impl Dates {
    /// The weekdays that are these and no others.
    pub fn weekdays(chosen: &[Weekday]) -> [bool; 7] {
        let mut marked = [false; 7];
        for weekday in chosen {
            marked[monday_first(*weekday)] = true;
        }
        marked
    }

    /// Whether any date is ever meant by a rule that starts on this day.
    pub fn ever(&self, start: NaiveDate) -> bool {
        let some = |every: Every, has_one: &dyn Fn(NaiveDate) -> bool| {
            let months = (0..CALENDAR_MONTHS).map(|turn| turn * i64::from(every.get()));
            let same = |later: i64| (month_number(start) + later).rem_euclid(CALENDAR_MONTHS);
            // The years 2000 to 2399 stand for all others.
            months.filter_map(|later| first_of(2000 * 12 + same(later))).any(has_one)
        };
        match self {
            Self::Days(_) => true,
            Self::Weeks(_, weekdays) => weekdays.contains(&true),
            Self::Months(every, days) => {
                some(*every, &|first| days.iter().any(|day| numbered(first, *day).is_some()))
            }
            Self::MonthWeekdays(every, all) => {
                some(*every, &|first| all.iter().any(|one| nth(first, *one).is_some()))
            }
            Self::Scheduled(schedule) => schedule.ever(),
        }
    }

    /// The dates from one up to, not including, another, none before the start.
    pub(super) fn between(&self, start: NaiveDate, from: NaiveDate, to: NaiveDate) -> Row<'_> {
        let from = from.max(start);
        let row: Row = match self {
            Self::Days(every) => Box::new(steps(start, i64::from(every.get()), from)),
            Self::Weeks(every, weekdays) => {
                let (monday, week) = (monday_of(start), i64::from(every.get()) * 7);
                let weeks = steps(monday, week, monday_of(from));
                Box::new(weeks.flat_map(|monday| days_of_week(monday, *weekdays)))
            }
            Self::Months(every, days) => in_months(start, *every, from, move |first| {
                days.iter().filter_map(|day| numbered(first, *day)).collect()
            }),
            Self::MonthWeekdays(every, all) => in_months(start, *every, from, move |first| {
                all.iter().filter_map(|one| nth(first, *one)).collect()
            }),
            Self::Scheduled(schedule) => Box::new(schedule.days_from(from)),
        };
        Box::new(row.skip_while(move |day| *day < from).take_while(move |day| *day < to))
    }

    /// The date that comes after so many others; none beyond the year 9999.
    ///
    /// Days and weeks are reckoned. Months and schedules are walked, from the
    /// start on, so this is asked once for a rule and not for every window.
    pub(super) fn after_many(&self, start: NaiveDate, many: u64) -> Option<NaiveDate> {
        let later = |first: NaiveDate, step: u64, turns: u64| {
            first.checked_add_days(Days::new(step.checked_mul(turns)?))
        };
        let date = match self {
            Self::Days(every) => later(start, u64::from(every.get()), many),
            Self::Weeks(every, weekdays) => {
                let marked: Vec<u64> =
                    (0..).zip(weekdays).filter(|(_, on)| **on).map(|(day, _)| day).collect();
                let begins = u64::from(start.weekday().num_days_from_monday());
                let missed = marked.iter().take_while(|day| **day < begins).count();
                let each = u64::try_from(marked.len()).ok()?;
                let many = many.checked_add(u64::try_from(missed).ok()?)?;
                let day = marked.get(usize::try_from(many.checked_rem(each)?).ok()?)?;
                let week = later(monday_of(start), u64::from(every.get()) * 7, many / each)?;
                week.checked_add_days(Days::new(*day))
            }
            Self::Months(..) | Self::MonthWeekdays(..) | Self::Scheduled(_) => {
                let end = NaiveDate::from_ymd_opt(YEAR_MAX + 1, 1, 1)?;
                self.between(start, start, end).nth(usize::try_from(many).ok()?)
            }
        };
        date.filter(|date| date.year() <= YEAR_MAX)
    }
}

fn monday_first(weekday: Weekday) -> usize {
    usize::try_from(weekday.num_days_from_monday()).expect("below 7")
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).first_day()
}

/// The days in steps from a first one, beginning with the first not before `from`.
fn steps(first: NaiveDate, step: i64, from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let missed = ((from - first).num_days().max(0) + step - 1) / step * step;
    let days = |number: i64| u64::try_from(number).ok().map(Days::new);
    let begin = days(missed).and_then(|days| first.checked_add_days(days));
    std::iter::successors(begin, move |day| day.checked_add_days(days(step)?))
}

fn days_of_week(monday: NaiveDate, weekdays: [bool; 7]) -> impl Iterator<Item = NaiveDate> {
    let marked = (0..).zip(weekdays).filter(|(_, on)| *on);
    marked.filter_map(move |(day, _)| monday.checked_add_days(Days::new(day)))
}

/// The chosen days of every so many months, each month's in order and once.
fn in_months<'a>(
    start: NaiveDate,
    every: Every,
    from: NaiveDate,
    chosen: impl Fn(NaiveDate) -> Vec<NaiveDate> + 'a,
) -> Row<'a> {
    let (first, step) = (month_number(start), i64::from(every.get()));
    let missed = (month_number(from) - first + step - 1) / step;
    let months = (missed..).map_while(move |turn| first_of(first + turn * step));
    Box::new(months.flat_map(move |month| {
        let mut days = chosen(month);
        days.sort_unstable();
        days.dedup();
        days
    }))
}
