//! A length of time as regulations write it: "5 рабочих дней", "2 years", "120 минут".
//!
//! Only a count and a unit: how it is counted is the business of [`Rule`](crate::Rule).

mod error;
mod parse;
mod words;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use error::TermError;

use crate::russian::plural;

/// A count of one unit, at most [`MAX_TERM_COUNT`](crate::MAX_TERM_COUNT) when read from text.
///
/// Serialized as its canonical Russian text. Terms are ordered by unit first: a month has no fixed length in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(into = "String", try_from = "String")]
pub struct Term {
    /// What is counted.
    pub unit: Unit,
    /// How many.
    pub count: u32,
}

/// What a term counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Exact minutes.
    Minute,
    /// Exact hours of 60 minutes, whatever the clock on the wall does.
    Hour,
    /// Working days of the production calendar.
    WorkingDay,
    /// Days in a row; an unqualified "день" is one of them.
    CalendarDay,
    /// Weeks: the term ends on the same weekday.
    Week,
    /// Months: the term ends on the same number, or on the last day of a shorter month.
    Month,
    /// Years: as months.
    Year,
}

impl Term {
    /// A term of `count` units.
    pub const fn new(count: u32, unit: Unit) -> Term {
        Term { unit, count }
    }

    /// Reads a term in Russian or English in any plural form; "рабочий день" is one working day, "полмесяца", "квартал" and
    /// "полгода" are 15 days, 3 and 6 months (article 192 of the Civil Code), unqualified days are calendar days.
    ///
    /// # Errors
    /// Text that is not a term; the error says what is wrong and names the nearest right term.
    pub fn parse(text: &str) -> Result<Term, TermError> {
        parse::term(text)
    }

    /// How long it is by the clock, for units that no calendar changes: minutes, hours, days and weeks of 24 hours.
    pub fn fixed(&self) -> Option<chrono::TimeDelta> {
        let count = i64::from(self.count);
        match self.unit {
            Unit::Minute => chrono::TimeDelta::try_minutes(count),
            Unit::Hour => chrono::TimeDelta::try_hours(count),
            Unit::CalendarDay => chrono::TimeDelta::try_days(count),
            Unit::Week => chrono::TimeDelta::try_weeks(count),
            Unit::WorkingDay | Unit::Month | Unit::Year => None,
        }
    }

    /// The term in English: `5 working days`.
    pub fn to_english(&self) -> String {
        let (one, many) = match self.unit {
            Unit::Minute => ("minute", "minutes"),
            Unit::Hour => ("hour", "hours"),
            Unit::WorkingDay => ("working day", "working days"),
            Unit::CalendarDay => ("calendar day", "calendar days"),
            Unit::Week => ("week", "weeks"),
            Unit::Month => ("month", "months"),
            Unit::Year => ("year", "years"),
        };
        format!(
            "{} {}",
            self.count,
            if self.count == 1 { one } else { many }
        )
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let forms = match self.unit {
            Unit::Minute => ["минута", "минуты", "минут"],
            Unit::Hour => ["час", "часа", "часов"],
            Unit::WorkingDay => ["рабочий день", "рабочих дня", "рабочих дней"],
            Unit::CalendarDay => ["календарный день", "календарных дня", "календарных дней"],
            Unit::Week => ["неделя", "недели", "недель"],
            Unit::Month => ["месяц", "месяца", "месяцев"],
            Unit::Year => ["год", "года", "лет"],
        };
        write!(f, "{} {}", self.count, plural(self.count, forms))
    }
}

impl FromStr for Term {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Term, TermError> {
        Term::parse(text)
    }
}

impl TryFrom<String> for Term {
    type Error = TermError;

    fn try_from(text: String) -> Result<Term, TermError> {
        Term::parse(&text)
    }
}

impl std::convert::From<Term> for String {
    fn from(term: Term) -> String {
        term.to_string()
    }
}
