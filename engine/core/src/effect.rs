//! What must happen outside because of events: letters, documents, commands to other instances.
//!
//! Computed once, at commit; never on replay. Each effect has a key from the instance and the event's position, so
//! that doing it twice can be told.

use std::collections::BTreeMap;

use reglament_expression::Value;

use crate::{
    CANCELLED, Command, CommandId, Event, Instance, InstanceId, LetterFact, Origin, Parent,
    RawInput, Recorded, StartFacts, Status,
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
    if let Some(parent) = &after.parent {
        effects.extend(news(before, after, parent));
    }
    effects
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`inside` lists every other event"
)]
fn effect(instance: &Instance, recorded: &Recorded) -> Option<Effect> {
    let key = format!("{}/{}", instance.id, recorded.seq);
    match &recorded.event {
        Event::LetterQueued { letter } => Some(Effect::Letter {
            key,
            letter: letter.clone(),
        }),
        Event::DocumentDrawn {
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
        Event::MessageSent { to, message, data } => Some(Effect::Command {
            id: CommandId(key),
            to: to.clone(),
            command: Command::Receive {
                message: message.clone(),
                from: instance.id.clone(),
                data: data.clone(),
            },
        }),
        Event::ItemCancelled { item, reason, .. } => Some(cancel(CommandId(key), item, reason)),
        Event::MessageAddressed { .. } => by_key(instance, key, &recorded.event),
        Event::ItemAdded { .. } => child(instance, CommandId(key), &recorded.event),
        other => inside(other),
    }
}

/// Events that nothing outside follows from. The list is complete, so that a new event cannot be forgotten.
fn inside(event: &Event) -> Option<Effect> {
    match event {
        Event::LetterQueued { .. }
        | Event::DocumentDrawn { .. }
        | Event::MessageSent { .. }
        | Event::MessageAddressed { .. }
        | Event::ItemAdded { .. }
        | Event::ItemCancelled { .. }
        | Event::InstanceStarted { .. }
        | Event::StepEntered { .. }
        | Event::StepLeft { .. }
        | Event::JoinReached { .. }
        | Event::JoinPassed { .. }
        | Event::JoinReleased { .. }
        | Event::RepeatUsedUp { .. }
        | Event::TableDecided { .. }
        | Event::WaitEnded { .. }
        | Event::DataSet { .. }
        | Event::TaskCreated { .. }
        | Event::TaskCompleted { .. }
        | Event::TaskCancelled { .. }
        | Event::TaskOverdue { .. }
        | Event::TaskReminded { .. }
        | Event::TimerScheduled { .. }
        | Event::TimerFired { .. }
        | Event::TimerCancelled { .. }
        | Event::NumberAssigned { .. }
        | Event::MessageReceived { .. }
        | Event::MessageTaken { .. }
        | Event::ItemReported { .. }
        | Event::ItemEnded { .. }
        | Event::ItemsClosed { .. }
        | Event::JobCreated { .. }
        | Event::JobCompleted { .. }
        | Event::JobFailed { .. }
        | Event::JobErrored { .. }
        | Event::JobCancelled { .. }
        | Event::JobOverdue { .. }
        | Event::Published { .. }
        | Event::Interrupted { .. }
        | Event::BranchBegun { .. }
        | Event::ErrorRaised { .. }
        | Event::UndoNoted { .. }
        | Event::UndoBegun { .. }
        | Event::IncidentRaised { .. }
        | Event::IncidentResolved { .. }
        | Event::InstanceMigrated { .. }
        | Event::ItemsPlanned { .. }
        | Event::AnswerGiven { .. }
        | Event::PeopleQueued { .. }
        | Event::CancellationBegun { .. }
        | Event::InstanceCancelled { .. }
        | Event::TaskLapsed { .. }
        | Event::InstanceTermSet { .. }
        | Event::InstanceReminded {}
        | Event::InstanceOverdue { .. }
        | Event::TermExtended { .. }
        | Event::TermSuspended { .. }
        | Event::TermResumed { .. }
        | Event::TermsRecomputed { .. }
        | Event::InstanceEnded { .. } => None,
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

/// The delivery of a message to whatever instances have its key.
fn by_key(instance: &Instance, id: String, event: &Event) -> Option<Effect> {
    let Event::MessageAddressed {
        process,
        message,
        key,
        data,
    } = event
    else {
        return None;
    };
    Some(Effect::Correlate {
        id,
        from: instance.id.clone(),
        process: process.clone(),
        message: message.clone(),
        key: key.clone(),
        data: data.clone(),
    })
}

/// The start of the child instance of a new item.
pub(crate) fn child(instance: &Instance, id: CommandId, event: &Event) -> Option<Effect> {
    let Event::ItemAdded {
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
