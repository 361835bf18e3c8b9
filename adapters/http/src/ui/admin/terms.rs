//! «Проверить сроки»: when each step would be due if an instance began on a day, and why.

use askama::Template;

use super::super::parts::{OptionView, Shell};
use super::DraftHead;

/// A step with its dates.
#[derive(Clone, Debug)]
pub struct TermRow {
    /// Where its title leads.
    pub href: String,
    /// Title.
    pub title: String,
    /// Due date; empty: it has none.
    pub due: String,
    /// The calendar of that year is not published.
    pub provisional: bool,
    /// The date by the edition in force, when it is another one.
    pub before: Option<String>,
    /// When it begins, as it usually goes.
    pub entered: String,
    /// Earliest, expected, latest end.
    pub done: Vec<String>,
    /// How the due date was counted.
    pub reasons: Vec<String>,
}

/// The table.
#[derive(Clone, Debug, Default)]
pub struct TermsTable {
    /// Steps that take time, each after those that lead to it.
    pub rows: Vec<TermRow>,
    /// Earliest, expected, latest end of the instance.
    pub end: Vec<String>,
    /// What was assumed.
    pub assumed: Vec<String>,
}

/// View of `/admin/drafts/{id}/terms`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/terms.html")]
pub struct TermsPage {
    /// Surroundings.
    pub shell: Shell,
    /// Head.
    pub head: DraftHead,
    /// The processes.
    pub processes: Vec<OptionView>,
    /// The day as typed.
    pub start: String,
    /// What is wrong.
    pub problem: Option<String>,
    /// The answer.
    pub table: Option<TermsTable>,
}
