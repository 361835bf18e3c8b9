//! Applies what happens to user tasks.

use crate::{Event, Instance, Recorded, Signature, Task};

pub(super) fn apply(instance: &mut Instance, recorded: &Recorded) {
    if let Event::TaskCreated { task: fact } = &recorded.event {
        instance.last_task = instance.last_task.max(fact.task.0);
        let record = instance.steps.entry(fact.step.clone()).or_default();
        record.due_on = fact.due.as_ref().map(|due| due.date);
        let task = Task {
            token: fact.token,
            step: fact.step.clone(),
            roles: fact.roles.clone(),
            signature: fact.signature,
            not_by: fact.not_by.clone(),
            due: fact.due.clone(),
            created_at: recorded.at,
            reminded: 0,
            overdue: 0,
        };
        instance.tasks.insert(fact.task, task);
    }
    if let Event::TaskCompleted {
        task,
        step,
        by,
        outcome,
        on,
    } = &recorded.event
    {
        instance.tasks.remove(task);
        let record = instance.steps.entry(step.clone()).or_default();
        record.outcome.clone_from(outcome);
        record.signatures.push(Signature {
            by: by.clone(),
            on: *on,
        });
    }
    if let Event::TaskLapsed {
        task,
        step,
        outcome,
        ..
    } = &recorded.event
    {
        instance.tasks.remove(task);
        let record = instance.steps.entry(step.clone()).or_default();
        record.outcome = Some(outcome.clone());
    }
    if let Event::TaskCancelled { task } = &recorded.event {
        instance.tasks.remove(task);
    }
    if let Event::TaskOverdue { task, level } = &recorded.event
        && let Some(task) = instance.tasks.get_mut(task)
    {
        task.overdue = *level;
    }
    if let Event::TaskReminded { task } = &recorded.event
        && let Some(task) = instance.tasks.get_mut(task)
    {
        task.reminded += 1;
    }
}
