//! Tables of days off: refused with a line of the text, or taken and then answering for every day.

use chrono::NaiveDate;
use reglament_calendar::{Calendar, DecreeDays, Overlay, RowError, YearTable};

use super::world::CALENDAR;

pub(super) const WORDS: &[&str] = &[
    "date,kind,note\n",
    "date,kind,note,scope\n",
    "2026-01-01",
    "2026-05-09,holiday,День Победы\n",
    "holiday",
    "moved_work",
    "moved_off",
    "short",
    "decree",
    "day_off",
    "\"",
    ",,",
    "2024-02-29",
    "2026-13-01",
];

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Overlay::parse("region", "Кузбасс", &text) {
        Ok(overlay) => answers(&CALENDAR.with_overlay(overlay)),
        Err(errors) => told(&text, &errors),
    }
    match YearTable::parse(2026, &text) {
        Ok(table) => answers(&CALENDAR.with_year(table)),
        Err(errors) => told(&text, &errors),
    }
}

fn told(text: &str, errors: &[RowError]) {
    assert!(!errors.is_empty(), "refused without a word");
    for error in errors {
        assert!(
            (1..=text.lines().count().max(1) + 1).contains(&error.line),
            "{error:?}"
        );
        assert!(!error.to_string().is_empty());
    }
}

fn answers(calendar: &Calendar) {
    let mut date = NaiveDate::from_ymd_opt(2025, 12, 25).unwrap();
    for _ in 0..30 {
        let next = calendar.next_working(date, DecreeDays::Working);
        assert!(
            next >= date && calendar.is_working(next, DecreeDays::Working),
            "{date}"
        );
        date = date.succ_opt().unwrap();
    }
    assert!(!format!("{:?}", calendar.reference()).is_empty());
}
