//! Years that the table of zones does not reach.
//!
//! The table of `chrono-tz` lists every change of the clocks up to 2099 and
//! nothing after, as if summer time ended for good. A zone's rule goes on, and
//! all rules in force then ("the last Sunday of October") fall between March
//! and December. So a later year has the clocks of that year of the table's
//! last eleven whose 1 March is on the same weekday; eleven years in a row
//! have all seven weekdays.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

/// The first and the last of the years that stand for all later ones.
const MODELS: (i32, i32) = (2089, 2099);

/// The same time of the same day in a year that the table knows.
pub(super) fn known_day(time: NaiveDateTime) -> NaiveDateTime {
    let year = time.year();
    if year <= MODELS.1 {
        return time;
    }
    let spring = first_of_march(year);
    let model = (MODELS.0..=MODELS.1).find(|model| first_of_march(*model) == spring);
    let model = model.expect("eleven years in a row have a 1 March on each weekday");
    // 29 February becomes the 28th: no clock changes in winter's last days.
    let same = |day| NaiveDate::from_ymd_opt(model, time.month(), day);
    let date = same(time.day()).or_else(|| same(28)).expect("a day of the month");
    date.and_time(time.time())
}

fn first_of_march(year: i32) -> Option<Weekday> {
    NaiveDate::from_ymd_opt(year, 3, 1).map(|day| day.weekday())
}
