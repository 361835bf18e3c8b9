//! What may be decided about a running term: extension, suspension, silence as an answer.
//!
//! Only the rules; what was decided and the dates that came of it are facts in the journal.

use reglament_expression::Expression;

use super::{DrawDocument, Form, TermSource, Title};

/// «Срок может быть продлён, но не более чем на 30 дней, с уведомлением заявителя».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// Roles whose holders may decide it.
    pub by: Vec<String>,
    /// The longest single extension.
    pub at_most: TermSource,
    /// How often.
    pub times: u32,
    /// Clauses that allow it.
    pub basis: Vec<String>,
    /// The decision as a document.
    pub document: Option<DrawDocument>,
    /// The letter that goes out with the act.
    pub notice: TermNotice,
    /// Whether it may still be decided once the due date has passed.
    pub after_due: bool,
}

/// «Течение срока приостанавливается до представления документов».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// Roles whose holders may suspend and resume.
    pub by: Vec<String>,
    /// After this long the term resumes by itself; absent: without limit.
    pub at_most: Option<TermSource>,
    /// How often.
    pub times: u32,
    /// Clauses that allow it.
    pub basis: Vec<String>,
    /// Letter that goes out with the act.
    pub notice: Option<TermNotice>,
    /// What resumes the term beside an act.
    pub resume_on: Option<ResumeOn>,
}

/// What resumes a suspended term by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResumeOn {
    /// A message with this name.
    Message(String),
    /// The applicant sends a form, with the receipt code.
    Form {
        /// The button.
        title: Title,
        /// What is asked for.
        form: Form,
    },
}

/// A letter that goes out with an act about a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermNotice {
    /// Template.
    pub letter: String,
    /// An address, or several, given by an expression, or
    pub to: Option<Expression>,
    /// the holders of these roles.
    pub roles: Vec<String>,
}

/// «По истечении срока согласие считается полученным».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The outcome that the passing of the due date gives.
    pub outcome: String,
    /// Clauses that say so.
    pub basis: Vec<String>,
}
