//! What tables besides the journal hold, derived from an instance before and after a batch.
//!
//! It compares states rather than following events, so that no event can be forgotten. Rows carry facts only.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_core::{
    CANCELLED, DueDate, Effect, Instance, InstanceId, LetterFact, Status, Task, TaskId,
};
use reglament_definition::{Definition, DefinitionRef, Organisation, Person, StepKind};
use reglament_expression::Value;

use crate::{
    port::{
        ChangeSet, DocumentRow, IncidentRow, InstanceRow, JobRow, LetterAbout, OutboxBody,
        OutboxRow, OutboxState, PublicationRow, StepStateRow, TaskRow, TimerRow,
    },
    words,
};

/// Adds the differences between `before` and `after` to `changes`.
pub(crate) fn differences(
    changes: &mut ChangeSet,
    definition: &Definition,
    before: &Instance,
    after: &Instance,
) {
    tasks(changes, definition, before, after);
    step_states(changes, definition, before, after);
    timers(changes, before, after);
    incidents(changes, before, after);
    jobs(changes, before, after);
    publications(changes, before, after);
    let new = after.documents().iter().skip(before.documents().len());
    changes.documents.extend(new.map(|fact| DocumentRow {
        instance: after.id().clone(),
        document: fact.document,
        template: fact.template.clone(),
        step: fact.step.clone(),
        number: fact.number.clone(),
        on: fact.on,
    }));
}

fn tasks(changes: &mut ChangeSet, definition: &Definition, before: &Instance, after: &Instance) {
    let old = task_rows(before, unit(before, definition).as_deref());
    let new = task_rows(after, unit(after, definition).as_deref());
    let open = |row: &&TaskRow| new.iter().any(|other| other.task == row.task);
    let closed = old.iter().filter(|row| !open(row));
    changes
        .closed_tasks
        .extend(closed.map(|row| (after.id().clone(), row.task)));
    let changed = new.into_iter().filter(|row| !old.contains(row));
    changes.tasks.extend(changed);
}

fn step_states(
    changes: &mut ChangeSet,
    definition: &Definition,
    before: &Instance,
    after: &Instance,
) {
    let user_tasks = definition
        .steps
        .iter()
        .filter(|step| matches!(step.kind, StepKind::UserTask(_)));
    let changed = user_tasks.filter_map(|step| {
        let now = step_state(after, &step.id)?;
        (step_state(before, &step.id).as_ref() != Some(&now)).then_some(now)
    });
    changes.step_states.extend(changed);
}

fn step_state(instance: &Instance, step: &str) -> Option<StepStateRow> {
    let record = instance.steps().get(step)?;
    let mut open = instance.tasks().values().filter(|task| task.step == step);
    let waiting = open.next();
    Some(StepStateRow {
        instance: instance.id().clone(),
        step: step.to_owned(),
        open: waiting.is_some(),
        started_at: record.started_at?,
        due_on: record.due_on,
        // What was skipped was not done; boards count it with what was dropped.
        completed_at: record.completed_at.filter(|_| !record.passed),
    })
}

fn timers(changes: &mut ChangeSet, before: &Instance, after: &Instance) {
    let (old, new) = (timer_rows(before), timer_rows(after));
    let gone = old.iter().filter(|row| !new.contains(row)).cloned();
    changes.dropped_timers.extend(gone);
    changes
        .timers
        .extend(new.iter().filter(|row| !old.contains(row)).cloned());
}

fn incidents(changes: &mut ChangeSet, before: &Instance, after: &Instance) {
    let closed = before
        .incidents()
        .keys()
        .filter(|id| !after.incidents().contains_key(id));
    changes
        .closed_incidents
        .extend(closed.map(|id| (after.id().clone(), *id)));
    let raised = after
        .incidents()
        .iter()
        .filter(|(id, _)| !before.incidents().contains_key(id));
    changes
        .incidents
        .extend(raised.map(|(id, incident)| IncidentRow {
            instance: after.id().clone(),
            incident: *id,
            process: process(after),
            step: incident.step.clone(),
            code: incident.code.clone(),
            ru: incident.ru.clone(),
            en: incident.en.clone(),
            at: incident.at,
        }));
}

fn jobs(changes: &mut ChangeSet, before: &Instance, after: &Instance) {
    let closed = before
        .jobs()
        .keys()
        .filter(|id| !after.jobs().contains_key(id));
    changes
        .closed_jobs
        .extend(closed.map(|id| (after.id().clone(), *id)));
    let changed = after
        .jobs()
        .iter()
        .filter(|(id, job)| before.jobs().get(id) != Some(job));
    changes.jobs.extend(changed.map(|(id, job)| JobRow {
        instance: after.id().clone(),
        job: *id,
        process: process(after),
        step: job.step.clone(),
        target: job.target.clone(),
        input: job.input.clone(),
        retries: job.retries,
        failures: job.failures,
        created_at: job.created_at,
        due_at: job.due.as_ref().map(|due| due.at),
        next_at: job.available_at,
        owner: None,
        epoch: 0,
    }));
}

fn publications(changes: &mut ChangeSet, before: &Instance, after: &Instance) {
    let old = |n: usize| before.publications().get(n);
    let changed = after.publications().iter().enumerate();
    let changed = changed.filter(|(n, posted)| old(*n) != Some(posted));
    changes
        .publications
        .extend(changed.map(|(_, posted)| PublicationRow {
            instance: after.id().clone(),
            fact: posted.fact.clone(),
            at: posted.at,
            withdrawn_at: posted.withdrawn_at,
        }));
}

/// The timers of an instance as rows, in order.
pub(crate) fn timer_rows(instance: &Instance) -> Vec<TimerRow> {
    let row = |(id, timer): (&reglament_core::TimerId, &reglament_core::Timer)| TimerRow {
        due_at: timer.at,
        instance: instance.id().clone(),
        timer: *id,
    };
    // A timer that waits for a suspended term is not to be fired.
    let awake = instance.timers().iter().filter(|(_, timer)| !timer.paused);
    awake.map(row).collect()
}

/// Under this number the lists of tasks keep the term of the whole instance; tasks count from 1.
pub(crate) const INSTANCE_TERM: TaskId = TaskId(0);

/// The open tasks as rows, and the term of the whole instance, in order.
pub(crate) fn task_rows(instance: &Instance, unit: Option<&str>) -> Vec<TaskRow> {
    let running = instance.term().as_ref().filter(|_| instance.is_running());
    let own = running.map(|term| TaskRow {
        instance: instance.id().clone(),
        task: INSTANCE_TERM,
        process: process(instance),
        unit: unit.map(str::to_owned),
        step: String::new(),
        roles: term.roles.clone(),
        signature: false,
        not_by: std::collections::BTreeSet::new(),
        people: None,
        claimed_by: None,
        delegated_by: None,
        personal: false,
        due_on: awake(&term.due).map(|due| due.date),
        due_at: awake(&term.due).map(|due| due.at),
        provisional: term.due.provisional,
        created_at: term.since,
        reminded: term.reminded,
        overdue: term.overdue,
        extended: TaskRow::extensions(Some(&term.due)),
        held_at: term.due.held,
    });
    let tasks = instance.tasks().iter();
    own.into_iter()
        .chain(tasks.map(|(id, task)| TaskRow {
            unit: unit.map(str::to_owned),
            ..task_row(instance, *id, task)
        }))
        .collect()
}

/// A due date that stands still is none for the lists: nothing can be late by it.
fn awake(due: &DueDate) -> Option<&DueDate> {
    Some(due).filter(|due| due.held.is_none())
}

fn task_row(instance: &Instance, id: TaskId, task: &Task) -> TaskRow {
    let due = task.due.as_ref().and_then(awake);
    TaskRow {
        instance: instance.id().clone(),
        task: id,
        process: process(instance),
        unit: None,
        step: task.step.clone(),
        roles: task.roles.clone(),
        signature: task.signature,
        not_by: instance.excluded(task),
        people: task.people.clone(),
        claimed_by: task.claimed_by.clone(),
        delegated_by: task.delegated_by.clone(),
        personal: task.ballot,
        due_on: due.map(|due| due.date),
        due_at: due.map(|due| due.at),
        provisional: task.due.as_ref().is_some_and(|due| due.provisional),
        created_at: task.created_at,
        reminded: task.reminded,
        overdue: task.overdue,
        extended: TaskRow::extensions(task.due.as_ref()),
        held_at: task.due.as_ref().and_then(|due| due.held),
    }
}

/// An instance as lists show it.
pub(crate) fn instance_row(instance: &Instance, definition: &Definition) -> InstanceRow {
    let (end_step, ended_at) = match instance.status() {
        Status::Ended { step, .. } => (Some(step.clone()), Some(*instance.last_at())),
        Status::Cancelled { .. } => (Some(CANCELLED.to_owned()), Some(*instance.last_at())),
        Status::New | Status::Running => (None, None),
    };
    InstanceRow {
        id: instance.id().clone(),
        definition: definition.reference.clone(),
        receipt: instance.receipt().to_owned(),
        parent: instance
            .parent()
            .as_ref()
            .map(|parent| parent.instance.clone()),
        subject: subject(instance, definition),
        unit: unit(instance, definition),
        end_step,
        started_at: *instance.started_at(),
        ended_at,
        seq: *instance.seq(),
    }
}

/// The unit that the instance is about, where its process limits who sees it by unit.
pub(crate) fn unit(instance: &Instance, definition: &Definition) -> Option<String> {
    let field = definition.access.unit.as_ref()?;
    match instance.data().get(field)? {
        Value::Text(unit) => Some(unit.clone()),
        _ => None,
    }
}

/// Whom or what the instance is about; empty when the definition names no subject or it is not filled in.
pub(crate) fn subject(instance: &Instance, definition: &Definition) -> String {
    let field = definition
        .subject
        .as_ref()
        .and_then(|name| definition.field(name));
    let Some(field) = field else {
        return String::new();
    };
    let value = instance.data().get(&field.name).unwrap_or(&Value::Null);
    words::value(field, value, definition.zone, false)
}

fn process(instance: &Instance) -> String {
    let definition = instance.definition().as_ref();
    definition
        .map(|definition| definition.process.clone())
        .unwrap_or_default()
}

/// A letter for the outbox.
pub(crate) fn letter(
    key: String,
    instance: Option<&InstanceId>,
    letter: LetterFact,
    about: LetterAbout,
    now: DateTime<Utc>,
) -> OutboxRow {
    OutboxRow {
        about,
        ..queued(key, instance, OutboxBody::Letter(letter), now)
    }
}

/// The letter that an effect orders; none for other effects.
pub(crate) fn letter_of(
    effect: Effect,
    instance: &InstanceId,
    organisation: &Organisation,
    now: DateTime<Utc>,
) -> Option<OutboxRow> {
    let Effect::Letter {
        key,
        letter: fact,
        purpose,
        task,
    } = effect
    else {
        return None;
    };
    let about = LetterAbout {
        purpose,
        task,
        person: receiver(organisation, &fact),
    };
    Some(letter(key, Some(instance), fact, about, now))
}

/// The person of the directory whom a letter is for.
pub(crate) fn receiver(organisation: &Organisation, letter: &LetterFact) -> Option<String> {
    let is = |person: &&Person| {
        person.email == letter.to_address && words::full_name(&person.name) == letter.to_name
    };
    let found = organisation.people.values().find(is);
    found.map(|person| person.id.clone())
}

/// What a document effect says.
pub(crate) struct DocumentWish {
    pub(crate) key: String,
    pub(crate) document: u32,
    pub(crate) template: String,
    pub(crate) data: BTreeMap<String, Value>,
}

/// A document for the outbox; its template is taken from the package of the instance's definition.
pub(crate) fn document(
    wish: DocumentWish,
    instance: &Instance,
    definition: &Definition,
    now: DateTime<Utc>,
) -> OutboxRow {
    let fact = instance
        .documents()
        .iter()
        .find(|fact| fact.document == wish.document);
    let reference: DefinitionRef = definition.reference.clone();
    let body = OutboxBody::Document {
        document: wish.document,
        template: wish.template,
        definition: reference,
        data: wish.data,
        on: fact.map_or_else(|| now.date_naive(), |fact| fact.on),
    };
    queued(wish.key, Some(instance.id()), body, now)
}

fn queued(
    key: String,
    instance: Option<&InstanceId>,
    body: OutboxBody,
    now: DateTime<Utc>,
) -> OutboxRow {
    OutboxRow {
        key,
        instance: instance.cloned(),
        body,
        about: LetterAbout::default(),
        state: OutboxState::Queued,
        attempts: 0,
        next_at: now,
        created_at: now,
        done_at: None,
        error: None,
        epoch: 0,
    }
}
