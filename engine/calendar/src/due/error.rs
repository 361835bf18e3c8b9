//! Why a due date cannot be counted.

use crate::limits::{FIRST_YEAR, LAST_YEAR};
use crate::term::Term;

/// A due date that cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.ru())]
pub enum DueError {
    /// The event or the last day lies outside the years [`FIRST_YEAR`]-[`LAST_YEAR`].
    OutOfRange {
        /// The term that was counted.
        term: Term,
    },
}

impl DueError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            DueError::OutOfRange { .. } => "due.out_of_range",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        let DueError::OutOfRange { term } = self;
        format!(
            "Срок «{term}» выходит за пределы {FIRST_YEAR}–{LAST_YEAR} годов; проверьте дату события и величину срока."
        )
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        let DueError::OutOfRange { term } = self;
        let term = term.to_english();
        format!(
            "The term `{term}` leaves the years {FIRST_YEAR}-{LAST_YEAR}; check the date of the event and the length of the term."
        )
    }
}
