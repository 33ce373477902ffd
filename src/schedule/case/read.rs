//! From the JSON of a rule to the rule.

use std::collections::BTreeSet;
use std::num::NonZeroU64;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;

use crate::kit::case::{CaseError, Fields, Node, Path, WHOLE_MAX, parse, shown};
use crate::kit::wallclock::{Schedule, read_zone};
use crate::schedule::{Dates, End, Every, Move, Nth, Recurrence, Rule, RuleRefused};

/// A rule and the zone whose wall clock it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zoned {
    /// The zone.
    pub zone: Tz,
    /// The rule.
    pub recurrence: Recurrence,
}

/// Longest lists of a rule.
const DAYS_MAX: usize = 10_000;

const FIELDS: [&str; 13] = [
    "zone", "start", "time", "every", "weekdays", "nth", "days", "cron", "until", "count",
    "except", "also", "moved",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// What the number of a rule counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
}

/// The rule that a text says.
///
/// Errors: text that is not JSON, a field that is unknown, missing, repeated or
/// wrong, fields that exclude each other, a rule that can give nothing.
pub fn read(text: &str) -> Result<Zoned, CaseError> {
    let value = parse(text)?;
    let rule = Node { at: &Path::Root, value: &value }.object(&FIELDS)?;
    let zone = rule.need("zone", zone)?;
    let start = rule.need("start", day)?;
    let (dates, times) = match rule.may("cron", schedule)? {
        Some(schedule) => {
            let absent = ["time", "every", "weekdays", "nth", "days"];
            refuse_each(rule, &absent, "does not go together with cron")?;
            let times = schedule.times().to_vec();
            (Dates::Scheduled(schedule), times)
        }
        None => (read_dates(rule, start)?, vec![rule.need("time", time)?]),
    };
    let list = |name| {
        let days = rule.may(name, |it| it.each(DAYS_MAX, day))?;
        Ok(days.into_iter().flatten().collect::<BTreeSet<_>>())
    };
    let (except, also) = (list("except")?, list("also")?);
    let moved = rule.may("moved", |it| it.each(DAYS_MAX, one_move))?.unwrap_or_default();
    let end = read_end(rule)?;
    let whole = Rule { start, dates, times, end, except, also, moved };
    let recurrence = Recurrence::of(whole).map_err(|why| refuse(rule, why))?;
    Ok(Zoned { zone, recurrence })
}

fn read_end(rule: Fields) -> Result<End, CaseError> {
    let until = rule.may("until", day)?;
    let count = rule.may("count", |it| it.whole(1, WHOLE_MAX))?.and_then(NonZeroU64::new);
    match (until, count) {
        (None, None) => Ok(End::Never),
        (Some(last), None) => Ok(End::Until(last)),
        (None, Some(count)) => Ok(End::After(count)),
        (Some(_), Some(_)) => {
            Err(Path::Root.field("count").refuse("does not go together with until"))
        }
    }
}

fn read_dates(rule: Fields, start: NaiveDate) -> Result<Dates, CaseError> {
    let (unit, n) = rule.need("every", |it| {
        let every = it.object(&["unit", "n"])?;
        let units = [("day", Unit::Day), ("week", Unit::Week), ("month", Unit::Month)];
        let unit = every.need("unit", |it| it.word(&units))?;
        let n = every.need("n", |it| it.small(1, u32::MAX))?;
        Ok((unit, Every::new(n).unwrap_or(Every::MIN)))
    })?;
    let weekdays = rule.may("weekdays", |it| some(it, it.each(DAYS_MAX, weekday)?))?;
    let nths = rule.may("nth", |it| some(it, it.each(DAYS_MAX, nth)?))?;
    let days = rule.may("days", |it| some(it, it.each(DAYS_MAX, |it| signed(it, 31))?))?;
    if unit != Unit::Week {
        refuse_each(rule, &["weekdays"], "belongs to a rule by weeks")?;
    }
    if unit != Unit::Month {
        refuse_each(rule, &["nth", "days"], "belongs to a rule by months")?;
    }
    match (unit, nths, days) {
        (Unit::Day, ..) => Ok(Dates::Days(n)),
        (Unit::Week, ..) => {
            let chosen = weekdays.unwrap_or_else(|| vec![start.weekday()]);
            Ok(Dates::Weeks(n, Dates::weekdays(&chosen)))
        }
        (Unit::Month, None, None) => {
            let day = i8::try_from(start.day()).expect("a day of the month is below 32");
            Ok(Dates::Months(n, vec![day]))
        }
        (Unit::Month, None, Some(days)) => Ok(Dates::Months(n, days)),
        (Unit::Month, Some(nths), None) => Ok(Dates::MonthWeekdays(n, nths)),
        (Unit::Month, Some(_), Some(_)) => {
            Err(Path::Root.field("nth").refuse("does not go together with days"))
        }
    }
}

fn refuse_each(rule: Fields, names: &[&str], why: &str) -> Result<(), CaseError> {
    for name in names {
        rule.may(name, |it| Err::<(), _>(it.at.refuse(why)))?;
    }
    Ok(())
}

fn refuse(rule: Fields, why: RuleRefused) -> CaseError {
    let moved = Path::Root.field("moved");
    match why {
        RuleRefused::Never if rule.may("cron", |_| Ok(())) == Ok(Some(())) => {
            Path::Root.field("cron").refuse(why)
        }
        RuleRefused::Never => Path::Root.field("every").refuse(why),
        RuleRefused::EndsBeforeStart => Path::Root.field("until").refuse(why),
        RuleRefused::MovedTwice { place }
        | RuleRefused::MovedExcept { place }
        | RuleRefused::MovedFromNothing { place }
        | RuleRefused::MovedFromSeveral { place } => moved.item(place).field("from").refuse(why),
    }
}

fn zone(it: Node) -> Result<Tz, CaseError> {
    let name = it.text()?;
    let why =
        || it.at.refuse(format_args!("\"{}\" is not a zone, as Africa/Kigali is", shown(name)));
    read_zone(name).ok_or_else(why)
}

fn schedule(it: Node) -> Result<Schedule, CaseError> {
    Schedule::read(it.text()?).map_err(|why| it.at.refuse(why))
}

fn weekday(it: Node) -> Result<Weekday, CaseError> {
    it.word(&WEEKDAYS)
}

fn nth(it: Node) -> Result<Nth, CaseError> {
    let nth = it.object(&["n", "weekday"])?;
    Ok(Nth { n: nth.need("n", |it| signed(it, 5))?, weekday: nth.need("weekday", weekday)? })
}

/// A whole number from 1 up to the most, or from its negative up to -1.
fn signed(it: Node, most: i8) -> Result<i8, CaseError> {
    let number = it.number(-f64::from(most), f64::from(most))?;
    // Only a whole number is written without a point.
    let whole = number.to_string().parse::<i8>().ok().filter(|whole| *whole != 0);
    whole.ok_or_else(|| it.at.refuse(format_args!("{number} is not 1..{most} or -{most}..-1")))
}

/// A list that says something.
fn some<T>(it: Node, list: Vec<T>) -> Result<Vec<T>, CaseError> {
    if list.is_empty() { Err(it.at.refuse("is an empty list")) } else { Ok(list) }
}

fn one_move(it: Node) -> Result<Move, CaseError> {
    let one = it.object(&["from", "to"])?;
    let from = one.need("from", |it| {
        let text = it.text()?;
        let whole = || read_wall(text).map(|wall| (wall.date(), Some(wall.time())));
        let from = read_day(text).map(|day| (day, None)).or_else(whole);
        from.ok_or_else(|| not_a(it, text, "date YYYY-MM-DD"))
    })?;
    let to = one.need("to", |it| {
        let text = it.text()?;
        read_wall(text).ok_or_else(|| not_a(it, text, "date and time YYYY-MM-DDTHH:MM"))
    })?;
    Ok(Move { day: from.0, time: from.1, to })
}

fn day(it: Node) -> Result<NaiveDate, CaseError> {
    let text = it.text()?;
    read_day(text).ok_or_else(|| not_a(it, text, "date YYYY-MM-DD"))
}

fn time(it: Node) -> Result<NaiveTime, CaseError> {
    let text = it.text()?;
    read_time(text).ok_or_else(|| not_a(it, text, "time HH:MM"))
}

fn not_a(it: Node, text: &str, wanted: &str) -> CaseError {
    it.at.refuse(format_args!("\"{}\" is not a {wanted}", shown(text)))
}

/// A date of the years 1 to 9999, in ten signs.
pub(super) fn read_day(text: &str) -> Option<NaiveDate> {
    let [year, month, day] = numbers(text, '-', [4, 2, 2])?;
    let year = i32::try_from(year).ok().filter(|year| *year > 0)?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// A time in five signs, or eight with its seconds.
fn read_time(text: &str) -> Option<NaiveTime> {
    let minute = || numbers(text, ':', [2, 2]).map(|[hour, minute]| [hour, minute, 0]);
    let [hour, minute, second] = numbers(text, ':', [2, 2, 2]).or_else(minute)?;
    NaiveTime::from_hms_opt(hour, minute, second)
}

fn read_wall(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once('T')?;
    Some(read_day(day)?.and_time(read_time(time)?))
}

/// Numbers of exactly so many digits between signs.
fn numbers<const N: usize>(text: &str, sign: char, digits: [usize; N]) -> Option<[u32; N]> {
    let mut found = [0; N];
    let mut pieces = text.split(sign);
    for (number, digits) in found.iter_mut().zip(digits) {
        let piece = pieces.next().filter(|piece| piece.len() == digits)?;
        *number = piece.bytes().all(|b| b.is_ascii_digit()).then(|| piece.parse().ok())??;
    }
    pieces.next().is_none().then_some(found)
}
