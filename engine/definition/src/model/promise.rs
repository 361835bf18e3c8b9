//! What a regulation promises about its dates: a total term, or the order of two dates.
//!
//! Promises change nothing at run time; `reglament-proof` decides before publishing whether they can be kept.

use super::TermSource;

/// One promise of the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What is promised.
    pub kind: PromiseKind,
    /// Clauses that make it.
    pub basis: Vec<String>,
}

/// The two forms of a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromiseKind {
    /// From one moment to another within a term, whatever the day on which it begins.
    Within {
        /// How long it may take.
        term: TermSource,
        /// The step with whose end it begins; absent: the start of the instance.
        from: Option<String>,
        /// The step by whose end it must be over.
        to: String,
    },
    /// One date is never after another.
    Order {
        /// The date that comes first.
        first: StepDate,
        /// The date that it may not pass.
        before: StepDate,
    },
}

/// A date of a step: `order.due_on`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDate {
    /// The step.
    pub step: String,
    /// Which of its dates.
    pub date: DateOf,
}

/// The dates of a step that promises may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOf {
    /// When it began.
    Started,
    /// When it must be done.
    Due,
    /// When it was done; at the latest, when it is due.
    Completed,
}
