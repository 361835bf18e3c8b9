//! Dates as personnel departments write them. What may be two different days is refused, never guessed.

use chrono::{Datelike, Days, NaiveDate};

use crate::limits::{EXCEL_DAYS, YEARS};
use crate::problem::Sentence;

const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
/// What means that there is no day: a contract without an end, an empty date of a database.
const OPEN: [&str; 9] = [
    "-",
    "–",
    "—",
    "н.в.",
    "по н.в.",
    "настоящее время",
    "по настоящее время",
    "бессрочно",
    "до отмены",
];
/// The empty dates of databases.
const EMPTY: [&str; 3] = ["01.01.0001", "0001-01-01", "31.12.9999"];

/// The day that a cell names; none for an empty cell or one that says «open».
///
/// # Errors
/// What is wrong with the text and how to write it.
pub(crate) fn day(text: &str) -> Result<Option<NaiveDate>, Sentence> {
    let text = text.trim();
    let text = text.strip_suffix("г.").unwrap_or(text).trim_end();
    let text = without_time(text);
    let lower = text.to_lowercase();
    if lower.is_empty() || OPEN.contains(&lower.as_str()) || EMPTY.contains(&text) {
        return Ok(None);
    }
    if let Some(day) = excel(text).or_else(|| in_words(&lower)) {
        return Ok(Some(day));
    }
    figures(text).map(Some)
}

/// Databases give a day with its midnight.
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => day,
        _ => text,
    }
}

/// A day that lost its format in a spreadsheet: the number of days since the end of 1899.
fn excel(text: &str) -> Option<NaiveDate> {
    let number: i64 = text.parse().ok()?;
    if !EXCEL_DAYS.contains(&number) {
        return None;
    }
    let days = Days::new(u64::try_from(number).ok()?);
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(days)
}

/// «1 сентября 2022».
fn in_words(text: &str) -> Option<NaiveDate> {
    let mut words = text.split_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|known| *known == month)?;
    let month = u32::try_from(month).ok()? + 1;
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month, day.parse().ok()?)?;
    (words.next().is_none() && YEARS.contains(&date.year())).then_some(date)
}

fn figures(text: &str) -> Result<NaiveDate, Sentence> {
    let parts: Vec<&str> = text.split(['.', '-', '/']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let [first, second, third] = parts.as_slice() else {
        return Err(no_date(text));
    };
    if !parts.iter().all(digits) {
        return Err(no_date(text));
    }
    let (year, month, day) = match (first.len(), third.len()) {
        (4, 1..=2) => (first, second, third),
        (1..=2, 4) if text.contains('/') => return slashes(text, first, second, third),
        (1..=2, 4) => (third, second, first),
        (1..=2, 1..=2) => return Err(short_year(text)),
        _ => return Err(no_date(text)),
    };
    build(year, month, day).ok_or_else(|| no_date(text))
}

/// `03/12/2022` may be the third of December or the twelfth of March.
fn slashes(text: &str, first: &str, second: &str, year: &str) -> Result<NaiveDate, Sentence> {
    let day_first = build(year, second, first);
    let month_first = build(year, first, second);
    match (day_first, month_first) {
        (Some(a), Some(b)) if a != b => Err(Sentence::new(
            format!(
                "По «{text}» не понять, где день, а где месяц: напишите, например, {}.",
                a.format("%d.%m.%Y")
            ),
            format!("`{text}` does not tell the day from the month: write {a}, for example."),
        )),
        (Some(day), _) | (None, Some(day)) => Ok(day),
        (None, None) => Err(no_date(text)),
    }
}

fn build(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    YEARS.contains(&date.year()).then_some(date)
}

fn no_date(text: &str) -> Sentence {
    Sentence::new(
        format!("«{text}» – не дата. Напишите день, месяц и год: 01.09.2022."),
        format!("`{text}` is no date. Write year, month and day: 2022-09-01."),
    )
}

fn short_year(text: &str) -> Sentence {
    Sentence::new(
        format!(
            "В «{text}» год из двух цифр: непонятно, какого он века. Напишите четыре: 01.09.2022."
        ),
        format!(
            "The year of `{text}` has two digits, its century is not known. Write four: 2022-09-01."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn every_usual_spelling_is_the_same_day() {
        for text in [
            "01.09.2022",
            "1.9.2022",
            "2022-09-01",
            "01.09.2022 г.",
            "1 сентября 2022 г.",
            "44805",
            "2022-09-01T00:00:00",
            "01.09.2022 0:00",
            "2022/09/01",
        ] {
            let read = day(text).unwrap().unwrap();
            assert_eq!(read.to_string(), "2022-09-01", "{text}");
        }
        assert_eq!(
            day("13/09/2022").unwrap().unwrap().to_string(),
            "2022-09-13"
        );
    }

    #[test]
    fn no_day_and_doubtful_days() {
        for text in [
            "",
            "-",
            "н.в.",
            "бессрочно",
            "31.12.9999",
            "01.01.0001 00:00:00",
        ] {
            assert_eq!(day(text).unwrap(), None, "{text}");
        }
        for (text, expected) in [
            ("03/12/2022", "где месяц"),
            ("01.09.22", "двух цифр"),
            ("31.02.2022", "не дата"),
            ("сентябрь", "не дата"),
            ("5", "не дата"),
            ("01.09.1822", "не дата"),
        ] {
            assert!(day(text).unwrap_err().ru.contains(expected), "{text}");
        }
    }
}
