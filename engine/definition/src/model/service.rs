//! Steps that ask a machine: an external worker that fetches jobs, or a webhook that is called.
//!
//! Addresses, secrets and tokens are never here: the configuration knows them under the names given.

use reglament_calendar::Term;
use reglament_expression::Expression;

use super::{Assignments, Deadline, Field};

/// Asks a machine and waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceStep {
    /// Who does it.
    pub performer: Performer,
    /// Keys and values handed over, in the order written.
    pub give: Assignments,
    /// What the answer may hold; answers are read like the answers of a form. Further keys of an answer are ignored.
    pub result: Vec<Field>,
    /// Fields set from `result.<key>`, in the order written.
    pub take: Vec<(String, Expression)>,
    /// How often it is tried again.
    pub retries: Retries,
    /// When the answer is due; passing it raises an incident, the job goes on.
    pub deadline: Option<Deadline>,
    /// Where to go then.
    pub next: Vec<String>,
}

/// Who does a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Performer {
    /// Any worker that fetches this topic.
    Worker(String),
    /// The webhook that the configuration knows under this name.
    Webhook(String),
}

/// How often a failed job is tried again, and after which pauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retries {
    /// Tries after the first one.
    pub times: u32,
    /// Pauses in minutes, hours or calendar days; the last one repeats. Never empty.
    pub delays: Vec<Term>,
}
