//! Tables of rules, a model that walks day by day, and every zone's clocks.

mod clocks;
mod model;
mod tables;
mod zones;

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a wall time")
}

fn every(n: u32) -> Every {
    Every::new(n).expect("not 0")
}

fn after(count: u64) -> End {
    End::After(std::num::NonZeroU64::new(count).expect("not 0"))
}

/// A rule at one time of day, for ever, without exceptions.
fn rule(start: &str, dates: Dates, at: &str) -> Rule {
    Rule {
        start: date(start),
        dates,
        times: vec![time(at)],
        end: End::Never,
        except: BTreeSet::new(),
        also: BTreeSet::new(),
        moved: Vec::new(),
    }
}

fn daily(start: &str, n: u32, at: &str) -> Rule {
    rule(start, Dates::Days(every(n)), at)
}
