//! When a station is on air in a normal week.

use chrono::{NaiveDateTime, NaiveTime, Weekday};

use super::refusals::StationRefused;
use super::week::{Stretch, lies_within, seconds_between};

/// One stretch on air; it may run past midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenStretch {
    /// The day on which it begins.
    pub weekday: Weekday,
    /// Wall time of the start.
    pub opens: NaiveTime,
    /// Wall time of the end; at or before `opens` it lies on the next day.
    pub closes: NaiveTime,
}

impl OpenStretch {
    fn stretch(self) -> Stretch {
        Stretch::on(self.weekday, self.opens, seconds_between(self.opens, self.closes))
    }
}

/// A station's normal week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpeningHours(pub Vec<OpenStretch>);

impl OpeningHours {
    /// Whether anybody has entered them.
    pub fn are_known(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether the station is on air from a wall time on for so many seconds.
    /// Hours that are not known stand against nothing.
    pub fn hold(&self, wall: NaiveDateTime, seconds: u32) -> bool {
        self.hold_stretch(Stretch::at(wall, seconds))
    }

    /// The same for a time of every week.
    pub fn hold_weekly(&self, weekday: Weekday, starts: NaiveTime, seconds: u32) -> bool {
        self.hold_stretch(Stretch::on(weekday, starts, seconds))
    }

    fn hold_stretch(&self, asked: Stretch) -> bool {
        let open: Vec<Stretch> = self.0.iter().map(|open| open.stretch()).collect();
        !self.are_known() || lies_within(asked, &open)
    }
}

/// Opening hours must not overlap each other.
pub fn decide_hours(hours: &OpeningHours) -> Result<(), StationRefused> {
    for (at, one) in hours.0.iter().enumerate() {
        if hours.0[..at].iter().any(|other| other.stretch().overlaps(one.stretch())) {
            return Err(StationRefused::HoursOverlap { weekday: one.weekday, opens: one.opens });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stations::rules::read_time;
    use chrono::NaiveDate;

    fn time(text: &str) -> NaiveTime {
        read_time(text).expect("a time")
    }

    fn open(weekday: Weekday, opens: &str, closes: &str) -> OpenStretch {
        OpenStretch { weekday, opens: time(opens), closes: time(closes) }
    }

    #[test]
    fn hours_run_past_midnight_and_past_sunday() {
        let hours = OpeningHours(vec![open(Weekday::Sun, "18:00", "02:00")]);
        let hold = |day, at, seconds| hours.hold_weekly(day, time(at), seconds);
        assert!(hold(Weekday::Sun, "23:30", 3600));
        assert!(hold(Weekday::Mon, "01:00", 3600));
        assert!(!hold(Weekday::Mon, "01:00", 3601));
        assert!(!hold(Weekday::Sun, "17:59", 60 + 1));
        assert!(!hold(Weekday::Mon, "19:00", 60));
    }

    #[test]
    fn days_that_touch_are_one_stretch() {
        let all_day = WEEK.map(|day| open(day, "00:00", "00:00")).to_vec();
        let hours = OpeningHours(all_day);
        assert_eq!(decide_hours(&hours), Ok(()));
        let saturday =
            NaiveDate::from_ymd_opt(2026, 3, 7).and_then(|day| day.and_hms_opt(23, 0, 0));
        assert!(hours.hold(saturday.expect("a time"), 6 * 3600));
    }

    const WEEK: [Weekday; 7] = crate::stations::rules::WEEKDAYS;

    #[test]
    fn unknown_hours_stand_against_nothing() {
        assert!(OpeningHours::default().hold_weekly(Weekday::Mon, time("03:00"), 60));
    }

    #[test]
    fn overlapping_hours_are_refused() {
        let hours = |second| OpeningHours(vec![open(Weekday::Sun, "20:00", "01:00"), second]);
        let refused = StationRefused::HoursOverlap { weekday: Weekday::Mon, opens: time("00:30") };
        let early = open(Weekday::Mon, "00:30", "05:00");
        assert_eq!(decide_hours(&hours(early)), Err(refused));
        assert_eq!(decide_hours(&hours(open(Weekday::Mon, "01:00", "05:00"))), Ok(()));
    }
}
