//! Russian word forms and dates for explanations.
//!
//! Only what the explanations need: plurals after numbers, weekday names, dates as `28.10.2021`.

use chrono::{Datelike, NaiveDate};

use crate::day::DayKind;

/// The form of a noun after a number: `[1 день, 2 дня, 5 дней]`.
pub(crate) fn plural<'a>(count: u32, [one, few, many]: [&'a str; 3]) -> &'a str {
    match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// `28.10.2021`.
pub(crate) fn date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// `28.10.2021 (четверг)`.
pub(crate) fn full_date(day: NaiveDate) -> String {
    format!("{} ({})", date(day), weekday(day))
}

/// One date, or the first and the last one with a dash.
pub(crate) fn range(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        full_date(first)
    } else {
        format!("{} – {}", full_date(first), full_date(last))
    }
}

/// What a kind of day is called.
pub(crate) fn kind(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Workday => "рабочий день",
        DayKind::Weekend => "выходной",
        DayKind::Holiday => "нерабочий праздничный день",
        DayKind::MovedOff => "выходной по переносу",
        DayKind::MovedWork => "рабочий день по переносу",
        DayKind::Decree => "нерабочий день по указу Президента",
        DayKind::LocalOff => "нерабочий день региона или организации",
    }
}

fn weekday(date: NaiveDate) -> &'static str {
    const NAMES: [&str; 7] = [
        "понедельник",
        "вторник",
        "среда",
        "четверг",
        "пятница",
        "суббота",
        "воскресенье",
    ];
    NAMES[date.weekday().num_days_from_monday() as usize]
}
