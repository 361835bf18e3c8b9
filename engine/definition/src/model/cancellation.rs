//! Who may cancel an instance, when, and what still has to be done then.

use reglament_expression::Expression;

use super::Title;

/// `on: cancellation` of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancellation {
    /// The button: «Прекратить сертификацию».
    pub title: Title,
    /// Clauses it comes from.
    pub basis: Vec<String>,
    /// When it is allowed; absent: always.
    pub when: Option<Expression>,
    /// Roles that may ask for it.
    pub roles: Vec<String>,
    /// The closing branch; empty: the instance ends at once.
    pub next: Vec<String>,
}
