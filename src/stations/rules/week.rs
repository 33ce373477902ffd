//! Stretches of a week on the wall clock, which ends where it begins.

use chrono::{Datelike, NaiveDateTime, NaiveTime, Timelike, Weekday};

/// The days in the order of the week, Monday first.
pub const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Seconds of a day.
pub(super) const DAY_SECONDS: u32 = 86_400;
/// Seconds of a week.
pub(super) const WEEK_SECONDS: u32 = 7 * DAY_SECONDS;

/// The number under which a weekday is kept: 0 is Monday.
pub fn weekday_number(day: Weekday) -> i32 {
    i32::try_from(day.num_days_from_monday()).expect("at most 6")
}

/// The weekday of a kept number.
pub fn weekday_of_number(number: i32) -> Option<Weekday> {
    WEEKDAYS.get(usize::try_from(number).ok()?).copied()
}

/// Read a wall time as people type it: `7:05`, `07:05`, `07.05`, `7h05`, `24:00` as midnight.
pub fn read_time(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.trim().split_once([':', '.', 'h', 'H'])?;
    let fits = |part: &str, least: usize| {
        (least..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    if !fits(hour, 1) || !fits(minute, 2) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = if (hour, minute) == (24, 0) { 0 } else { hour };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// How long it is from one wall time to the next occurrence of another; equal
/// times are a whole day apart.
pub(super) fn seconds_between(start: NaiveTime, end: NaiveTime) -> u32 {
    let (start, end) = (start.num_seconds_from_midnight(), end.num_seconds_from_midnight());
    if end > start { end - start } else { end + DAY_SECONDS - start }
}

/// A stretch that begins within the week and may run past its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub start: u32,
    pub seconds: u32,
}

impl Stretch {
    /// The stretch of a weekday from a wall time on.
    pub fn on(day: Weekday, starts: NaiveTime, seconds: u32) -> Self {
        let start = day.num_days_from_monday() * DAY_SECONDS + starts.num_seconds_from_midnight();
        Self { start, seconds }
    }

    /// The stretch that begins at a wall time of some week.
    pub fn at(wall: NaiveDateTime, seconds: u32) -> Self {
        Self::on(wall.weekday(), wall.time(), seconds)
    }

    /// Whether the two share a second, around the end of the week too.
    pub fn overlaps(self, other: Self) -> bool {
        let ahead = |from: u32, to: u32| (to + WEEK_SECONDS - from) % WEEK_SECONDS;
        ahead(self.start, other.start) < self.seconds
            || ahead(other.start, self.start) < other.seconds
    }
}

/// Whether the stretch lies whole within the union of others.
pub(super) fn lies_within(inner: Stretch, outer: &[Stretch]) -> bool {
    let mut reached = inner.start;
    let end = inner.start + inner.seconds;
    let mut turns: Vec<(u32, u32)> = outer
        .iter()
        .flat_map(|stretch| {
            // The week before, this week and the next one, counted from this one.
            [0, WEEK_SECONDS, 2 * WEEK_SECONDS].map(|turn| {
                let start = stretch.start + turn;
                (
                    start.saturating_sub(WEEK_SECONDS),
                    (start + stretch.seconds).saturating_sub(WEEK_SECONDS),
                )
            })
        })
        .collect();
    turns.sort_unstable();
    for (from, to) in turns {
        if from <= reached && to > reached {
            reached = to;
        }
    }
    reached >= end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let read = |text| read_time(text).map(|time| time.format("%H:%M").to_string());
        for (text, time) in [("7:05", "07:05"), ("07.05", "07:05"), ("7h30", "07:30")] {
            assert_eq!(read(text).as_deref(), Some(time), "{text}");
        }
        assert_eq!(read("24:00").as_deref(), Some("00:00"));
        for text in ["", "7", "25:00", "7:5", "24:01", "12:60", "-1:00", "1:00pm"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn overlap_and_containment_agree_with_counting_minutes(
            a in 0..10_080_u32, a_long in 1..1_500_u32, b in 0..10_080_u32, b_long in 1..1_500_u32,
        ) {
            let minutes = |start: u32, long: u32| (start..start + long).map(|m| m % 10_080);
            let (one, two) = (
                Stretch { start: a * 60, seconds: a_long * 60 },
                Stretch { start: b * 60, seconds: b_long * 60 },
            );
            let shared = minutes(a, a_long).any(|m| minutes(b, b_long).any(|n| n == m));
            prop_assert_eq!(one.overlaps(two), shared);
            prop_assert_eq!(two.overlaps(one), shared);
            let held = minutes(a, a_long).all(|m| minutes(b, b_long).any(|n| n == m));
            prop_assert_eq!(lies_within(one, &[two]), held);
        }
    }
}
