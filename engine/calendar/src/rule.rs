//! How a term is counted: where it starts, which way it runs, how its last day rolls, when that day closes.
//!
//! Plain data, set from a regulation's YAML; the defaults are those of articles 190-194 of the Civil Code.

use chrono::NaiveTime;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::day::DecreeDays;
use crate::term::{Term, Unit};

/// A rule for counting a due date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// How long.
    pub term: Term,
    /// Whether the day of the event counts.
    #[serde(default)]
    pub start: Start,
    /// What happens when the last day does not work.
    pub roll: Roll,
    /// True when the term runs back from the event ("not later than 30 days before").
    #[serde(default)]
    pub back: bool,
    /// How days declared non-working by decree count.
    #[serde(default)]
    pub decree_days: DecreeDays,
    /// Local hour at which the last day closes; `None` means 24:00. One hour earlier on short days.
    #[serde(default)]
    pub closes: Option<NaiveTime>,
    /// IANA zone whose local dates count.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub zone: Tz,
}

impl Rule {
    /// A term that runs forward from an event, with the defaults of the law: it starts the next day, a calendar term that
    /// ends on a day off ends on the next working day, the last day lasts until 24:00.
    pub fn new(term: Term, zone: Tz) -> Rule {
        let roll = if term.unit.is_calendar() {
            Roll::Next
        } else {
            Roll::None
        };
        Rule {
            term,
            start: Start::NextDay,
            roll,
            back: false,
            decree_days: DecreeDays::Working,
            closes: None,
            zone,
        }
    }

    /// A term that runs back from an event; a calendar term that lands on a day off moves to the working day before it.
    /// Article 193 may not shorten such a term.
    pub fn before(term: Term, zone: Tz) -> Rule {
        let forward = Rule::new(term, zone);
        let roll = if term.unit.is_calendar() {
            Roll::Previous
        } else {
            Roll::None
        };
        Rule {
            roll,
            back: true,
            ..forward
        }
    }
}

/// Whether the day of the event is part of the term.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TermStart"))]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The term starts the day after the event (article 191 of the Civil Code).
    #[default]
    NextDay,
    /// The day of the event is day 1 (regulations that say so themselves).
    SameDay,
}

/// What happens when the last day of a term is not a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    /// It stays: validity terms and fixed dates.
    None,
    /// It moves to the next working day (article 193 of the Civil Code).
    Next,
    /// It moves to the working day before: backward terms, and authorities whose own rules say so.
    Previous,
}

impl Unit {
    /// True for the units of the calendar (days, weeks, months, years), whose last day may be a day off.
    pub fn is_calendar(self) -> bool {
        matches!(
            self,
            Unit::CalendarDay | Unit::Week | Unit::Month | Unit::Year
        )
    }
}
