//! Why a correct expression gave no value on the data at hand.
//!
//! A failure is an expected outcome (unset data, a budget), never a bug; the engine turns it into an incident that a
//! person sees. It holds no data of the instance except the source text that was being evaluated.

use std::fmt;
use std::ops::Range;

/// The reason of a [`Failure`]; stable, meant for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// Data that an operator needs are not filled in.
    Unset,
    /// Division or remainder by zero, or a percentage of zero.
    DivisionByZero,
    /// A number or a date left the exact range.
    Overflow,
    /// Too many steps, too long a text or too long a list.
    Budget,
    /// The data are not of the kind that was checked.
    Kind,
    /// A text does not spell a date or a term, or a number cannot be used here.
    Invalid,
}

impl FailureKind {
    /// Stable code, also the address of the page that explains it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unset => "X401",
            Self::DivisionByZero => "X402",
            Self::Overflow => "X403",
            Self::Budget => "X404",
            Self::Kind => "X405",
            Self::Invalid => "X406",
        }
    }
}

/// No value, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The reason, for programs.
    pub kind: FailureKind,
    /// Byte offsets into the evaluated text.
    pub span: Range<usize>,
    /// A full sentence in Russian.
    pub ru: String,
    /// The same sentence in English.
    pub en: String,
}

impl Failure {
    pub(crate) fn new(
        kind: FailureKind,
        span: &Range<usize>,
        ru: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            span: span.clone(),
            ru: ru.into(),
            en: en.into(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.code(), self.ru)
    }
}

impl std::error::Error for Failure {}
