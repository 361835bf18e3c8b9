//! Date rules that are not terms: month ends, the n-th weekday, working days between two dates.
//!
//! A fixed date ("the second Tuesday") is never rolled: article 193 of the Civil Code is about periods.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use crate::calendar::{Calendar, is_supported};
use crate::day::DecreeDays;
use crate::limits::{FIRST_YEAR, LAST_YEAR};

/// Last day of the date's month.
pub fn month_end(date: NaiveDate) -> NaiveDate {
    let first = date.with_day(1).unwrap_or(date);
    // At the very end of chrono's range there is no next month; the last date is then the month's end.
    match first.checked_add_months(Months::new(1)) {
        Some(next) => next.pred_opt().unwrap_or(date),
        None => NaiveDate::MAX,
    }
}

/// The n-th (1-5) given weekday of a month; `None` when the month (1-12) or the weekday does not exist.
pub fn nth_weekday(year: i32, month: u32, weekday: Weekday, n: u8) -> Option<NaiveDate> {
    if !(1..=5).contains(&n) {
        return None;
    }
    NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)
}

/// The last working day of the date's month; `None` when the month has none or lies outside the supported years.
pub fn last_working_day_of_month(
    calendar: &Calendar,
    date: NaiveDate,
    decree_days: DecreeDays,
) -> Option<NaiveDate> {
    if !is_supported(date) {
        return None;
    }
    let last = month_end(date);
    let days = std::iter::successors(Some(last), NaiveDate::pred_opt);
    days.take_while(|day| day.month() == last.month())
        .find(|day| calendar.is_working(*day, decree_days))
}

/// Working days after `a` up to and including `b`; negative when `b` is earlier than `a`.
///
/// Days outside the supported years are not counted.
pub fn working_days_between(
    calendar: &Calendar,
    a: NaiveDate,
    b: NaiveDate,
    decree_days: DecreeDays,
) -> i64 {
    if b < a {
        return -working_days_between(calendar, b, a, decree_days);
    }
    let (Some(first), Some(last)) = (
        NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1),
        NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31),
    ) else {
        return 0;
    };
    let start = a.succ_opt().map_or(last, |next| next.max(first));
    let days = start.iter_days().take_while(|day| *day <= b.min(last));
    days.map(|day| i64::from(calendar.is_working(day, decree_days)))
        .sum()
}
