//! Days of a month: by number or by weekday, from either end.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The nth of a weekday in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nth {
    /// 1 is the first, -1 the last; never 0.
    pub n: i8,
    /// The weekday.
    pub weekday: Weekday,
}

/// Months since the year 0, so that months can be counted across years.
pub(super) fn month_number(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

/// The first day of the month of this number, where the calendar has it.
pub(super) fn first_of(month: i64) -> Option<NaiveDate> {
    let year = i32::try_from(month.div_euclid(12)).ok()?;
    NaiveDate::from_ymd_opt(year, u32::try_from(month.rem_euclid(12)).ok()? + 1, 1)
}

/// The last day of the month that begins on this day.
fn last_of(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(1))?.pred_opt()
}

/// The day of this number, counted from the end when negative; none if absent.
pub(super) fn numbered(first: NaiveDate, number: i8) -> Option<NaiveDate> {
    let steps = u64::from(number.unsigned_abs()).checked_sub(1)?;
    let day = if number > 0 {
        first.checked_add_days(Days::new(steps))?
    } else {
        last_of(first)?.checked_sub_days(Days::new(steps))?
    };
    (day.month() == first.month()).then_some(day)
}

/// The nth of a weekday, counted from the end when negative; none if absent.
pub(super) fn nth(first: NaiveDate, nth: Nth) -> Option<NaiveDate> {
    let weeks = u64::from(nth.n.unsigned_abs()).checked_sub(1)?;
    let days = |from: Weekday, to: Weekday| u64::from(to.days_since(from));
    let day = if nth.n > 0 {
        first.checked_add_days(Days::new(days(first.weekday(), nth.weekday) + 7 * weeks))?
    } else {
        let last = last_of(first)?;
        last.checked_sub_days(Days::new(days(nth.weekday, last.weekday()) + 7 * weeks))?
    };
    (day.month() == first.month()).then_some(day)
}
