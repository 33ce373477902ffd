//! From which day to which day something holds.

use chrono::NaiveDate;

/// A stretch of days, both included, open where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// The first day; none for since ever.
    pub from: Option<NaiveDate>,
    /// The last day; none while it goes on.
    pub to: Option<NaiveDate>,
}

impl Validity {
    /// Since a day, without end.
    pub const fn since(from: NaiveDate) -> Self {
        Self { from: Some(from), to: None }
    }

    /// Whether it does not end before it begins.
    pub fn is_in_order(self) -> bool {
        self.from.zip(self.to).is_none_or(|(from, to)| from <= to)
    }

    /// Whether it holds on a day.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether there is a day on which both hold.
    pub fn meets(self, other: Self) -> bool {
        let ends_before =
            |one: Self, two: Self| one.to.zip(two.from).is_some_and(|(to, from)| to < from);
        !ends_before(self, other) && !ends_before(other, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: Option<u32>, to: Option<u32>) -> Validity {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).expect("a day");
        Validity { from: from.map(day), to: to.map(day) }
    }

    #[test]
    fn both_ends_belong_to_it() {
        let march = days(Some(2), Some(4));
        let held = [1, 2, 4, 5].map(|d| march.holds(days(Some(d), None).from.expect("a day")));
        assert_eq!(held, [false, true, true, false]);
        assert!(!days(Some(5), Some(4)).is_in_order() && days(None, Some(4)).is_in_order());
    }

    #[test]
    fn two_meet_when_they_share_a_day() {
        let march = days(Some(2), Some(4));
        assert!(march.meets(days(Some(4), None)) && march.meets(days(None, None)));
        assert!(!march.meets(days(Some(5), None)) && !march.meets(days(None, Some(1))));
    }
}
