//! What may happen beside the ordinary course: boundary events on a waiting step, and events of the whole process.
//!
//! How they behave is the business of `reglament-core`; here is only what the author wrote, resolved.

use reglament_calendar::Term;
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
    /// A condition over the data comes to hold.
    When(Expression),
    /// The step (or, for a process-wide event, any step) raises an error.
    Error(ErrorMatch),
}

/// Which errors an event catches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorMatch {
    /// Every error: `error: any`.
    Any,
    /// Errors with this code.
    Code(String),
}

impl ErrorMatch {
    /// Whether it catches an error with this code.
    pub fn catches(&self, code: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Code(wanted) => wanted == code,
        }
    }
}

/// How a term that does not interrupt comes again: `every: рабочий день`, `times: 3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// From one time to the next.
    pub every: Term,
    /// How often in all, the first time included; `None`: as long as it is listened to.
    pub times: Option<u32>,
}

/// An event on a waiting step. When it interrupts, the step is left and its token goes to `next`; otherwise the step
/// goes on and a side branch begins at `next`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundaryEvent {
    /// What it listens to.
    pub trigger: Trigger,
    /// Whether the step is left.
    pub interrupting: bool,
    /// How a term comes again.
    pub repeat: Option<Recurrence>,
    /// Values set from the message or the data when it happens, in the order written.
    pub set: Vec<(String, Expression)>,
    /// Where the token, or the side branch, goes.
    pub next: Vec<String>,
}

/// What a process-wide event listens to.
#[allow(
    clippy::large_enum_variant,
    reason = "a definition holds a handful of events, and they are not moved"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProcessTrigger {
    /// Somebody asks for it with a button: the applicant, holders of `roles`.
    Asked,
    /// The same that a boundary event may listen to.
    Of(Trigger),
}

/// An event that may come at any time while the process runs, such as a withdrawal. When it interrupts, everything open
/// is cancelled and `next` is entered; otherwise a side branch begins there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessEvent {
    /// Id, for example `withdrawal`.
    pub id: String,
    /// The button: «Отозвать заявление»; also what the history calls the event.
    pub title: Title,
    /// Clauses it comes from.
    pub basis: Vec<String>,
    /// What it listens to.
    pub trigger: ProcessTrigger,
    /// When a button is allowed; absent: always.
    pub when: Option<Expression>,
    /// Roles that may ask for it beside the applicant.
    pub roles: Vec<String>,
    /// Whether the applicant may ask for it with the receipt code.
    pub applicant: bool,
    /// Whether everything open is cancelled.
    pub interrupting: bool,
    /// Whether it may happen only once in the life of an instance.
    pub once: bool,
    /// How a term comes again.
    pub repeat: Option<Recurrence>,
    /// Values set from the message or the data when it happens, in the order written.
    pub set: Vec<(String, Expression)>,
    /// The step entered.
    pub next: String,
}

impl ProcessEvent {
    /// Whether somebody asks for it with a button.
    pub fn is_button(&self) -> bool {
        self.trigger == ProcessTrigger::Asked
    }
}
