//! A rule in words: keys of the catalogue and what stands in their places.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::{Dates, End, Every, Nth, Recurrence};

/// A sentence or a piece of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its key in the catalogue.
    pub key: &'static str,
    /// What stands in its places, by name.
    pub parts: Vec<(&'static str, Part)>,
}

/// What stands in the place of a sentence; lists are joined as the language does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A number of things: it chooses singular or plural.
    Count(u64),
    /// Weekdays.
    Weekdays(Vec<Weekday>),
    /// Times of day.
    Times(Vec<NaiveTime>),
    /// Dates.
    Dates(Vec<NaiveDate>),
    /// A date with its time.
    At(NaiveDateTime),
    /// Text that is the same in every language.
    Text(String),
    /// Pieces.
    Each(Vec<Said>),
}

/// Dates and moves beyond these are counted, not listed.
const LISTED_MAX: usize = 6;

const EVERY_DAY: [bool; 7] = [true; 7];
const MONDAY_TO_FRIDAY: [bool; 7] = [true, true, true, true, true, false, false];

impl Said {
    fn plain(key: &'static str) -> Self {
        Self { key, parts: Vec::new() }
    }

    fn with(key: &'static str, name: &'static str, part: Part) -> Self {
        Self { key, parts: vec![(name, part)] }
    }

    fn and(mut self, name: &'static str, part: Part) -> Self {
        self.parts.push((name, part));
        self
    }
}

impl Recurrence {
    /// The rule in words: what repeats, its end, and each kind of exception.
    ///
    /// Shape: pieces in the order in which they are read, one at least.
    pub fn said(&self) -> Vec<Said> {
        let rule = self.rule();
        let mut all = vec![self.said_days()];
        match rule.end {
            End::Never => {}
            End::Until(last) => {
                all.push(Said::with("schedule.rule.until", "date", Part::Dates(vec![last])));
            }
            End::After(count) => {
                all.push(Said::with("schedule.rule.times", "n", Part::Count(count.get())));
            }
        }
        let lists = [
            (&rule.except, "schedule.rule.except", "schedule.rule.except_many"),
            (&rule.also, "schedule.rule.also", "schedule.rule.also_many"),
        ];
        for (days, key, many) in lists {
            if days.len() > LISTED_MAX {
                all.push(Said::with(many, "n", count_of(days.len())));
            } else if !days.is_empty() {
                let days = days.iter().copied().collect();
                all.push(Said::with(key, "dates", Part::Dates(days)));
            }
        }
        if self.moved.len() > LISTED_MAX {
            all.push(Said::with("schedule.rule.moved_many", "n", count_of(self.moved.len())));
        } else {
            all.extend(self.moved.iter().map(|(from, to)| {
                let from = Part::Dates(vec![from.date()]);
                Said::with("schedule.rule.moved", "from", from).and("to", Part::At(*to))
            }));
        }
        all
    }

    fn said_days(&self) -> Said {
        let (rule, once) = (self.rule(), Every::MIN);
        let weekly = match &rule.dates {
            Dates::Scheduled(schedule) if rule.times.len() <= LISTED_MAX => schedule.weekly(),
            _ => None,
        };
        let days = match (&rule.dates, weekly) {
            (_, Some(weekdays)) => of_weeks(once, weekdays),
            (Dates::Days(every), None) => of_days(*every),
            (Dates::Weeks(every, weekdays), None) => of_weeks(*every, *weekdays),
            (Dates::Months(every, days), None) => {
                of_months(*every, days.iter().map(|day| numbered(*day)).collect())
            }
            (Dates::MonthWeekdays(every, all), None) => {
                of_months(*every, all.iter().map(|one| nth(*one)).collect())
            }
            (Dates::Scheduled(schedule), None) => {
                let text = Part::Text(schedule.text().to_owned());
                return Said::with("schedule.rule.scheduled", "text", text);
            }
        };
        Said::with("schedule.rule.at", "days", Part::Each(vec![days]))
            .and("times", Part::Times(rule.times.clone()))
    }
}

fn count_of(number: usize) -> Part {
    Part::Count(u64::try_from(number).unwrap_or(u64::MAX))
}

fn every_of(every: Every) -> Part {
    Part::Count(u64::from(every.get()))
}

fn of_days(every: Every) -> Said {
    match every.get() {
        1 => Said::plain("schedule.rule.every_day"),
        2 => Said::plain("schedule.rule.every_second_day"),
        _ => Said::with("schedule.rule.every_days", "n", every_of(every)),
    }
}

fn of_weeks(every: Every, weekdays: [bool; 7]) -> Said {
    let week = (0..7_u8).filter_map(|day| Weekday::try_from(day).ok()).zip(weekdays);
    let chosen: Vec<_> = week.filter(|(_, on)| *on).map(|(day, _)| day).collect();
    let single = chosen.len() == 1;
    let named = |key| Said::with(key, "weekdays", Part::Weekdays(chosen.clone()));
    match (every.get(), weekdays) {
        (1, EVERY_DAY) => Said::plain("schedule.rule.every_day"),
        (1, MONDAY_TO_FRIDAY) => Said::plain("schedule.rule.monday_to_friday"),
        (1, _) => named("schedule.rule.every_weekday"),
        (2, _) if single => named("schedule.rule.every_second_weekday"),
        _ => named("schedule.rule.every_weeks").and("n", every_of(every)),
    }
}

fn of_months(every: Every, which: Vec<Said>) -> Said {
    let which = Part::Each(which);
    match every.get() {
        1 => Said::with("schedule.rule.each_month", "which", which),
        _ => Said::with("schedule.rule.every_months", "which", which).and("n", every_of(every)),
    }
}

fn numbered(day: i8) -> Said {
    let number = Part::Count(u64::from(day.unsigned_abs()));
    match day {
        -1 => Said::plain("schedule.rule.last_day"),
        1 => Said::plain("schedule.rule.first_day"),
        2.. => Said::with("schedule.rule.day", "n", number),
        _ => Said::with("schedule.rule.day_from_end", "n", number),
    }
}

fn nth(one: Nth) -> Said {
    let key = match one.n {
        -1 => "schedule.rule.nth_last",
        1 => "schedule.rule.nth_1",
        2 => "schedule.rule.nth_2",
        3 => "schedule.rule.nth_3",
        4 => "schedule.rule.nth_4",
        5 => "schedule.rule.nth_5",
        _ => "schedule.rule.nth_from_end",
    };
    let said = Said::with(key, "weekday", Part::Weekdays(vec![one.weekday]));
    let from_end = one.n < -1;
    if from_end { said.and("n", Part::Count(u64::from(one.n.unsigned_abs()))) } else { said }
}
