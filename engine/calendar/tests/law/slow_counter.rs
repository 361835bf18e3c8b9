//! A second counter, written to be obvious and not fast: lists of days, no shared code with the crate.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

const TABLES: [&str; 8] = [
    include_str!("../../data/ru-2020.csv"),
    include_str!("../../data/ru-2021.csv"),
    include_str!("../../data/ru-2022.csv"),
    include_str!("../../data/ru-2023.csv"),
    include_str!("../../data/ru-2024.csv"),
    include_str!("../../data/ru-2025.csv"),
    include_str!("../../data/ru-2026.csv"),
    include_str!("../../data/ru-2027.csv"),
];
const DECREES: &str = include_str!("../../data/ru-special-nonworking.csv");

/// All working days of 2020-2027, in order.
pub(crate) struct SlowCounter {
    working: Vec<NaiveDate>,
}

impl SlowCounter {
    pub(crate) fn new(decree_off: bool) -> SlowCounter {
        let rows: Vec<(NaiveDate, &str)> = TABLES.iter().flat_map(|table| read(table)).collect();
        let of = |kinds: &[&str]| -> BTreeSet<NaiveDate> {
            rows.iter()
                .filter(|(_, kind)| kinds.contains(kind))
                .map(|(date, _)| *date)
                .collect()
        };
        let (off, on) = (of(&["holiday", "moved_off"]), of(&["moved_work"]));
        let decrees: BTreeSet<NaiveDate> =
            read(DECREES).into_iter().map(|(date, _)| date).collect();
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date");
        let days = first.iter_days().take_while(|day| day.year() <= 2027);
        let working = days.filter(|day| {
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            let plain = (!weekend || on.contains(day)) && !off.contains(day);
            plain && !(decree_off && decrees.contains(day))
        });
        SlowCounter {
            working: working.collect(),
        }
    }

    pub(crate) fn works(&self, day: NaiveDate) -> bool {
        self.working.contains(&day)
    }

    /// The n-th working day strictly after (or before) the date.
    pub(crate) fn nth(&self, date: NaiveDate, n: usize, back: bool) -> Option<NaiveDate> {
        if back {
            self.working
                .iter()
                .rev()
                .filter(|day| **day < date)
                .nth(n - 1)
                .copied()
        } else {
            self.working
                .iter()
                .filter(|day| **day > date)
                .nth(n - 1)
                .copied()
        }
    }

    /// The date itself when it works, or the nearest working day after (before) it.
    pub(crate) fn rolled(&self, date: NaiveDate, back: bool) -> Option<NaiveDate> {
        if self.works(date) {
            Some(date)
        } else {
            self.nth(date, 1, back)
        }
    }
}

/// The date `months` away, found by walking days: the same number, or the last day of the month.
pub(crate) fn months_away(date: NaiveDate, months: i32) -> NaiveDate {
    let index = date.year() * 12 + date.month0() as i32 + months;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u32 + 1);
    let in_month = (1..=31).filter_map(|day| NaiveDate::from_ymd_opt(year, month, day));
    in_month
        .take_while(|day| day.day() <= date.day())
        .last()
        .expect("a month has days")
}

fn read(table: &str) -> Vec<(NaiveDate, &str)> {
    let rows = table.lines().skip(1).map(|row| {
        let mut cells = row.split(',');
        let date = cells.next().expect("a date").parse().expect("a date");
        (date, cells.next().expect("a kind"))
    });
    rows.collect()
}
