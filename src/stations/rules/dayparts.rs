//! The named parts of a station's day.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::refusals::StationRefused;
use super::week::{DAY_SECONDS, seconds_between};

/// Characters of a daypart's code.
pub const DAYPART_CODE_CHARS_MAX: usize = 20;

/// One daypart; it may run past midnight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Daypart {
    /// The row's number; 0 for one that is not kept yet.
    pub number: i64,
    /// Its code, such as `05-09`.
    pub code: String,
    /// Wall time of the start.
    pub starts: NaiveTime,
    /// Wall time of the end; at or before `starts` it lies past midnight.
    pub ends: NaiveTime,
}

impl Daypart {
    /// Whether a wall time lies in it.
    pub fn holds(&self, time: NaiveTime) -> bool {
        let since = (time.num_seconds_from_midnight() + DAY_SECONDS
            - self.starts.num_seconds_from_midnight())
            % DAY_SECONDS;
        since < seconds_between(self.starts, self.ends)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.holds(other.starts) || other.holds(self.starts)
    }
}

/// The daypart in which something that starts at a wall time stands.
pub fn daypart_at(dayparts: &[Daypart], time: NaiveTime) -> Option<&Daypart> {
    dayparts.iter().find(|daypart| daypart.holds(time))
}

/// The dayparts that a new station begins with.
pub fn usual_dayparts() -> Vec<Daypart> {
    let hours = [(5, 9), (9, 12), (12, 14), (14, 17), (17, 20), (20, 23)];
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour of the day");
    hours
        .into_iter()
        .map(|(from, to)| Daypart {
            number: 0,
            code: format!("{from:02}-{to:02}"),
            starts: time(from),
            ends: time(to),
        })
        .collect()
}

/// Dayparts of one station have codes of their own and share no minute.
pub fn decide_dayparts(dayparts: &[Daypart]) -> Result<(), StationRefused> {
    for (at, one) in dayparts.iter().enumerate() {
        let earlier = &dayparts[..at];
        if earlier.iter().any(|other| other.code == one.code) {
            return Err(StationRefused::DaypartCodeTaken { code: one.code.clone() });
        }
        if let Some(other) = earlier.iter().find(|other| other.overlaps(one)) {
            return Err(StationRefused::DaypartsOverlap { code: other.code.clone() });
        }
    }
    Ok(())
}

/// The broadcast day to which a wall time belongs.
///
/// Shape: with a day that begins at 05:00, 04:59 still belongs to the day before.
pub fn broadcast_day(starts: NaiveTime, wall: NaiveDateTime) -> NaiveDate {
    if wall.time() < starts { wall.date() - Days::new(1) } else { wall.date() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stations::rules::read_time;
    use proptest::prelude::*;

    fn time(text: &str) -> NaiveTime {
        read_time(text).expect("a time")
    }

    fn part(starts: &str, ends: &str) -> Daypart {
        Daypart { number: 0, code: starts.into(), starts: time(starts), ends: time(ends) }
    }

    #[test]
    fn a_daypart_may_run_past_midnight() {
        let night = part("22:00", "02:00");
        let held = ["22:00", "23:59", "00:00", "01:59"].map(|text| night.holds(time(text)));
        assert_eq!(held, [true; 4]);
        assert!(!night.holds(time("02:00")) && !night.holds(time("21:59")));
        assert!(part("05:00", "05:00").holds(time("04:59")));
    }

    #[test]
    fn the_usual_dayparts_stand_beside_each_other() {
        let usual = usual_dayparts();
        assert_eq!(decide_dayparts(&usual), Ok(()));
        assert_eq!(daypart_at(&usual, time("09:00")).expect("one").code, "09-12");
        assert_eq!(daypart_at(&usual, time("23:00")), None);
    }

    #[test]
    fn dayparts_that_share_a_minute_are_refused() {
        let refused = StationRefused::DaypartsOverlap { code: "22:00".into() };
        let both = [part("22:00", "02:00"), part("01:00", "05:00")];
        assert_eq!(decide_dayparts(&both), Err(refused));
        let twice = [part("05:00", "06:00"), part("05:00", "07:00")];
        let refused = StationRefused::DaypartCodeTaken { code: "05:00".into() };
        assert_eq!(decide_dayparts(&twice), Err(refused));
    }

    #[test]
    fn the_small_hours_belong_to_the_day_before() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        let at = |text| broadcast_day(time("05:00"), day.and_time(time(text)));
        assert_eq!((at("04:59"), at("05:00")), (day.pred_opt().expect("a day"), day));
    }

    proptest! {
        #[test]
        fn no_minute_is_in_two_accepted_dayparts(
            ends in prop::collection::vec((0..1_440_u32, 0..1_440_u32), 1..6),
        ) {
            let at = |m: u32| NaiveTime::from_hms_opt(m / 60, m % 60, 0).expect("a time");
            let parts: Vec<Daypart> = ends
                .iter()
                .enumerate()
                .map(|(n, (a, b))| Daypart {
                    number: 0, code: n.to_string(), starts: at(*a), ends: at(*b),
                })
                .collect();
            let most = (0..1_440)
                .map(|minute| parts.iter().filter(|part| part.holds(at(minute))).count())
                .max();
            prop_assert_eq!(decide_dayparts(&parts).is_ok(), most <= Some(1));
        }
    }
}
