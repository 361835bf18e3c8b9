//! Applies what happens to user tasks: who has them, what was answered.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use reglament_expression::Value;

use crate::{Answer, Instance, OnBehalf, Signature, Task, TaskEvent, TaskFact, TaskId};

pub(super) fn apply(instance: &mut Instance, event: &TaskEvent, at: DateTime<Utc>) {
    match event {
        TaskEvent::Created { task } => created(instance, task, at),
        TaskEvent::Completed {
            task,
            step,
            by,
            outcome,
            on,
            on_behalf,
        } => {
            performed(instance, step, by, on_behalf.as_ref());
            let signature = Signature {
                by: by.clone(),
                on: *on,
                on_behalf: on_behalf.clone(),
                outcome: None,
            };
            completed(instance, *task, step, signature, outcome.as_ref());
        }
        TaskEvent::Lapsed {
            task,
            step,
            outcome,
            ..
        } => {
            instance.tasks.remove(task);
            let record = instance.steps.entry(step.clone()).or_default();
            record.outcome = Some(outcome.clone());
        }
        TaskEvent::Cancelled { task } => {
            instance.tasks.remove(task);
        }
        TaskEvent::AnswerGiven {
            step,
            by,
            outcome,
            on,
            values,
            on_behalf,
            ..
        } => {
            let record = instance.steps.entry(step.clone()).or_default();
            record.answers.push(Answer {
                by: by.clone(),
                outcome: outcome.clone(),
                on: *on,
                values: values.clone(),
                on_behalf: on_behalf.clone(),
            });
        }
        TaskEvent::PeopleQueued { step, people } => {
            let record = instance.steps.entry(step.clone()).or_default();
            record.queued.clone_from(people);
        }
        TaskEvent::Overdue { task, .. }
        | TaskEvent::Reminded { task, .. }
        | TaskEvent::Escalated { task, .. }
        | TaskEvent::Claimed { task, .. }
        | TaskEvent::Returned { task, .. }
        | TaskEvent::Delegated { task, .. }
        | TaskEvent::Reassigned { task, .. } => {
            if let Some(task) = instance.tasks.get_mut(task) {
                changed(task, event);
            }
        }
    }
}

/// What happens to a task that stays open.
fn changed(open: &mut Task, event: &TaskEvent) {
    match event {
        TaskEvent::Overdue { level, .. } => open.overdue = *level,
        TaskEvent::Reminded { on, .. } => {
            open.reminded += 1;
            open.reminded_on = on.or(open.reminded_on);
        }
        TaskEvent::Escalated { on, rung, .. } => {
            open.escalated_on = Some(*on);
            open.escalated.extend(rung);
        }
        TaskEvent::Claimed { by, .. } => {
            open.claimed_by = Some(by.clone());
            open.delegated_by = None;
        }
        TaskEvent::Returned { .. } => open.claimed_by = open.delegated_by.take(),
        TaskEvent::Delegated { by, to, .. } => {
            open.claimed_by = Some(to.clone());
            open.delegated_by = Some(by.clone());
        }
        TaskEvent::Reassigned { to, .. } => {
            open.people = Some(BTreeSet::from([to.clone()]));
            open.claimed_by = None;
            open.delegated_by = None;
        }
        TaskEvent::Created { .. }
        | TaskEvent::Completed { .. }
        | TaskEvent::Cancelled { .. }
        | TaskEvent::Lapsed { .. }
        | TaskEvent::AnswerGiven { .. }
        | TaskEvent::PeopleQueued { .. } => {}
    }
}

/// A vote's outcome is what its count says, so a ballot is kept with the signature only.
fn completed(
    instance: &mut Instance,
    task: TaskId,
    step: &str,
    signature: Signature,
    outcome: Option<&String>,
) {
    let closed = instance.tasks.remove(&task);
    let ballot = closed.is_some_and(|task| task.ballot);
    let record = instance.steps.entry(step.to_owned()).or_default();
    if !ballot {
        record.outcome = outcome.cloned();
    }
    record.signatures.push(Signature {
        outcome: outcome.cloned().filter(|_| ballot),
        ..signature
    });
}

fn created(instance: &mut Instance, fact: &TaskFact, at: DateTime<Utc>) {
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
        created_at: at,
        reminded: 0,
        overdue: 0,
        people: fact.people.clone(),
        excludes: fact.excludes.clone(),
        ballot: fact.ballot,
        reminded_on: None,
        escalated_on: None,
        escalated: BTreeSet::new(),
        claimed_by: None,
        delegated_by: None,
    };
    instance.tasks.insert(fact.task, task);
}

/// Remembers who had a part in a step: the person who acted and the one in whose place.
fn performed(instance: &mut Instance, step: &str, by: &Value, on_behalf: Option<&OnBehalf>) {
    let people = [Some(by), on_behalf.map(|behalf| &behalf.of)];
    let ids = people.into_iter().flatten();
    let ids = ids.filter_map(|person| person.get("id").and_then(Value::as_text));
    let performers = instance.performers.entry(step.to_owned()).or_default();
    performers.extend(ids.map(str::to_owned));
}
