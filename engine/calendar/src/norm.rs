//! The working time of a year, as production calendars print it.
//!
//! The 40-hour week only; decree days count as working, because the norm is set by the calendar and not by decrees.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, is_supported};
use crate::day::DecreeDays;

/// Working days and hours of one year or of a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    /// Working days, short ones included.
    pub working_days: u32,
    /// Days that are one hour shorter.
    pub short_days: u32,
    /// Hours of a 40-hour week: eight a day less the short hours.
    pub hours: u32,
    /// False when the calendar of the year is not published and the numbers are provisional.
    pub published: bool,
}

impl Calendar {
    /// The norm of working time of a year; `None` outside the supported years.
    pub fn norm(&self, year: i32) -> Option<Norm> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
        self.norm_between(first, NaiveDate::from_ymd_opt(year, 12, 31)?)
    }

    /// The same from one day to another of one year, both included; `None` outside the supported years.
    pub fn norm_between(&self, first: NaiveDate, last: NaiveDate) -> Option<Norm> {
        if !is_supported(first) || !is_supported(last) {
            return None;
        }
        let mut norm = Norm {
            working_days: 0,
            short_days: 0,
            hours: 0,
            published: self.is_published(first.year()),
        };
        for date in first.iter_days().take_while(|date| *date <= last) {
            let day = self.glance(date, DecreeDays::Working);
            norm.working_days += u32::from(day.working);
            norm.short_days += u32::from(day.short);
        }
        norm.hours = norm.working_days * 8 - norm.short_days;
        Some(norm)
    }
}
