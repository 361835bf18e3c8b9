//! What must happen outside because of events: letters, documents, commands to other instances.
//!
//! Computed once, at commit; never on replay. Each effect has a key from the instance and the event's position, so
//! that doing it twice can be told.

use std::collections::BTreeMap;

use reglament_expression::Value;

use crate::{
    CANCELLED, Command, CommandId, Event, Instance, InstanceId, ItemEvent, LetterFact,
    LetterPurpose, MessageEvent, Origin, PaperEvent, Parent, RawInput, Recorded, StartFacts,
    Status, TaskId, letter_purpose::purposes,
};

/// Something to do outside the instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send a letter.
    Letter {
        /// Key.
        key: String,
        /// What to send.
        letter: LetterFact,
        /// Why it was written.
        purpose: LetterPurpose,
        /// The task that it is about, if it is about one.
        task: Option<TaskId>,
    },
    /// Render a document.
    Document {
        /// Key.
        key: String,
        /// Number within the instance.
        document: u32,
        /// Template.
        template: String,
        /// What it is drawn from.
        data: BTreeMap<String, Value>,
    },
    /// Start a child instance.
    StartChild {
        /// Id of the command.
        id: CommandId,
        /// The child.
        instance: InstanceId,
        /// Its process.
        process: String,
        /// What it starts with.
        facts: Box<StartFacts>,
    },
    /// Deliver a message to the instances of a process that have a key, now or once there is one.
    Correlate {
        /// Key of the effect; the id of the message.
        id: String,
        /// Sender.
        from: InstanceId,
        /// Process.
        process: String,
        /// Name.
        message: String,
        /// Key.
        key: String,
        /// Contents.
        data: BTreeMap<String, Value>,
    },
    /// Give a command to another instance.
    Command {
        /// Id of the command.
        id: CommandId,
        /// The receiver.
        to: InstanceId,
        /// What is asked.
        command: Command,
    },
}

/// The effects of `events`, which turned `before` into `after`.
pub fn effects(before: &Instance, after: &Instance, events: &[Recorded]) -> Vec<Effect> {
    let mut effects: Vec<Effect> = events
        .iter()
        .filter_map(|recorded| effect(after, recorded))
        .collect();
    let letters = effects.iter_mut().filter_map(|effect| match effect {
        Effect::Letter { purpose, task, .. } => Some((purpose, task)),
        Effect::Document { .. }
        | Effect::StartChild { .. }
        | Effect::Correlate { .. }
        | Effect::Command { .. } => None,
    });
    for ((purpose, task), known) in letters.zip(purposes(before, events)) {
        (*purpose, *task) = known;
    }
    if let Some(parent) = &after.parent {
        effects.extend(news(before, after, parent));
    }
    effects
}

fn effect(instance: &Instance, recorded: &Recorded) -> Option<Effect> {
    let key = format!("{}/{}", instance.id, recorded.seq);
    match &recorded.event {
        Event::Paper(event) => paper(key, event),
        Event::Message(event) => message(instance, key, event),
        Event::Item(event) => item(instance, CommandId(key), event),
        Event::Instance(_)
        | Event::Flow(_)
        | Event::Task(_)
        | Event::Vote(_)
        | Event::Test(_)
        | Event::Timer(_)
        | Event::Term(_)
        | Event::Job(_)
        | Event::Incident(_)
        | Event::Branch(_) => None,
    }
}

fn paper(key: String, event: &PaperEvent) -> Option<Effect> {
    match event {
        PaperEvent::LetterQueued { letter } => Some(Effect::Letter {
            key,
            letter: letter.clone(),
            purpose: LetterPurpose::Notice,
            task: None,
        }),
        PaperEvent::DocumentDrawn {
            document,
            template,
            data,
            ..
        } => Some(Effect::Document {
            key,
            document: *document,
            template: template.clone(),
            data: data.clone(),
        }),
        PaperEvent::NumberAssigned { .. } | PaperEvent::Published { .. } => None,
    }
}

fn message(instance: &Instance, key: String, event: &MessageEvent) -> Option<Effect> {
    match event {
        MessageEvent::Sent { to, message, data } => Some(Effect::Command {
            id: CommandId(key),
            to: to.clone(),
            command: Command::Receive {
                message: message.clone(),
                from: instance.id.clone(),
                data: data.clone(),
            },
        }),
        MessageEvent::Addressed {
            process,
            message,
            key: correlation,
            data,
        } => Some(Effect::Correlate {
            id: key,
            from: instance.id.clone(),
            process: process.clone(),
            message: message.clone(),
            key: correlation.clone(),
            data: data.clone(),
        }),
        MessageEvent::Received { .. } | MessageEvent::Taken { .. } => None,
    }
}

fn item(instance: &Instance, id: CommandId, event: &ItemEvent) -> Option<Effect> {
    match event {
        ItemEvent::Added { .. } => child(instance, id, event),
        ItemEvent::Cancelled { item, reason, .. } => Some(cancel(id, item, reason)),
        ItemEvent::Planned { .. }
        | ItemEvent::Reported { .. }
        | ItemEvent::Ended { .. }
        | ItemEvent::Closed { .. } => None,
    }
}

/// Tells a child to stop.
fn cancel(id: CommandId, child: &InstanceId, reason: &str) -> Effect {
    Effect::Command {
        id,
        to: child.clone(),
        command: Command::Cancel {
            reason: reason.to_owned(),
            privileged: false,
        },
    }
}

/// The start of the child instance of a new item.
pub(crate) fn child(instance: &Instance, id: CommandId, event: &ItemEvent) -> Option<Effect> {
    let ItemEvent::Added {
        step,
        item,
        receipt,
        process,
        data,
        reports,
        ..
    } = event
    else {
        return None;
    };
    let parent = Parent {
        instance: instance.id.clone(),
        step: step.clone(),
        reports: reports.clone(),
    };
    let facts = StartFacts {
        origin: Origin::Parent,
        input: RawInput::new(),
        given: data.clone(),
        parent: Some(parent),
        links: BTreeMap::new(),
        receipt: receipt.clone(),
    };
    Some(Effect::StartChild {
        id,
        instance: item.clone(),
        process: process.clone(),
        facts: Box::new(facts),
    })
}

/// What a child tells its parent: fields that changed, and its end.
fn news(before: &Instance, after: &Instance, parent: &Parent) -> Vec<Effect> {
    let mut told = Vec::new();
    let changed = |name: &&String| before.data.get(*name) != after.data.get(*name);
    let value = |name: &String| {
        (
            name.clone(),
            after.data.get(name).cloned().unwrap_or(Value::Null),
        )
    };
    let values: BTreeMap<String, Value> =
        parent.reports.iter().filter(changed).map(value).collect();
    let tell = |suffix: &str, command: Command| Effect::Command {
        id: CommandId(format!("{}/{}/{suffix}", after.id, after.seq)),
        to: parent.instance.clone(),
        command,
    };
    let (step, item) = (parent.step.clone(), after.id.clone());
    if !values.is_empty() {
        told.push(tell(
            "report",
            Command::ReportItem {
                step: step.clone(),
                item: item.clone(),
                values,
            },
        ));
    }
    if let Some((outcome, error)) =
        outcome(&after.status).filter(|_| outcome(&before.status).is_none())
    {
        told.push(tell(
            "end",
            Command::EndItem {
                step,
                item,
                outcome: outcome.to_owned(),
                error,
            },
        ));
    }
    told
}

/// What a parent sees as the outcome of a child: its end step with the error of an error end, or that it was cancelled.
fn outcome(status: &Status) -> Option<(&str, Option<String>)> {
    match status {
        Status::Ended { step, error } => Some((step, error.clone())),
        Status::Cancelled { .. } => Some((CANCELLED, None)),
        Status::New | Status::Running => None,
    }
}
