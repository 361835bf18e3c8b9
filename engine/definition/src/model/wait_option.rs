//! One of several things that a step waits for: the first that happens decides.

use reglament_expression::Expression;

use super::Deadline;

/// One of the things waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitOption {
    /// What must happen.
    pub trigger: WaitTrigger,
    /// Values set from `message.<key>` or other data when it happens.
    pub set: Vec<(String, Expression)>,
    /// Where to go then.
    pub next: Vec<String>,
}

/// What a wait can wait for.
#[allow(
    clippy::large_enum_variant,
    reason = "a definition holds a handful of them, and they are not moved"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitTrigger {
    /// A date (its local midnight) or a moment.
    Until(Expression),
    /// A term passes.
    Term(Deadline),
    /// A condition over the data holds.
    When(Expression),
    /// A message arrives; messages that came earlier are kept.
    Message(String),
}

impl WaitTrigger {
    /// What `<step>.outcome` says when it has happened: the name of the message, or the key in YAML.
    pub fn outcome(&self) -> &str {
        match self {
            Self::Until(_) => "until",
            Self::Term(_) => "term",
            Self::When(_) => "when",
            Self::Message(message) => message,
        }
    }
}
