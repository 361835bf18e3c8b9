//! Working days between dates and after a date. Days that a decree has made non-working count as working: a plan is agreed
//! upon by the calendar of the law.

use chrono::NaiveDate;
use reglament_calendar::{Calendar, DecreeDays, working_days_between};

use crate::limits::MAX_DAYS;

/// Working days after `a` up to `b`; negative when `b` is earlier.
pub(crate) fn between(calendar: &Calendar, a: NaiveDate, b: NaiveDate) -> i64 {
    working_days_between(calendar, a, b, DecreeDays::Working)
}

/// The day on which `days` working days after `date` are over; `date` itself for none.
pub(crate) fn after(calendar: &Calendar, date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let mut left = days;
    if left <= 0 {
        return Some(date);
    }
    for day in date.iter_days().skip(1).take(MAX_DAYS) {
        left -= i64::from(calendar.is_working(day, DecreeDays::Working));
        if left == 0 {
            return Some(day);
        }
    }
    None
}
