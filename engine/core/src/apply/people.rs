//! Applies who took a task, gave it back, or handed it on.

use std::collections::BTreeSet;

use reglament_expression::Value;

use crate::{Event, Instance, OnBehalf};

pub(super) fn apply(instance: &mut Instance, event: &Event) {
    if let Event::TaskClaimed { task, by } = event
        && let Some(task) = instance.tasks.get_mut(task)
    {
        task.claimed_by = Some(by.clone());
        task.delegated_by = None;
    }
    if let Event::TaskReturned { task, .. } = event
        && let Some(task) = instance.tasks.get_mut(task)
    {
        task.claimed_by = task.delegated_by.take();
    }
    if let Event::TaskDelegated { task, by, to, .. } = event
        && let Some(task) = instance.tasks.get_mut(task)
    {
        task.claimed_by = Some(to.clone());
        task.delegated_by = Some(by.clone());
    }
    if let Event::TaskReassigned { task, to, .. } = event
        && let Some(task) = instance.tasks.get_mut(task)
    {
        task.people = Some(BTreeSet::from([to.clone()]));
        task.claimed_by = None;
        task.delegated_by = None;
    }
}

/// Remembers who had a part in a step: the person who acted and the one in whose place.
pub(super) fn performed(
    instance: &mut Instance,
    step: &str,
    by: &Value,
    on_behalf: Option<&OnBehalf>,
) {
    let people = [Some(by), on_behalf.map(|behalf| &behalf.of)];
    let ids = people.into_iter().flatten();
    let ids = ids.filter_map(|person| person.get("id").and_then(Value::as_text));
    let performers = instance.performers.entry(step.to_owned()).or_default();
    performers.extend(ids.map(str::to_owned));
}
