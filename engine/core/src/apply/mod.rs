//! Applying events: the only code that changes an instance. It cannot fail, asks nothing and decides nothing.
//!
//! A changed meaning of a recorded event would rewrite history: give it a new variant instead.

mod answers;
mod cancellation;
mod events;
mod items;
mod jobs;
mod messages;
mod migration;
mod papers;
mod publications;
mod tasks;
mod terms;
mod timers;

pub(crate) use terms::date;

use crate::{Event, Instance, Recorded, Status, Token, instance::*};

impl Instance {
    /// Applies the next event of the journal.
    pub fn apply(&mut self, recorded: &Recorded) {
        self.seq = recorded.seq;
        self.last_at = recorded.at;
        apply_event(self, recorded);
    }

    /// The instance after all of `journal`.
    pub fn replay<'a>(
        id: crate::InstanceId,
        journal: impl IntoIterator<Item = &'a Recorded>,
    ) -> Self {
        let mut instance = Self::new(id);
        for recorded in journal {
            instance.apply(recorded);
        }
        instance
    }
}

fn wait_ended(instance: &mut Instance, step: &str, outcome: &str) {
    let record = instance.steps.entry(step.to_owned()).or_default();
    record.outcome = Some(outcome.to_owned());
}

fn apply_event(instance: &mut Instance, recorded: &Recorded) {
    match &recorded.event {
        Event::InstanceStarted { .. } => started(instance, recorded),
        Event::StepEntered { .. } | Event::StepLeft { .. } => moved(instance, recorded),
        Event::JoinReached { .. } | Event::JoinPassed { .. } | Event::JoinReleased { .. } => {
            joined(instance, &recorded.event);
        }
        Event::WaitEnded { step, outcome, .. } => wait_ended(instance, step, outcome),
        Event::RepeatUsedUp { .. } | Event::TableDecided { .. } => {}
        Event::DataSet { values } => instance.data.extend(values.clone()),
        Event::AnswerGiven { .. } | Event::PeopleQueued { .. } => {
            answers::apply(instance, &recorded.event);
        }
        Event::TaskCreated { .. }
        | Event::TaskCompleted { .. }
        | Event::TaskCancelled { .. }
        | Event::TaskOverdue { .. }
        | Event::TaskReminded { .. }
        | Event::TaskLapsed { .. } => tasks::apply(instance, recorded),
        Event::TimerScheduled { .. } | Event::TimerFired { .. } | Event::TimerCancelled { .. } => {
            timers::apply(instance, &recorded.event)
        }
        Event::NumberAssigned { .. } | Event::DocumentDrawn { .. } | Event::LetterQueued { .. } => {
            papers::apply(instance, &recorded.event)
        }
        Event::MessageSent { .. } | Event::MessageAddressed { .. } | Event::ErrorRaised { .. } => {}
        Event::Interrupted { .. }
        | Event::BranchBegun { .. }
        | Event::UndoNoted { .. }
        | Event::UndoBegun { .. } => events::apply(instance, &recorded.event),
        Event::MessageReceived { .. } | Event::MessageTaken { .. } => {
            messages::apply(instance, &recorded.event);
        }
        Event::ItemsPlanned { .. }
        | Event::ItemAdded { .. }
        | Event::ItemReported { .. }
        | Event::ItemEnded { .. }
        | Event::ItemCancelled { .. }
        | Event::ItemsClosed { .. } => items::apply(instance, &recorded.event),
        Event::JobCreated { .. }
        | Event::JobCompleted { .. }
        | Event::JobFailed { .. }
        | Event::JobErrored { .. }
        | Event::JobCancelled { .. }
        | Event::JobOverdue { .. } => jobs::apply(instance, recorded),
        Event::Published { .. } => publications::apply(instance, recorded),
        Event::IncidentRaised { .. } | Event::IncidentResolved { .. } => {
            incident(instance, recorded);
        }
        Event::InstanceMigrated { .. } => migration::apply(instance, &recorded.event),
        Event::CancellationBegun { .. } | Event::InstanceCancelled { .. } => {
            cancellation::apply(instance, &recorded.event);
        }
        Event::InstanceTermSet { .. }
        | Event::InstanceReminded {}
        | Event::InstanceOverdue { .. }
        | Event::TermExtended { .. }
        | Event::TermSuspended { .. }
        | Event::TermResumed { .. }
        | Event::TermsRecomputed { .. } => terms::apply(instance, recorded),
        Event::InstanceEnded { step, error } => {
            instance.status = Status::Ended {
                step: step.clone(),
                error: error.clone(),
            }
        }
    }
}

fn joined(instance: &mut Instance, event: &Event) {
    if let Event::JoinReached { step, from } = event {
        let arrived = instance.arrived.entry(step.clone()).or_default();
        arrived.insert(from.clone());
    }
    if let Event::JoinReleased { step } = event {
        instance.released.insert(step.clone());
    }
    if let Event::JoinPassed { step } = event {
        instance.arrived.remove(step);
        instance.released.remove(step);
    }
}

fn started(instance: &mut Instance, recorded: &Recorded) {
    if let Event::InstanceStarted {
        definition,
        receipt,
        parent,
        data,
        links,
        ..
    } = &recorded.event
    {
        instance.definition = Some(definition.clone());
        instance.receipt.clone_from(receipt);
        instance.parent.clone_from(parent);
        instance.data.clone_from(data);
        instance.links.clone_from(links);
        instance.status = Status::Running;
        instance.started_at = recorded.at;
    }
}

fn moved(instance: &mut Instance, recorded: &Recorded) {
    if let Event::StepEntered { token, step } = &recorded.event {
        instance.last_token = instance.last_token.max(token.0);
        let entered = Token {
            step: step.clone(),
            happened: std::collections::BTreeSet::new(),
        };
        instance.tokens.insert(*token, entered);
        let record = instance.steps.entry(step.clone()).or_default();
        *record = StepRecord {
            started_at: Some(recorded.at),
            runs: record.runs + 1,
            ..StepRecord::default()
        };
    }
    if let Event::StepLeft { token, step } = &recorded.event {
        instance.tokens.remove(token);
        instance.undoing.remove(token);
        instance.steps.entry(step.clone()).or_default().completed_at = Some(recorded.at);
    }
}

fn incident(instance: &mut Instance, recorded: &Recorded) {
    if let Event::IncidentRaised {
        incident,
        token,
        step,
        code,
        ru,
        en,
    } = &recorded.event
    {
        instance.last_incident = instance.last_incident.max(incident.0);
        let raised = Incident {
            token: *token,
            step: step.clone(),
            code: code.clone(),
            ru: ru.clone(),
            en: en.clone(),
            at: recorded.at,
        };
        instance.incidents.insert(*incident, raised);
    }
    if let Event::IncidentResolved { incident } = &recorded.event {
        instance.incidents.remove(incident);
    }
}
