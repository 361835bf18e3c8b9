//! The page on which somebody decides that a case goes on without a step that is stuck.

use askama::Template;

use super::parts::{OptionView, Problem, Shell};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "passing.html")]
pub struct PassingPage {
    /// Surroundings; the title is the question.
    pub shell: Shell,
    /// What happened, in plain words.
    pub incident: String,
    /// What will not be done, one sentence each.
    pub lost: Vec<String>,
    /// Ways on; none: the step cannot be skipped.
    pub ways: Vec<OptionView>,
    /// Where it posts to.
    pub action: String,
    /// Way back.
    pub back: String,
    /// Key of the command, so that a second press does nothing.
    pub key: String,
    /// The reason as it was typed.
    pub reason: String,
    /// Whether it was agreed that nothing of it will be done.
    pub agreed: bool,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl PassingPage {
    /// What is wrong with a field; empty when nothing is.
    pub fn problem(&self, field: &str) -> &str {
        let found = self.problems.iter().find(|problem| problem.field == field);
        found.map_or("", |problem| &problem.text)
    }
}
