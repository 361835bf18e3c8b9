//! Acts about terms as a story writes them.
//!
//! Without `task` the term of the whole instance is meant.

use reglament_core::RawInput;
use serde::Deserialize;

/// Extending a term.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtendTerm {
    /// Step of the task.
    pub task: Option<String>,
    /// Instance; absent: `main`.
    pub instance: Option<String>,
    /// Person.
    pub by: String,
    /// By how much.
    pub term: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Local time.
    pub at: Option<String>,
}

/// Suspending a term.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuspendTerm {
    /// Step of the task.
    pub task: Option<String>,
    /// Instance; absent: `main`.
    pub instance: Option<String>,
    /// Person.
    pub by: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Local time.
    pub at: Option<String>,
}

/// Letting a suspended term run again.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResumeTerm {
    /// Step of the task.
    pub task: Option<String>,
    /// Instance; absent: `main`.
    pub instance: Option<String>,
    /// Person; absent: the applicant, with the form of the rule.
    pub by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Answers of the form.
    #[serde(default)]
    pub with: RawInput,
    /// Local time.
    pub at: Option<String>,
}

/// The production calendar of a year is published.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishCalendar {
    /// The year.
    pub year: i32,
    /// Its days: `date,kind,note`.
    #[serde(default)]
    pub rows: Vec<String>,
    /// Local time.
    pub at: Option<String>,
}
