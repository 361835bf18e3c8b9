//! What may interrupt: boundary events on a waiting step, and events of the whole process.

use reglament_expression::Expression;

use super::{Deadline, Title};

/// What an event listens to.
#[allow(
    clippy::large_enum_variant,
    reason = "a definition holds a handful of events, and they are not moved"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// A term passes.
    Term(Deadline),
    /// A message arrives.
    Message(String),
}

/// An interrupting event on a waiting step: the step is left and the token goes to `next`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundaryEvent {
    /// What it listens to.
    pub trigger: Trigger,
    /// Values set from the message or the data when it happens, in the order written.
    pub set: Vec<(String, Expression)>,
    /// Where the token goes.
    pub next: Vec<String>,
}

/// An event that may come at any time while the process runs, asked for by a person (a withdrawal). It cancels
/// everything that is open and enters `next`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessEvent {
    /// Id, for example `withdrawal`.
    pub id: String,
    /// The button: «Отозвать заявление».
    pub title: Title,
    /// Clauses it comes from.
    pub basis: Vec<String>,
    /// When it is allowed; absent: always.
    pub when: Option<Expression>,
    /// Roles that may ask for it beside the applicant.
    pub roles: Vec<String>,
    /// Whether the applicant may ask for it with the receipt code.
    pub applicant: bool,
    /// The step entered.
    pub next: String,
}
