//! Dates of a flight, as far as an estimate needs them: which days are weekend.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Days in a week.
const WEEK: u64 = 7;

/// Monday is 0, so Saturday is 5.
const SATURDAY: u64 = 5;

impl Date {
    /// The date of that year, month and day, if the calendar has it.
    ///
    /// Shape: years 1..=9999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let known = (1..=9999).contains(&year) && (1..=12).contains(&month);
        let date = Self { year, month, day };
        (known && day >= 1 && day <= date.days_in_month()).then_some(date)
    }

    /// The date written as `2026-03-02`; nothing else is read.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(place, byte)| match place {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return None;
        }
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        Self::new(year, month, day)
    }

    /// Whether the day that follows this one by so many days is a Saturday or Sunday.
    pub fn is_weekend_after(self, days: u32) -> bool {
        (self.weekday() + u64::from(days)) % WEEK >= SATURDAY
    }

    /// Day of the week, Monday 0 to Sunday 6.
    fn weekday(self) -> u64 {
        let earlier_years = u64::from(self.year) - 1;
        let leap_days = earlier_years / 4 - earlier_years / 100 + earlier_years / 400;
        let earlier_months: u64 =
            (1..self.month).map(|month| u64::from(Self { month, ..self }.days_in_month())).sum();
        // The first of January of year 1 was a Monday.
        (earlier_years * 365 + leap_days + earlier_months + u64::from(self.day) - 1) % WEEK
    }

    fn days_in_month(self) -> u8 {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days_fall_on_their_weekdays() {
        let weekday = |text| Date::parse(text).map(Date::weekday);

        assert_eq!(weekday("2026-03-02"), Some(0));
        assert_eq!(weekday("2000-02-29"), Some(1));
        assert_eq!(weekday("1900-01-01"), Some(0));
        assert_eq!(weekday("2024-12-31"), Some(1));
        assert_eq!(weekday("0001-01-01"), Some(0));
    }

    #[test]
    fn only_days_of_the_calendar_are_read() {
        for wrong in ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "0000-01-01"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
        for wrong in ["", "2026-3-02", "20260302", "2026-03-02 ", "+026-03-02", "2026-03-0²"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
        assert!(Date::parse("2024-02-29").is_some_and(|it| it.to_string() == "2024-02-29"));
    }

    #[test]
    fn five_days_after_a_monday_the_weekend_begins() {
        let monday = Date::new(2026, 3, 2).expect("a day of the calendar");

        let weekend: Vec<u32> = (0..14).filter(|day| monday.is_weekend_after(*day)).collect();

        assert_eq!(weekend, [5, 6, 12, 13]);
    }
}
