//! What must be refused: an action and the code of the rejection.

use serde::Deserialize;

use super::{
    Away, Cancel, Complete, Correct, ExtendTerm, Hand, JobAction, Join, Message, Pass, ResumeTerm,
    StartAction, SuspendTerm, TakeTest, Withdraw,
};

/// A refused action.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// Code of the rejection.
    pub code: String,
    /// The action: exactly one of these.
    pub start: Option<StartAction>,
    /// Joining.
    pub join: Option<Box<Join>>,
    /// Doing a task.
    pub complete: Option<Complete>,
    /// Signing.
    pub sign: Option<Complete>,
    /// A process-wide event.
    pub withdraw: Option<Withdraw>,
    /// Taking a task.
    pub claim: Option<Hand>,
    /// Giving a task back.
    #[serde(rename = "return")]
    pub give_back: Option<Hand>,
    /// Delegating.
    pub delegate: Option<Hand>,
    /// Reassigning.
    pub reassign: Option<Hand>,
    /// Reminding.
    pub remind: Option<Hand>,
    /// Telling those above.
    pub escalate: Option<Hand>,
    /// Entering an absence.
    pub absence: Option<Away>,
    /// Stepping back from a vote.
    pub recuse: Option<Hand>,
    /// Closing a vote.
    pub close_vote: Option<Hand>,
    /// The answer of a machine.
    pub job: Option<Box<JobAction>>,
    /// A cancellation.
    pub cancel: Option<Cancel>,
    /// Going on without the step of an incident.
    pub pass: Option<Pass>,
    /// Correcting what was handed in.
    pub correct: Option<Box<Correct>>,
    /// Extending a term.
    pub extend: Option<ExtendTerm>,
    /// Suspending a term.
    pub suspend: Option<SuspendTerm>,
    /// Resuming a term.
    pub resume: Option<ResumeTerm>,
    /// Taking a test.
    pub test: Option<TakeTest>,
    /// A message from outside.
    pub message: Option<Box<Message>>,
}
