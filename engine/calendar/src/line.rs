//! One line of the explanation of a due date: structured data that reads as a sentence in Russian and in English.
//!
//! The journal stores lines, not sentences, so the wording may improve later.

mod en;
mod parts;
mod ru;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use parts::{Counted, Days, Direction, Elapsed, Ends, Event, Reason, Resumed, Rolled, Span};

use crate::rule::Start;
use crate::term::Term;

/// One step of the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum Line {
    /// What is counted, and from which local date.
    Event(Event),
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
    Counted(Counted),
    /// Days that did not count.
    Skipped(Days),
    /// Non-working days on which the term could not end.
    NonWorking(Days),
    /// Days, weeks, months or years counted at once (article 192).
    Span(Span),
    /// The last month has no such number (article 192, part 3).
    Clamped {
        /// The number it lacks.
        number: u32,
        /// The last day of the month, which ends the term.
        date: NaiveDate,
    },
    /// The last day was moved off a non-working day (article 193, or the regulation's own rule).
    Rolled(Rolled),
    /// The last day is non-working, and the rule leaves it there.
    NotRolled(Days),
    /// The last day was declared non-working by decree and nevertheless counts.
    DecreeDay(Days),
    /// Exact time in hours or minutes.
    Elapsed(Elapsed),
    /// Lines left out of a long explanation.
    Omitted {
        /// How many.
        lines: usize,
    },
    /// When the last day closes (article 194).
    Ends(Ends),
    /// The term was extended.
    Extended {
        /// By how much.
        term: Term,
        /// The nominal end from which the extension is counted.
        from: NaiveDate,
    },
    /// The term was suspended and runs again.
    Resumed(Resumed),
    /// The term is suspended.
    Stopped {
        /// Since which day.
        date: NaiveDate,
    },
    /// No production calendar of these years is published yet.
    Provisional {
        /// The years.
        years: Vec<i32>,
    },
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
