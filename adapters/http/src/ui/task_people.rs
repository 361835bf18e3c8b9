//! Who has a task: what is known of it, and the small forms that change it. Shown beside the task's own form.

use super::parts::{FormView, Pair};

/// A small form under a heading that opens it.
#[derive(Clone, Debug)]
pub struct Fold {
    /// What the form does, as it is sent.
    pub action: &'static str,
    /// The heading.
    pub title: String,
    /// The form.
    pub form: FormView,
    /// Whether it is open: its last attempt had mistakes, or a link asks for it.
    pub open: bool,
}

/// The card «Исполнитель».
#[derive(Clone, Debug, Default)]
pub struct PeopleCard {
    /// Heading.
    pub title: String,
    /// Who took it, who delegated it, in whose place the viewer acts.
    pub facts: Vec<Pair>,
    /// Forms of one button: taking the task, closing the vote.
    pub buttons: Vec<FormView>,
    /// Forms with a person or a reason.
    pub folds: Vec<Fold>,
}

impl PeopleCard {
    /// Opens the form of an action, if it is there.
    pub fn unfold(&mut self, action: &str) {
        for fold in &mut self.folds {
            fold.open |= fold.action == action;
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.buttons.is_empty() && self.folds.is_empty()
    }
}
