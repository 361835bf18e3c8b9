//! Three dates: the earliest, the expected, the latest lawful one. Each may be unknown, or lie on a way not taken.

use chrono::{DateTime, Utc};
use serde::Serialize;

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// Everybody acts at once and every choice takes the shortest way.
    Earliest,
    /// Everybody takes the usual time and every choice the usual way.
    Expected,
    /// Everybody uses the whole term and every choice takes the longest way.
    Latest,
}

impl Line {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Earliest, Self::Expected, Self::Latest];

    pub(crate) fn index(self) -> usize {
        match self {
            Self::Earliest => 0,
            Self::Expected => 1,
            Self::Latest => 2,
        }
    }
}

/// One of the three dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ForecastDate"))]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// It does not happen on this line.
    #[default]
    Never,
    /// It happens, and nobody can say when.
    Unknown,
    /// At this instant.
    At(DateTime<Utc>),
}

impl When {
    /// The instant, if it is known.
    pub fn at(self) -> Option<DateTime<Utc>> {
        match self {
            Self::At(at) => Some(at),
            Self::Never | Self::Unknown => None,
        }
    }

    /// The later one; an unknown date may be later than any.
    pub(crate) fn later(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, one) | (one, Self::Never) => one,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::At(one), Self::At(other)) => Self::At(one.max(other)),
        }
    }

    /// The earlier one; what is known bounds what is not.
    pub(crate) fn sooner(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, one) | (one, Self::Never) => one,
            (Self::Unknown, one) | (one, Self::Unknown) => one,
            (Self::At(one), Self::At(other)) => Self::At(one.min(other)),
        }
    }

    pub(crate) fn not_before(self, floor: DateTime<Utc>) -> Self {
        match self {
            Self::At(at) => Self::At(at.max(floor)),
            Self::Never | Self::Unknown => self,
        }
    }
}

/// The three dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ForecastSpan"))]
pub struct Span {
    /// Nobody can be faster.
    pub earliest: When,
    /// As it usually goes.
    pub expected: When,
    /// Nobody may lawfully be slower.
    pub latest: When,
}

impl Span {
    /// The same instant three times.
    pub fn at(at: DateTime<Utc>) -> Self {
        Self::all(When::At(at))
    }

    pub(crate) fn all(when: When) -> Self {
        Self {
            earliest: when,
            expected: when,
            latest: when,
        }
    }

    /// The date of a line.
    pub fn get(&self, line: Line) -> When {
        match line {
            Line::Earliest => self.earliest,
            Line::Expected => self.expected,
            Line::Latest => self.latest,
        }
    }

    /// One date per line.
    pub(crate) fn of(mut each: impl FnMut(Line) -> When) -> Self {
        Self {
            earliest: each(Line::Earliest),
            expected: each(Line::Expected),
            latest: each(Line::Latest),
        }
    }

    /// Two ways to the same step: the earliest is that of the shorter, the latest that of the longer.
    pub(crate) fn either(self, other: Self) -> Self {
        Self {
            earliest: self.earliest.sooner(other.earliest),
            expected: self.expected.later(other.expected),
            latest: self.latest.later(other.latest),
        }
    }

    /// Two flows that are both waited for.
    pub(crate) fn both(self, other: Self) -> Self {
        Self::of(|line| self.get(line).later(other.get(line)))
    }

    /// Whether any line comes here.
    pub(crate) fn is_reached(&self) -> bool {
        Line::ALL.iter().any(|line| self.get(*line) != When::Never)
    }
}
