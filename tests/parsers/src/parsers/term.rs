//! Terms in the words of the law: what is read is written back and read as the same; a due moment is counted from any day.

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use reglament_calendar::{From, Rule, Term, due};

use super::world::CALENDAR;

pub(super) const WORDS: &[&str] = &[
    "дней",
    "день",
    "рабочих дней",
    "календарных",
    "часов",
    "минут",
    "месяцев",
    "лет",
    "недель",
    "days",
    "working days",
    "5",
    "100000",
    "99999",
    "P1D",
    "PT5M",
    "1,5",
    "0",
    "½",
];

pub(super) fn run(bytes: &[u8]) {
    // Two bytes choose the day, the rest is the term.
    let (day, text) = bytes.split_at(bytes.len().min(2));
    let text = String::from_utf8_lossy(text);
    let Ok(term) = Term::parse(&text) else {
        let error = Term::parse(&text).unwrap_err();
        assert!(!error.to_string().is_empty());
        return;
    };
    assert_eq!(
        Term::parse(&term.to_string()).as_ref(),
        Ok(&term),
        "{text:?} is written as {term}"
    );
    assert!(!term.to_english().is_empty());
    let days = day
        .iter()
        .fold(0_i64, |days, byte| days * 256 + i64::from(*byte));
    let first = NaiveDate::from_ymd_opt(2005, 1, 1).unwrap();
    let date = first + TimeDelta::days(days);
    let rules = [
        Rule::new(term, Tz::Asia__Novokuznetsk),
        Rule::before(term, Tz::Europe__Moscow),
    ];
    for rule in rules {
        match due(&CALENDAR, &rule, From::Date(date)) {
            Ok(found) => {
                assert!(
                    rule.back || found.date >= date,
                    "{text:?} from {date}: {found:?}"
                );
                assert!(
                    !rule.back || found.date <= date,
                    "{text:?} before {date}: {found:?}"
                );
                assert!(
                    !found.explanation.is_empty() && found.ru().len() > found.explanation.len()
                );
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}
