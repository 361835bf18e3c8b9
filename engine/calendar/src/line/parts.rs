//! The facts inside explanation lines.
//!
//! Field names are wire names: the journal stores them.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::day::DayKind;
use crate::rule::{Rule, Start};
use crate::term::{Term, Unit};

/// The event and the term counted from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The term.
    pub term: Term,
    /// True when the term runs back from the event.
    pub back: bool,
    /// Local date of the event.
    pub date: NaiveDate,
    /// The instant, when the event had one.
    pub moment: Option<DateTime<Utc>>,
    /// Zone of the local date.
    pub zone: Tz,
}

/// A working day that counted, or a run of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Number of the first day of the run, from 1.
    pub first_n: u32,
    /// Number of the last day of the run.
    pub last_n: u32,
    /// First day counted (the later one in a backward term).
    pub first: NaiveDate,
    /// Last day counted.
    pub last: NaiveDate,
    /// What sets these days apart from ordinary working days.
    pub reason: Option<Reason>,
}

/// Neighbouring days of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// Earliest day.
    pub first: NaiveDate,
    /// Latest day.
    pub last: NaiveDate,
    /// What kind of days they are, and why.
    pub reason: Reason,
}

/// A term in days, weeks, months or years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The term.
    pub term: Term,
    /// First day of the term.
    pub first: NaiveDate,
    /// Its nominal last day.
    pub last: NaiveDate,
    /// Whether the day of the event counts; then the term ends a day earlier than the number or weekday of the event.
    pub start: Start,
    /// True when the term runs back.
    pub back: bool,
}

/// The move of the last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rolled {
    /// The nominal last day.
    pub from: NaiveDate,
    /// The last day after the move.
    pub to: NaiveDate,
    /// Which way it moved.
    pub direction: Direction,
    /// True when the term runs back.
    pub back: bool,
}

/// A term in hours or minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elapsed {
    /// The term.
    pub term: Term,
    /// Where it starts.
    pub start: DateTime<Utc>,
    /// Where it ends.
    pub end: DateTime<Utc>,
    /// True when the term runs back.
    pub back: bool,
    /// Zone in which the instants are shown.
    pub zone: Tz,
}

/// A suspension that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// The day of the suspension.
    pub suspended: NaiveDate,
    /// The day of the resumption; it counts.
    pub resumed: NaiveDate,
    /// What is counted: working days, calendar days or minutes.
    pub unit: Unit,
    /// How many were left.
    pub left: u32,
}

/// The end of the last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ends {
    /// The last day.
    pub date: NaiveDate,
    /// The closing hour of that day; `None` for 24:00.
    pub closes: Option<NaiveTime>,
    /// True when the hour is one earlier because the day is short.
    pub short: bool,
    /// The first late instant.
    pub at: DateTime<Utc>,
    /// The zone of the hour.
    pub zone: Tz,
}

/// Why a day works or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The kind of day.
    pub kind: DayKind,
    /// The holiday or the act, in Russian, as published.
    pub note: Option<String>,
    /// The region or organisation concerned.
    pub scope: Option<String>,
}

/// Which way days are walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Towards later days.
    Forward,
    /// Towards earlier days.
    Back,
}

impl Direction {
    pub(crate) fn of(rule: &Rule) -> Direction {
        if rule.back {
            Direction::Back
        } else {
            Direction::Forward
        }
    }

    pub(crate) fn opposite(self) -> Direction {
        match self {
            Direction::Forward => Direction::Back,
            Direction::Back => Direction::Forward,
        }
    }

    pub(crate) fn step(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Direction::Forward => day.succ_opt(),
            Direction::Back => day.pred_opt(),
        }
    }
}
