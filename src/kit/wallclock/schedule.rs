//! Schedules of five fields: `minute hour day month weekday`.

use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use cron::TimeUnitSpec;

use super::{in_order, wall_of};

/// Why a text is not a schedule of five fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotASchedule {
    /// Minute, hour, day, month and weekday are needed, no more and no less.
    #[error("a schedule has five fields: minute, hour, day, month, weekday")]
    Fields,
    /// The weekday field is not made of 0-7 or names, ranges and steps.
    #[error("weekdays are 0-7 (0 and 7 are Sunday) or SUN..SAT, with ranges and steps")]
    Weekday,
    /// Day of month and weekday are both restricted.
    #[error("choose days of the month or weekdays: traditions disagree on what both mean")]
    DayAndWeekday,
    /// A number is out of range, a step is zero, or a sign is not known.
    #[error("a field of the schedule cannot be read")]
    Unreadable,
}

/// A schedule of five fields, on a wall clock: times of day, and the days they fall on.
///
/// The `cron` crate reads the fields; its own calendar ends with the year 2100, skips what
/// a gap swallows and repeats what a fold repeats, so days and clocks are ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    text: String,
    times: Vec<NaiveTime>,
    days: [bool; 32],
    months: [bool; 13],
    weekdays: [bool; 7],
}

/// The last year of a schedule or rule: dates are written with four digits.
pub const YEAR_MAX: i32 = 9999;

/// The most days that each month ever has, January first.
const LONGEST: [usize; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

impl Schedule {
    /// Read a schedule as in `30 9 * * 1-5`.
    ///
    /// Shape: weekdays 0-7 with 0 and 7 Sunday, or three-letter names, and their
    /// ranges may wrap (`sat-mon`); months 1-12 or three-letter names; lists,
    /// ranges and steps everywhere.
    pub fn read(text: &str) -> Result<Self, NotASchedule> {
        let fields: Vec<&str> = text.split_ascii_whitespace().collect();
        let [minute, hour, day, month, weekday] = fields[..] else {
            return Err(NotASchedule::Fields);
        };
        let weekdays = read_weekdays(weekday).ok_or(NotASchedule::Weekday)?;
        if day != "*" && weekdays != [true; 7] {
            return Err(NotASchedule::DayAndWeekday);
        }
        if ![minute, hour, day, month].into_iter().all(is_plain) {
            return Err(NotASchedule::Unreadable);
        }
        let read = cron::Schedule::from_str(&["0", minute, hour, day, month, "*"].join(" "))
            .map_err(|_| NotASchedule::Unreadable)?;
        let minutes: [bool; 60] = marked(read.minutes());
        let hours: [bool; 24] = marked(read.hours());
        let (days, months) = (marked(read.days_of_month()), marked(read.months()));
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
        let in_hour =
            |hour| (0..).zip(minutes).filter_map(move |(m, on)| at(hour, m).filter(|_| on));
        let times = (0..).zip(hours).filter(|(_, on)| *on).flat_map(|(hour, _)| in_hour(hour));
        Ok(Self { text: fields.join(" "), times: times.collect(), days, months, weekdays })
    }

    /// As it was written, with single spaces.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The times of each of its days, in order; never empty.
    pub fn times(&self) -> &[NaiveTime] {
        &self.times
    }

    /// The weekdays, Monday first, if it falls on these in every week of the year.
    pub fn weekly(&self) -> Option<[bool; 7]> {
        let whole = self.days[1..] == [true; 31] && self.months[1..] == [true; 12];
        whole.then(|| std::array::from_fn(|day| self.weekdays[(day + 1) % 7]))
    }

    /// Whether it falls on a day of the calendar.
    pub fn falls_on(&self, date: NaiveDate) -> bool {
        self.months[index(date.month())]
            && self.days[index(date.day())]
            && self.weekdays[index(date.weekday().num_days_from_sunday())]
    }

    /// Whether any day of any year is one of its days; 30 February is not.
    pub fn ever(&self) -> bool {
        let mut months = self.months[1..].iter().zip(LONGEST);
        months.any(|(on, longest)| *on && self.days[1..=longest].contains(&true))
    }

    /// Its days from one on, in order.
    pub fn days_from(&self, first: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<'_> {
        let ever = self.ever();
        let days = first.iter_days().take_while(move |day| ever && day.year() <= YEAR_MAX);
        days.filter(|day| self.falls_on(*day))
    }

    /// The due instants after one, strictly increasing.
    ///
    /// Shape: empty when no such day exists; ends with the year 9999.
    pub fn after(
        &self,
        zone: Tz,
        after: DateTime<Utc>,
    ) -> impl Iterator<Item = DateTime<Utc>> + use<'_> {
        let around = wall_of(zone, after).date();
        // A jump of the clocks moves a time on by a day at most.
        let days = self.days_from(around.checked_sub_days(Days::new(2)).unwrap_or(around));
        let walls = days.flat_map(|day| self.times.iter().map(move |time| day.and_time(*time)));
        in_order(zone, walls)
            .map(|(_, settled)| settled.instant)
            .skip_while(move |due| *due <= after)
    }

    /// The first due instant after one.
    pub fn next_after(&self, zone: Tz, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.after(zone, after).next()
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).expect("a day, month or weekday")
}

/// Which numbers a field of the crate holds.
fn marked<const N: usize>(field: &impl TimeUnitSpec) -> [bool; N] {
    let mut marked = [false; N];
    for number in field.iter() {
        if let Some(mark) = marked.get_mut(index(number)) {
            *mark = true;
        }
    }
    marked
}

/// Whether a field has the signs of the five-field tradition alone: the crate knows more.
fn is_plain(field: &str) -> bool {
    let short = |word: &str| word.len() <= 3;
    field.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"*,-/".contains(&byte))
        && field.split(|sign: char| !sign.is_ascii_alphabetic()).all(short)
}

/// A number in digits alone: no sign, no space.
fn number(text: &str) -> Option<usize> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// Mark the weekdays of a field, Sunday first.
fn read_weekdays(field: &str) -> Option<[bool; 7]> {
    let mut marked = [false; 7];
    for item in field.split(',') {
        let (days, step) = item.split_once('/').unwrap_or((item, "1"));
        let step = number(step).filter(|step| (1..=7).contains(step))?;
        let (first, last) = match days.split_once('-') {
            _ if days == "*" => (0, 6),
            Some((first, last)) => (read_weekday(first)?, read_weekday(last)?),
            None if item.contains('/') => (read_weekday(days)? % 7, 6),
            None => (read_weekday(days)?, read_weekday(days)?),
        };
        let last = if last < first { last + 7 } else { last };
        for day in (first..=last).step_by(step) {
            marked[day % 7] = true;
        }
    }
    Some(marked)
}

/// Read 0-7 or a three-letter name.
fn read_weekday(text: &str) -> Option<usize> {
    let name = WEEKDAYS.iter().position(|name| name.eq_ignore_ascii_case(text));
    let digit = || number(text).filter(|day| text.len() == 1 && *day <= 7);
    name.or_else(digit)
}
