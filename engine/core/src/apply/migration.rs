//! Applies a migration: the steps are called otherwise, some tasks have other roles or another due date.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Instance, MovedTerm, StepRecord, TaskId};

/// Tasks that other roles answer for now.
pub(super) fn hand_over(instance: &mut Instance, roles: &BTreeMap<TaskId, BTreeSet<String>>) {
    for (id, roles) in roles {
        if let Some(task) = instance.tasks.get_mut(id) {
            task.roles.clone_from(roles);
        }
    }
}

/// Due dates that are counted by the new edition.
pub(super) fn terms(instance: &mut Instance, terms: &[MovedTerm]) {
    for term in terms.iter().filter(|term| term.changes()) {
        let Some(task) = term.task.and_then(|id| instance.tasks.get_mut(&id)) else {
            continue;
        };
        task.due.clone_from(&term.due);
        task.overdue = 0;
        task.escalated.clear();
        let record = instance.steps.entry(term.step.clone()).or_default();
        record.due_on = term.due.as_ref().map(|due| due.date);
    }
}

/// Steps that are called otherwise.
pub(super) fn rename(instance: &mut Instance, names: &BTreeMap<String, String>) {
    let new = |id: &String| names.get(id).unwrap_or(id).clone();
    for token in instance.tokens.values_mut() {
        token.step = new(&token.step);
    }
    for task in instance.tasks.values_mut() {
        task.step = new(&task.step);
        task.excludes = task.excludes.iter().map(new).collect();
    }
    for incident in instance.incidents.values_mut() {
        incident.step = new(&incident.step);
    }
    for document in &mut instance.documents {
        document.step = new(&document.step);
    }
    for step in instance
        .undoable
        .iter_mut()
        .chain(instance.undoing.values_mut())
    {
        *step = new(step);
    }
    let arrived = std::mem::take(&mut instance.arrived);
    let flows = |from: BTreeSet<String>| from.iter().map(new).collect();
    instance.arrived = arrived
        .into_iter()
        .map(|(join, from)| (new(&join), flows(from)))
        .collect();
    instance.released = instance.released.iter().map(new).collect();
    instance.performers = renamed(std::mem::take(&mut instance.performers), names);
    instance.items = renamed(std::mem::take(&mut instance.items), names);
    instance.steps = renamed::<StepRecord>(std::mem::take(&mut instance.steps), names);
}

/// A step that takes over the name of another one pushes out what was remembered under it.
fn renamed<T>(map: BTreeMap<String, T>, names: &BTreeMap<String, String>) -> BTreeMap<String, T> {
    let (moved, stay): (Vec<_>, Vec<_>) =
        map.into_iter().partition(|(id, _)| names.contains_key(id));
    let mut renamed: BTreeMap<String, T> = stay.into_iter().collect();
    renamed.extend(
        moved
            .into_iter()
            .filter_map(|(id, value)| Some((names.get(&id)?.clone(), value))),
    );
    renamed
}
