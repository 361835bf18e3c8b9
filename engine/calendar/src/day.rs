//! One day of the production calendar: does it work, is it short, and by which act.
//!
//! Says nothing about office hours: the closing hour belongs to the rule of a deadline.

use serde::{Deserialize, Serialize};

/// What the calendar says about one date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// True when the date counts as a working day under the chosen treatment of decree days.
    pub working: bool,
    /// True on a working day that is one hour shorter (article 95 of the Labour Code).
    pub short: bool,
    /// Why the day works or does not.
    pub kind: DayKind,
    /// The holiday's name or the act behind the day, in Russian, as published.
    pub note: Option<String>,
    /// The region or organisation for which an overlay declared the day; `None` for the whole country.
    pub scope: Option<String>,
    /// False when no production calendar of that year is known: only statutory holidays and weekends are used.
    pub published: bool,
}

/// Why a day works or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// An ordinary working day.
    Workday,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A public holiday (article 112 of the Labour Code).
    Holiday,
    /// A weekday off: a day off was moved here by the Government or by article 112, part 2.
    MovedOff,
    /// A working Saturday or Sunday: its day off was moved elsewhere.
    MovedWork,
    /// A day that would work but was declared non-working by a decree of the President (2020, 2021).
    /// Whether it works for a deadline depends on [`DecreeDays`].
    Decree,
    /// A day off declared by an overlay for a region or an organisation.
    LocalOff,
}

/// How days declared non-working by Presidential decree are treated in legal terms.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecreeDays {
    /// They count as working days. The default: such days are not "non-working" in the sense of article 193 of the Civil
    /// Code (Supreme Court, Review No. 1 of 21.04.2020, question 5).
    #[default]
    Working,
    /// They count as days off, both in counting and in rolling.
    Off,
}
