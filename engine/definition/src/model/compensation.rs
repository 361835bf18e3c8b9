//! Compensation: what was done is undone by the steps named for it.

/// Runs the undo steps of completed steps, latest first, one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compensate {
    /// Ids of the steps that may be undone: all that name an `undo` when the author names none.
    pub steps: Vec<String>,
    /// Where to go when nothing is left to undo.
    pub next: Vec<String>,
}
