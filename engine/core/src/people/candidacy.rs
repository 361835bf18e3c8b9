//! What of a task decides who may do it: roles or people, exclusions, who has taken it.
//!
//! Read from an open task, from a row of the task list, or made up by a proof: the question is the same.

use std::collections::BTreeSet;

use crate::{Instance, Task};

/// The part of a task that says who may do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidacy<'a> {
    /// Roles whose holders may.
    pub roles: &'a BTreeSet<String>,
    /// Only these people, when the task was offered to people by name; the roles do not count then.
    pub people: Option<&'a BTreeSet<String>>,
    /// People who may not.
    pub excluded: &'a BTreeSet<String>,
    /// Who took it, or to whom it was delegated.
    pub claimed_by: Option<&'a str>,
    /// Who delegated it.
    pub delegated_by: Option<&'a str>,
    /// Nobody can act in another's place: a vote.
    pub personal: bool,
}

impl<'a> Candidacy<'a> {
    /// The holders of some roles, without anything else.
    pub fn of_roles(roles: &'a BTreeSet<String>, excluded: &'a BTreeSet<String>) -> Self {
        Self {
            roles,
            people: None,
            excluded,
            claimed_by: None,
            delegated_by: None,
            personal: false,
        }
    }

    /// An open task; `excluded` is [`Instance::excluded`] of it.
    pub fn of_task(task: &'a Task, excluded: &'a BTreeSet<String>) -> Self {
        Self {
            roles: &task.roles,
            people: task.people.as_ref(),
            excluded,
            claimed_by: task.claimed_by.as_deref(),
            delegated_by: task.delegated_by.as_deref(),
            personal: task.ballot,
        }
    }

    /// The same task as if nobody had taken it.
    #[must_use]
    pub fn free(self) -> Self {
        Self {
            claimed_by: None,
            delegated_by: None,
            ..self
        }
    }
}

impl Instance {
    /// Everybody who may not do the task now: recorded with it, or having done one of the steps it excludes.
    pub fn excluded(&self, task: &Task) -> BTreeSet<String> {
        let done = task
            .excludes
            .iter()
            .filter_map(|step| self.performers.get(step))
            .flatten();
        task.not_by.iter().chain(done).cloned().collect()
    }
}
