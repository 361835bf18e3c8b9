//! An open task as lists find it: who may do it, when it is due, what was decided about its term.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{Candidacy, DueDate, InstanceId, TaskId};

/// An open task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    /// Instance.
    pub instance: InstanceId,
    /// Task.
    pub task: TaskId,
    /// Process, for filters.
    pub process: String,
    /// The unit that its instance is about, for filters.
    pub unit: Option<String>,
    /// Step.
    pub step: String,
    /// Roles whose holders may do it.
    pub roles: BTreeSet<String>,
    /// Whether it is one of several signatures.
    pub signature: bool,
    /// People who may not do it, with those who did a step that it excludes.
    pub not_by: BTreeSet<String>,
    /// Only these people, when it was offered to people by name.
    pub people: Option<BTreeSet<String>>,
    /// Who took it, or to whom it was delegated.
    pub claimed_by: Option<String>,
    /// Who delegated it.
    pub delegated_by: Option<String>,
    /// Nobody can act in another's place: a vote.
    pub personal: bool,
    /// Last day on which it is in time.
    pub due_on: Option<NaiveDate>,
    /// First instant that is late.
    pub due_at: Option<DateTime<Utc>>,
    /// True while the calendar of a year is not published.
    pub provisional: bool,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// Reminders sent.
    pub reminded: u32,
    /// Overdue notices sent.
    pub overdue: u32,
    /// How often its term was extended.
    pub extended: u32,
    /// Since when its term stands still; it has no due date meanwhile.
    pub held_at: Option<DateTime<Utc>>,
}

impl TaskRow {
    /// How often a term was extended.
    pub(crate) fn extensions(due: Option<&DueDate>) -> u32 {
        due.map_or(0, |due| u32::try_from(due.extensions()).unwrap_or(u32::MAX))
    }

    /// What of it decides who may do it.
    pub fn candidacy(&self) -> Candidacy<'_> {
        Candidacy {
            roles: &self.roles,
            people: self.people.as_ref(),
            excluded: &self.not_by,
            claimed_by: self.claimed_by.as_deref(),
            delegated_by: self.delegated_by.as_deref(),
            personal: self.personal,
        }
    }

    /// The keys under which lists find it: its roles, and people as [`person_key`]. Offered to people by name it is none of the
    /// other holders' business: its roles stand there as [`named_key`], for boards.
    pub fn keys(&self) -> BTreeSet<String> {
        let roles = self.roles.iter().map(|role| match self.people {
            Some(_) => named_key(role),
            None => role.clone(),
        });
        let people = self.people.iter().flatten();
        let holder = self.claimed_by.iter().chain(&self.delegated_by);
        let people = people.chain(holder).map(|id| person_key(id));
        roles.chain(people).collect()
    }
}

/// The key of a role among the roles of [`super::TaskFilter`], for tasks that were offered to some of its holders by name.
pub fn named_key(role: &str) -> String {
    format!("~{role}")
}

/// The key of a person among the roles of [`super::TaskFilter`]; no role is called so.
pub fn person_key(person: &str) -> String {
    format!("@{person}")
}
