//! Stretches of time: a slot on air, a period of days.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::limits::{AIRING_SECONDS_MAX, FLIGHT_DAYS_MAX};

/// A stretch of airtime: from its start up to, not including, its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    start: DateTime<Utc>,
    seconds: u32,
}

impl Slot {
    /// A slot of 1 second to 6 hours.
    pub fn new(start: DateTime<Utc>, seconds: u32) -> Option<Self> {
        (1..=AIRING_SECONDS_MAX).contains(&seconds).then_some(Self { start, seconds })
    }

    /// The instant at which it begins.
    pub const fn start(self) -> DateTime<Utc> {
        self.start
    }

    /// Its length.
    pub const fn seconds(self) -> u32 {
        self.seconds
    }

    /// The first instant after it.
    pub fn end(self) -> DateTime<Utc> {
        self.start + TimeDelta::seconds(i64::from(self.seconds))
    }

    /// Whether the two share an instant; touching ends do not.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end() && other.start < self.end()
    }
}

/// A period of whole local days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

impl Period {
    /// A period of 1 to 730 days.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let days = (last - first).num_days() + 1;
        (1..=FLIGHT_DAYS_MAX).contains(&days).then_some(Self { first, last })
    }

    /// The first day.
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day.
    pub const fn last(self) -> NaiveDate {
        self.last
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Whether the day lies in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_that_touch_do_not_overlap() {
        let start = DateTime::UNIX_EPOCH;
        let first = Slot::new(start, 60).expect("a slot");
        let next = Slot::new(first.end(), 60).expect("a slot");
        let across = Slot::new(start + TimeDelta::seconds(59), 2).expect("a slot");
        assert!(!first.overlaps(next) && !next.overlaps(first));
        assert!(first.overlaps(across) && across.overlaps(next));
        assert!(Slot::new(start, 0).is_none());
    }

    #[test]
    fn a_period_holds_both_of_its_ends() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).expect("a day");
        let period = Period::new(day(1), day(3)).expect("a period");
        assert_eq!(period.days(), 3);
        assert!(period.contains(day(1)) && period.contains(day(3)) && !period.contains(day(4)));
        assert!(Period::new(day(3), day(1)).is_none());
    }
}
