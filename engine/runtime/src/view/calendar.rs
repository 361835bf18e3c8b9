//! The production calendar of a year and a term counted by it, as pages and the API are told.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_calendar::{CalendarRef, DayKind, Norm, Start, TermError};
use schemars::JsonSchema;
use serde::Serialize;

/// A year of the production calendar.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct CalendarYearView {
    /// Year.
    pub year: i32,
    /// False while the calendar of the year is not published: only weekends and the holidays of the law are known.
    pub published: bool,
    /// The calendar with its local tables; equal versions give equal dates.
    pub calendar: CalendarRef,
    /// The norm of the year for a week of 40 hours.
    pub norm: NormView,
    /// The norms of its twelve months.
    pub months: Vec<NormView>,
    /// Days that differ from a plain week, in order.
    pub days: Vec<SpecialDay>,
}

/// Working time of a year or a month for a week of 40 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct NormView {
    /// Working days, short ones included.
    pub working_days: u32,
    /// Days that are an hour shorter.
    pub short_days: u32,
    /// Hours.
    pub hours: u32,
}

impl From<Norm> for NormView {
    fn from(norm: Norm) -> Self {
        Self {
            working_days: norm.working_days,
            short_days: norm.short_days,
            hours: norm.hours,
        }
    }
}

/// A day that differs from a plain week.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SpecialDay {
    /// Date.
    pub date: NaiveDate,
    /// Whether it works.
    pub working: bool,
    /// Whether it is an hour shorter.
    pub short: bool,
    /// Why.
    pub kind: DayKind,
    /// The holiday's name or the act behind the day, Russian, as published.
    pub note: Option<String>,
    /// The region or the organisation for which a local table declared it; none for the whole country.
    pub scope: Option<String>,
}

/// What is to be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermQuestion {
    /// The term as people write it: «5 рабочих дней».
    pub term: String,
    /// The day of the event, a local date of the installation's zone.
    pub from: NaiveDate,
    /// Whether it runs back from the event: «не позднее чем за 30 дней».
    pub back: bool,
    /// Whether the day of the event counts.
    pub start: Start,
}

/// A counted term.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct CountedTerm {
    /// The last day.
    pub on: NaiveDate,
    /// The first instant that is late.
    pub at: DateTime<Utc>,
    /// The last day before it was moved because nobody works on it.
    pub nominal: NaiveDate,
    /// True while the calendar of a year that decides is not published.
    pub provisional: bool,
    /// The calendar that was used.
    pub calendar: CalendarRef,
    /// The count, line by line, Russian.
    pub ru: Vec<String>,
    /// The same in English.
    pub en: Vec<String>,
}

/// Why nothing was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountProblem {
    /// The text is no term.
    Term(TermError),
    /// The event or the result lies outside the years of the calendar.
    Years {
        /// In Russian.
        ru: String,
        /// In English.
        en: String,
    },
}

impl CountProblem {
    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::Term(error) => error.ru(),
            Self::Years { ru, .. } => ru.clone(),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::Term(error) => error.en(),
            Self::Years { en, .. } => en.clone(),
        }
    }
}
