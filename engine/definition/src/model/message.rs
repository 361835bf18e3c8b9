//! Messages that a process declares: how they find their instance, what strangers may put into them.

use reglament_calendar::Term;
use reglament_expression::Expression;

use super::Field;

/// One declared message: an entry of `messages:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its name.
    pub name: String,
    /// Gives the key of an instance from its data; a message with an equal key is delivered to it. Absent: a message
    /// reaches an instance only by its id or receipt code.
    pub key: Option<Expression>,
    /// How long the message is kept while no instance has its key.
    pub keep: Term,
    /// Roles whose holders may send it from outside. Empty: only other processes and the operator send it.
    pub roles: Vec<String>,
    /// What a message from outside may contain.
    pub data: Vec<Field>,
}
