//! What subscribers are told: which events, and of them nothing but ids. It is decided with the commit of the events, so
//! that nothing is told that did not happen and nothing that happened stays untold.

use std::sync::{Arc, PoisonError, RwLock};

use reglament_core::{
    Event, IncidentEvent, InstanceEvent, InstanceId, PaperEvent, Recorded, TaskEvent,
};
use serde_json::json;

use crate::port::{
    LetterAbout, Notification, NotificationKind, OutboxBody, OutboxRow, OutboxState,
    SubscriptionRow,
};

/// The subscriptions that are switched on. One process has the store, so that what is here is what is there.
#[derive(Debug, Default)]
pub(crate) struct Subscriptions(RwLock<Arc<Vec<SubscriptionRow>>>);

impl Subscriptions {
    /// Those of these that are switched on.
    pub(crate) fn replace(&self, rows: impl IntoIterator<Item = SubscriptionRow>) {
        let rows = rows.into_iter().filter(|row| row.off_at.is_none());
        // What is replaced is one pointer: it is whole whatever a holder does.
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *all = Arc::new(rows.collect());
    }

    /// All of them.
    pub(crate) fn all(&self) -> Arc<Vec<SubscriptionRow>> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// The notifications of an event, one for each subscription that asked for it.
pub(crate) fn of(
    subscriptions: &[SubscriptionRow],
    process: &str,
    instance: &InstanceId,
    recorded: &Recorded,
) -> Vec<OutboxRow> {
    let Some(event) = kind(&recorded.event) else {
        return Vec::new();
    };
    let wanted = subscriptions.iter().filter(|one| {
        one.events.contains(&event) && one.processes.iter().any(|known| known == process)
    });
    let row = |subscription: &SubscriptionRow| {
        let mut told = Notification {
            subscription: subscription.id,
            event,
            process: process.to_owned(),
            seq: recorded.seq,
            at: recorded.at,
            step: None,
            task: None,
            outcome: None,
            document: None,
            register: None,
            number: None,
            code: None,
        };
        detail(&mut told, &recorded.event);
        row(instance, told)
    };
    wanted.map(row).collect()
}

fn row(instance: &InstanceId, told: Notification) -> OutboxRow {
    OutboxRow {
        key: format!("{instance}/{}/to/{}", told.seq, told.subscription),
        instance: Some(instance.clone()),
        about: LetterAbout::default(),
        state: OutboxState::Queued,
        attempts: 0,
        next_at: told.at,
        created_at: told.at,
        done_at: None,
        error: None,
        epoch: 0,
        body: OutboxBody::Notification(told),
    }
}

fn kind(event: &Event) -> Option<NotificationKind> {
    Some(match event {
        Event::Instance(InstanceEvent::Started { .. }) => NotificationKind::CaseStarted,
        Event::Instance(InstanceEvent::Ended { .. } | InstanceEvent::Cancelled { .. }) => {
            NotificationKind::CaseEnded
        }
        Event::Task(TaskEvent::Created { .. }) => NotificationKind::TaskCreated,
        Event::Task(TaskEvent::Completed { .. }) => NotificationKind::TaskCompleted,
        // The first notice says that the term has passed; those after it say nothing new.
        Event::Task(TaskEvent::Overdue { level: 1, .. }) => NotificationKind::TaskOverdue,
        Event::Paper(PaperEvent::DocumentDrawn { .. }) => NotificationKind::DocumentDrawn,
        Event::Paper(PaperEvent::NumberAssigned { .. }) => NotificationKind::RegisterEntered,
        Event::Incident(IncidentEvent::Raised { .. }) => NotificationKind::IncidentRaised,
        _ => return None,
    })
}

/// Ids only: nothing of what people have written.
fn detail(told: &mut Notification, event: &Event) {
    match event {
        Event::Instance(InstanceEvent::Ended { step, .. }) => told.step = Some(step.clone()),
        Event::Task(TaskEvent::Created { task }) => {
            told.step = Some(task.step.clone());
            told.task = Some(task.task.0);
        }
        Event::Task(TaskEvent::Completed {
            task,
            step,
            outcome,
            ..
        }) => {
            told.step = Some(step.clone());
            told.task = Some(task.0);
            told.outcome.clone_from(outcome);
        }
        Event::Task(TaskEvent::Overdue { task, .. }) => told.task = Some(task.0),
        Event::Paper(PaperEvent::DocumentDrawn { document, step, .. }) => {
            told.step = Some(step.clone());
            told.document = Some(*document);
        }
        Event::Paper(PaperEvent::NumberAssigned {
            step,
            register,
            text,
            ..
        }) => {
            told.step = Some(step.clone());
            told.register = Some(register.clone());
            told.number = Some(text.clone());
        }
        Event::Incident(IncidentEvent::Raised { step, code, .. }) => {
            told.step = Some(step.clone());
            told.code = Some(code.clone());
        }
        _ => {}
    }
}

/// The body of a call: flat, ids and names of the regulation, without what is not known.
pub(crate) fn body(key: &str, instance: &InstanceId, told: &Notification) -> serde_json::Value {
    let fields = [
        ("id", json!(key)),
        ("event", json!(told.event)),
        ("at", json!(told.at)),
        ("process", json!(told.process)),
        ("instance", json!(instance)),
        ("seq", json!(told.seq)),
        ("step", json!(told.step)),
        ("task", json!(told.task)),
        ("outcome", json!(told.outcome)),
        ("document", json!(told.document)),
        ("register", json!(told.register)),
        ("number", json!(told.number)),
        ("code", json!(told.code)),
    ];
    let known = fields.into_iter().filter(|(_, value)| !value.is_null());
    known
        .map(|(name, value)| (name.to_owned(), value))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
