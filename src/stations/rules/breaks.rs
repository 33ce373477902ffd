//! The weekly breaks in which spots may air.

use chrono::{NaiveTime, Weekday};

use super::hours::OpeningHours;
use super::refusals::StationRefused;
use super::validity::Validity;
use super::week::Stretch;

/// Seconds of the longest break.
const BREAK_SECONDS_MAX: u32 = 3_600;

/// One break of every week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreakTime {
    /// The row's number; 0 for one that is not kept yet.
    pub number: i64,
    /// The day.
    pub weekday: Weekday,
    /// Wall time of the start.
    pub starts: NaiveTime,
    /// Its whole length.
    pub seconds: u32,
    /// What campaigns may fill of it.
    pub free_seconds: u32,
    /// On which days it holds.
    pub valid: Validity,
}

impl BreakTime {
    fn stretch(&self) -> Stretch {
        Stretch::on(self.weekday, self.starts, self.seconds)
    }

    fn meets(&self, other: &Self) -> bool {
        self.valid.meets(other.valid) && self.stretch().overlaps(other.stretch())
    }
}

/// New breaks lie within the opening hours, are no longer than an hour, give no
/// more than they have, and share no second with another break.
pub fn decide_breaks(
    new: &[BreakTime],
    others: &[BreakTime],
    hours: &OpeningHours,
) -> Result<(), StationRefused> {
    for (at, one) in new.iter().enumerate() {
        let (weekday, starts) = (one.weekday, one.starts);
        if !(1..=BREAK_SECONDS_MAX).contains(&one.seconds) {
            return Err(StationRefused::BreakLength);
        }
        if one.free_seconds > one.seconds {
            return Err(StationRefused::FreeMoreThanLength { seconds: one.seconds });
        }
        if !one.valid.is_in_order() {
            return Err(StationRefused::EndsBeforeItBegins);
        }
        if !hours.hold_weekly(weekday, starts, one.seconds) {
            return Err(StationRefused::BreakOutsideHours { weekday, starts });
        }
        let mut all = others.iter().chain(&new[..at]);
        if let Some(other) = all.find(|other| other.meets(one)) {
            let (weekday, starts) = (other.weekday, other.starts);
            return Err(StationRefused::BreaksOverlap { weekday, starts });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stations::rules::{OpenStretch, read_time};
    use chrono::NaiveDate;

    fn at(weekday: Weekday, starts: &str, seconds: u32) -> BreakTime {
        let starts = read_time(starts).expect("a time");
        let valid = Validity::default();
        BreakTime { number: 0, weekday, starts, seconds, free_seconds: seconds, valid }
    }

    #[test]
    fn breaks_that_touch_stand_beside_each_other() {
        let first = at(Weekday::Mon, "07:00", 180);
        let hours = OpeningHours::default();
        assert_eq!(decide_breaks(&[at(Weekday::Mon, "07:03", 60)], &[first], &hours), Ok(()));
        let starts = first.starts;
        let refused = StationRefused::BreaksOverlap { weekday: Weekday::Mon, starts };
        let late = at(Weekday::Mon, "07:02", 60);
        assert_eq!(decide_breaks(&[late], &[first], &hours), Err(refused.clone()));
        assert_eq!(decide_breaks(&[first, late], &[], &hours), Err(refused));
    }

    #[test]
    fn breaks_of_different_months_do_not_meet() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).expect("a day");
        let mut old = at(Weekday::Mon, "07:00", 180);
        old.valid.to = Some(day(8));
        let mut new = old;
        new.valid = Validity::since(day(9));
        assert_eq!(decide_breaks(&[new], &[old], &OpeningHours::default()), Ok(()));
    }

    #[test]
    fn a_break_gives_what_it_has_while_the_station_is_open() {
        let opens = read_time("05:00").expect("a time");
        let closes = read_time("23:00").expect("a time");
        let hours = OpeningHours(vec![OpenStretch { weekday: Weekday::Mon, opens, closes }]);
        let decide = |one| decide_breaks(&[one], &[], &hours);
        assert_eq!(decide(at(Weekday::Mon, "22:58", 120)), Ok(()));
        let late = at(Weekday::Mon, "22:59", 120);
        let (weekday, starts) = (late.weekday, late.starts);
        assert_eq!(decide(late), Err(StationRefused::BreakOutsideHours { weekday, starts }));
        let mut greedy = at(Weekday::Mon, "07:00", 120);
        greedy.free_seconds = 121;
        assert_eq!(decide(greedy), Err(StationRefused::FreeMoreThanLength { seconds: 120 }));
        assert_eq!(decide(at(Weekday::Mon, "07:00", 0)), Err(StationRefused::BreakLength));
        assert_eq!(decide(at(Weekday::Mon, "07:00", 3601)), Err(StationRefused::BreakLength));
    }
}
