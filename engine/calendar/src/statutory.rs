//! Public holidays of article 112 of the Labour Code, for years without a published calendar.
//!
//! Transfers of days off are left out on purpose, those of part 2 included: the Government often moves them elsewhere
//! (as in 2025), and without them the provisional date is the earlier, safer one.

use chrono::{Datelike, NaiveDate, Weekday};

/// First year of the New Year break of 1-6 and 8 January; before it only 1-5 January were holidays.
const LONG_BREAK_SINCE: i32 = 2013;

/// The holiday's name in Russian, if the date is one.
pub(crate) fn holiday(date: NaiveDate) -> Option<&'static str> {
    let last_of_break = if date.year() >= LONG_BREAK_SINCE {
        8
    } else {
        5
    };
    match (date.month(), date.day()) {
        (1, 7) => Some("Рождество Христово"),
        (1, day) if day <= last_of_break => Some("Новогодние каникулы"),
        (2, 23) => Some("День защитника Отечества"),
        (3, 8) => Some("Международный женский день"),
        (5, 1) => Some("Праздник Весны и Труда"),
        (5, 9) => Some("День Победы"),
        (6, 12) => Some("День России"),
        (11, 4) => Some("День народного единства"),
        _ => None,
    }
}

/// A working day right before a public holiday is one hour shorter (article 95 of the Labour Code).
pub(crate) fn is_short(date: NaiveDate) -> bool {
    date.succ_opt().is_some_and(|next| holiday(next).is_some())
}

/// Saturday or Sunday.
pub(crate) fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
