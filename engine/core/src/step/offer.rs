//! To whom a new user task is offered: a computed assignee, candidates with attributes, or the holders of its roles.
//!
//! Settled when the task is created and recorded with it. Exclusions are looked at again at every later act.

use std::collections::BTreeSet;

use reglament_definition::UserTask;

use super::user_task::nobody;
use crate::{
    people::{holding, holds, ids},
    scribe::{Scribe, Stuck},
};

/// To whom a task is offered.
pub(super) struct Offered {
    /// Only these people; none: the holders of the roles.
    pub(super) people: Option<BTreeSet<String>>,
    /// Who may not.
    pub(super) not_by: BTreeSet<String>,
}

pub(super) fn offer(scribe: &Scribe<'_>, title: &str, task: &UserTask) -> Result<Offered, Stuck> {
    let not_by = excluded(scribe, task)?;
    let people = if let Some(assignee) = &task.offer.assignee {
        let facts = scribe.facts();
        let named = ids(&assignee.evaluate(&facts.scope())?);
        Some(known(scribe, title, named)?)
    } else if task.offer.filter.is_some() {
        Some(candidates(scribe, title, task, &not_by)?)
    } else {
        None
    };
    Ok(Offered { people, not_by })
}

/// People excluded by `not_by` and by `conflict`, whoever they are: a substitute may come from anywhere.
pub(super) fn excluded(scribe: &Scribe<'_>, task: &UserTask) -> Result<BTreeSet<String>, Stuck> {
    let mut excluded = BTreeSet::new();
    if let Some(not_by) = &task.not_by {
        let facts = scribe.facts();
        excluded = ids(&not_by.evaluate(&facts.scope())?);
    }
    if let Some(conflict) = &task.offer.conflict {
        for person in scribe.context.organisation.people.values() {
            if holds(scribe.facts(), conflict, person)? {
                excluded.insert(person.id.clone());
            }
        }
    }
    Ok(excluded)
}

/// The people named, all of whom the directory must know.
fn known(
    scribe: &Scribe<'_>,
    title: &str,
    named: BTreeSet<String>,
) -> Result<BTreeSet<String>, Stuck> {
    let people = &scribe.context.organisation.people;
    if let Some(id) = named.iter().find(|id| !people.contains_key(*id)) {
        return Err(Stuck {
            code: "assignee_unknown",
            ru: format!("Задачу «{title}» некому поручить: человека «{id}» нет в справочнике."),
            en: format!(
                "The task «{title}» cannot be given to `{id}`: the directory has no such person."
            ),
        });
    }
    if named.is_empty() {
        return Err(Stuck {
            code: "assignee_unset",
            ru: format!("Задачу «{title}» некому поручить: исполнитель не указан в данных."),
            en: format!("The task «{title}» cannot be given to anybody: the data name nobody."),
        });
    }
    Ok(named)
}

/// Holders of the roles who fulfil the condition; the deputies who do when no holder is left.
fn candidates(
    scribe: &Scribe<'_>,
    title: &str,
    task: &UserTask,
    not_by: &BTreeSet<String>,
) -> Result<BTreeSet<String>, Stuck> {
    let found = holding(scribe, &task.roles, task.offer.filter.as_ref(), not_by)?;
    if found.is_empty() {
        return Err(nobody(title, &task.roles.iter().cloned().collect()));
    }
    Ok(found)
}
