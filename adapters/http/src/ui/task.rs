//! One task: its form, the clause behind it, its due date with the reason, who signs, what happened before.

use askama::Template;

use super::parts::{Chip, DeadlineView, FormView, Link, Pair, Shell, TimelineEntry};
use super::task_people::PeopleCard;

/// A clause of the act, beside the form.
#[derive(Clone, Debug)]
pub struct ClauseView {
    /// «п. 3.5».
    pub title: String,
    /// Its wording.
    pub text: String,
}

/// One of several signatures.
#[derive(Clone, Debug)]
pub struct SignerRow {
    /// Role or name.
    pub who: String,
    /// When it was signed, or empty.
    pub note: String,
    /// Its state.
    pub chip: Chip,
}

/// View of `/tasks/{id}`.
#[derive(Clone, Debug, Template)]
#[template(path = "task.html")]
pub struct TaskPage {
    /// Surroundings; the title is the step's.
    pub shell: Shell,
    /// Process, subject, role: printed under the title.
    pub facts: Vec<Pair>,
    /// The instance.
    pub instance: Link,
    /// When it is due.
    pub deadline: Option<DeadlineView>,
    /// What the viewer may decide about its term.
    pub acts: Vec<Link>,
    /// The form, when the viewer may send it.
    pub form: Option<FormView>,
    /// Why there is no form: done already, another holder, a conflict of interest.
    pub closed: Option<String>,
    /// Data shown beside the form.
    pub shown: Vec<Pair>,
    /// Clauses that the step implements.
    pub clauses: Vec<ClauseView>,
    /// The act they belong to.
    pub act: String,
    /// Who has the task, and what may be done about it.
    pub people: PeopleCard,
    /// Signatures, when the step needs several.
    pub signers: Vec<SignerRow>,
    /// The last events of the instance.
    pub history: Vec<TimelineEntry>,
}

impl TaskPage {
    /// Without fields to fill in (a signature, a finished task) what is known comes first, before the buttons.
    fn is_to_read(&self) -> bool {
        let form = self.form.as_ref();
        form.is_none_or(|form| form.fields.is_empty() && form.consents.is_empty())
    }

    /// A table needs the whole width; what stands beside a form goes below it then.
    fn has_table(&self) -> bool {
        let wide = |form: &FormView| form.multipart || form.has_card();
        self.form.as_ref().is_some_and(wide) || self.shown.iter().any(|pair| pair.table.is_some())
    }
}
