//! Working days of 2022 and of the January after it, written down from the decree of 16.09.2021 № 1564 and article 112
//! of the labour code: the engine's calendar is not asked.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

/// Days off on a Monday to Friday of 2022: month and day.
const DAYS_OFF: [(u32, u32); 14] = [
    (1, 3),
    (1, 4),
    (1, 5),
    (1, 6),
    (1, 7),
    (2, 23),
    (3, 7),
    (3, 8),
    (5, 2),
    (5, 3),
    (5, 9),
    (5, 10),
    (6, 13),
    (11, 4),
];
/// The one working Saturday.
const WORKING_SATURDAY: (u32, u32) = (3, 5);

pub(super) fn is_working(day: NaiveDate) -> bool {
    let key = (day.month(), day.day());
    let january_after = day.year() == 2023 && key <= (1, 8);
    match day.weekday() {
        _ if january_after => false,
        Weekday::Sat => key == WORKING_SATURDAY,
        Weekday::Sun => false,
        _ => !DAYS_OFF.contains(&key),
    }
}

/// The `n`-th working day after `day`.
pub(super) fn working(day: NaiveDate, n: u32) -> NaiveDate {
    let mut at = day;
    let mut left = n;
    while left > 0 {
        at = at + Days::new(1);
        left -= u32::from(is_working(at));
    }
    at
}

/// The day itself, or the next working day.
pub(super) fn rolled(day: NaiveDate) -> NaiveDate {
    let mut at = day;
    while !is_working(at) {
        at = at + Days::new(1);
    }
    at
}

/// The `n`-th such weekday of a month of 2022.
pub(super) fn nth(month: u32, n: u8, weekday: Weekday) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(2022, month, weekday, n).unwrap()
}
