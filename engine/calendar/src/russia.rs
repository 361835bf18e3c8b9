//! The production calendars of Russia, 2020-2027, as embedded tables.
//!
//! The notes name the Government's act behind each moved day; the yearly norms of working time are the check sums.
//! Decree days of 2020 and 2021 are a table of their own, because the law treats them differently from holidays.

use std::sync::LazyLock;

use crate::calendar::Calendar;
use crate::rows;
use crate::year::YearTable;

const YEARS: [(i32, &str); 8] = [
    (2020, include_str!("../data/ru-2020.csv")),
    (2021, include_str!("../data/ru-2021.csv")),
    (2022, include_str!("../data/ru-2022.csv")),
    (2023, include_str!("../data/ru-2023.csv")),
    (2024, include_str!("../data/ru-2024.csv")),
    (2025, include_str!("../data/ru-2025.csv")),
    (2026, include_str!("../data/ru-2026.csv")),
    (2027, include_str!("../data/ru-2027.csv")),
];
const DECREES: &str = include_str!("../data/ru-special-nonworking.csv");

/// Read once, shared by every clone.
pub(crate) static RUSSIA: LazyLock<Calendar> = LazyLock::new(|| {
    let years = YEARS.iter().map(|(year, csv)| {
        YearTable::parse(*year, csv).expect("embedded tables are valid: a test reads each of them")
    });
    let decrees =
        rows::read(DECREES).expect("the embedded table of decrees is valid: a test reads it");
    Calendar::new("ru", years.collect(), decrees)
});
