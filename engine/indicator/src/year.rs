//! The years of a set: calendar years, or twelve months from the opening day and its anniversaries.

use chrono::{Datelike, Months, NaiveDate};
use reglament_definition::{IndicatorSet, Years};
use serde::Serialize;

use crate::limits::MAX_YEARS;

/// One year of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "IndicatorYear"))]
pub struct Year {
    /// The calendar year in which it begins: its name.
    pub year: i32,
    /// Its first day, the opening day at the earliest.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// Whether it is year one.
    pub first: bool,
}

impl Year {
    /// The year of this name; none before the opening, and beyond what dates can say.
    pub(crate) fn of(set: &IndicatorSet, year: i32) -> Option<Self> {
        let opened = set.opened_on;
        let first = year == opened.year();
        if year < opened.year() {
            return None;
        }
        let (from, until) = match kind(set) {
            Years::Calendar => (
                NaiveDate::from_ymd_opt(year, 1, 1)?,
                NaiveDate::from_ymd_opt(year, 12, 31)?,
            ),
            Years::SinceOpening => {
                let passed = u32::try_from(year - opened.year()).ok()?;
                let from = opened.checked_add_months(Months::new(passed.checked_mul(12)?))?;
                let next = opened.checked_add_months(Months::new((passed + 1).checked_mul(12)?))?;
                (from, next.pred_opt()?)
            }
        };
        Some(Self {
            year,
            from: from.max(opened),
            until,
            first,
        })
    }
}

/// What a year of the set is.
pub(crate) fn kind(set: &IndicatorSet) -> Years {
    set.years.chosen(&set.parameters).unwrap_or(Years::Calendar)
}

/// The year in which a day lies.
pub fn year_of(set: &IndicatorSet, on: NaiveDate) -> i32 {
    match Year::of(set, on.year()) {
        Some(year) if kind(set) == Years::SinceOpening && on < year.from => on.year() - 1,
        _ => on.year(),
    }
}

/// The years from the opening to a day, at most [`MAX_YEARS`] and the latest ones; none before the opening.
pub fn years(set: &IndicatorSet, on: NaiveDate) -> Vec<i32> {
    let last = year_of(set, on);
    let first = set.opened_on.year().max(last.saturating_sub(MAX_YEARS - 1));
    (first..=last).collect()
}
