//! Russian word forms and dates for explanations.
//!
//! Only what the explanations need: plurals after numbers, weekday names, dates as `28.10.2021`.

use chrono::{Datelike, NaiveDate};

use crate::day::DayKind;

/// The form of a noun after a number: `[1 день, 2 дня, 5 дней]`.
pub(crate) fn plural(count: u32, [one, few, many]: [&str; 3]) -> &str {
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

/// `28.10.2021 (чт)`.
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

/// What a kind of day is called, one day or several.
pub(crate) fn kind(kind: DayKind, several: bool) -> &'static str {
    let (one, many) = match kind {
        DayKind::Workday | DayKind::MovedWork => ("рабочий день", "рабочие дни"),
        DayKind::Weekend | DayKind::MovedOff => ("выходной", "выходные"),
        DayKind::Holiday => ("нерабочий праздничный день", "нерабочие праздничные дни"),
        DayKind::Decree => ("объявлен нерабочим", "объявлены нерабочими"),
        DayKind::LocalOff => ("местный нерабочий день", "местные нерабочие дни"),
    };
    if several { many } else { one }
}

fn weekday(date: NaiveDate) -> &'static str {
    const NAMES: [&str; 7] = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];
    NAMES[date.weekday().num_days_from_monday() as usize]
}
