//! Dates with their weekday, as the user's language writes them.
//!
//! Only the form in which answers of the command line print a date; documents have their own.

use chrono::{Datelike, NaiveDate};

use crate::language::Language;

const DAYS: [&str; 7] = [
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
];

/// `28.10.2021, четверг` or `Thursday, 2021-10-28`.
pub(crate) fn dated(date: NaiveDate, language: Language) -> String {
    match language {
        Language::Ru => {
            let day = DAYS[date.weekday().num_days_from_monday() as usize];
            format!("{}, {day}", date.format("%d.%m.%Y"))
        }
        Language::En => date.format("%A, %Y-%m-%d").to_string(),
    }
}
