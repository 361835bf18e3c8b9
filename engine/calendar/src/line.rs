//! One line of the explanation of a due date: structured data that reads as a sentence in Russian and in English.
//!
//! The journal stores lines, not sentences, so the wording may improve later.

mod en;
mod ru;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::day::DayKind;
use crate::rule::{Rule, Start};
use crate::term::Term;

/// One step of the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum Line {
    /// What is counted, and from which local date.
    Event {
        /// The term.
        term: Term,
        /// True when the term runs back from the event.
        back: bool,
        /// Local date of the event.
        date: NaiveDate,
        /// The instant, when the event had one.
        moment: Option<DateTime<Utc>>,
        /// Zone of the local date.
        zone: Tz,
    },
    /// First day of the term (article 191).
    Starts {
        /// The day.
        date: NaiveDate,
        /// Whether the day of the event counts.
        start: Start,
        /// True when the term runs back.
        back: bool,
    },
    /// A working day that counted, or a run of them.
    Counted {
        /// Number of the first day of the run, from 1.
        first_n: u32,
        /// Number of the last day of the run.
        last_n: u32,
        /// First day counted (the later one in a backward term).
        first: NaiveDate,
        /// Last day counted.
        last: NaiveDate,
        /// What sets these days apart from ordinary working days.
        reason: Option<Reason>,
    },
    /// Days that did not count, or on which the term could not end.
    Skipped {
        /// Earliest day.
        first: NaiveDate,
        /// Latest day.
        last: NaiveDate,
        /// Why.
        reason: Reason,
    },
    /// Days, weeks, months or years counted at once (article 192).
    Span {
        /// The term.
        term: Term,
        /// First day of the term.
        first: NaiveDate,
        /// Its nominal last day.
        last: NaiveDate,
        /// True when the term runs back.
        back: bool,
    },
    /// The last month has no such number (article 192, part 3).
    Clamped {
        /// The number it lacks.
        number: u32,
        /// The last day of the month, which ends the term.
        date: NaiveDate,
    },
    /// The last day was moved off a non-working day (article 193, or the regulation's own rule).
    Rolled {
        /// The nominal last day.
        from: NaiveDate,
        /// The last day after the move.
        to: NaiveDate,
        /// Which way it moved.
        direction: Direction,
        /// True when the term runs back.
        back: bool,
    },
    /// The last day is non-working, and the rule leaves it there.
    NotRolled {
        /// The day.
        date: NaiveDate,
        /// Why it does not work.
        reason: Reason,
    },
    /// The last day was declared non-working by decree and nevertheless counts.
    DecreeDay {
        /// The day.
        date: NaiveDate,
        /// The decree.
        reason: Reason,
    },
    /// Exact time in hours or minutes.
    Elapsed {
        /// The term.
        term: Term,
        /// Where it starts.
        start: DateTime<Utc>,
        /// Where it ends.
        end: DateTime<Utc>,
        /// True when the term runs back.
        back: bool,
        /// Zone in which the instants are shown.
        zone: Tz,
    },
    /// Lines left out of a long explanation.
    Omitted {
        /// How many.
        lines: usize,
    },
    /// When the last day closes (article 194).
    Ends {
        /// The last day.
        date: NaiveDate,
        /// The closing hour of that day; `None` for 24:00.
        closes: Option<NaiveTime>,
        /// True when the hour is one earlier because the day is short.
        short: bool,
        /// The first late instant.
        at: DateTime<Utc>,
        /// The zone of the hour.
        zone: Tz,
    },
    /// No production calendar of these years is published yet.
    Provisional {
        /// The years.
        years: Vec<i32>,
    },
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

impl Line {
    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        ru::sentence(self)
    }

    /// The sentence in English; notes of the embedded calendars are translated, others shown as written.
    pub fn en(&self) -> String {
        en::sentence(self)
    }
}
