//! Version 1 of the wire format. Frozen: journals in it exist.
//!
//! The macro spells every variant out once and makes the wire enum and both conversions from it, so that a field
//! renamed in memory does not silently change what is on disk: it no longer compiles.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use reglament_calendar::{CalendarRef, Term};
use reglament_definition::DefinitionRef;
use reglament_expression::Value;
use serde::{Deserialize, Serialize};

use super::JournalError;
use crate::{
    DateChange, DueDate, Event, IncidentId, InstanceId, JobFact, JobId, LetterFact, MovedTerm,
    Origin, Parent, PublicationFact, TaskFact, TaskId, TermOwner, TimerId, TimerPurpose, TokenId,
};

pub(super) const VERSION: u32 = 1;

type Values = BTreeMap<String, Value>;

macro_rules! wire {
    ($($variant:ident { $($(#[$more:meta])* $field:ident: $kind:ty),* $(,)? }),* $(,)?) => {
        #[derive(Serialize, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "snake_case")]
        enum Wire {
            $($variant { $($(#[$more])* $field: $kind),* }),*
        }

        impl From<&Event> for Wire {
            fn from(event: &Event) -> Self {
                match event {
                    $(Event::$variant { $($field),* } => Self::$variant { $($field: $field.clone()),* }),*
                }
            }
        }

        impl From<Wire> for Event {
            fn from(wire: Wire) -> Self {
                match wire {
                    $(Wire::$variant { $($field),* } => Self::$variant { $($field),* }),*
                }
            }
        }
    };
}

wire! {
    InstanceStarted {
        definition: DefinitionRef, receipt: String, origin: Origin, parent: Option<Parent>, data: Values, links: Values,
    },
    StepEntered { token: TokenId, step: String },
    StepLeft { token: TokenId, step: String },
    JoinReached { step: String, from: String },
    JoinPassed { step: String },
    DataSet { values: Values },
    TaskCreated { task: TaskFact },
    TaskCompleted { task: TaskId, step: String, by: Value, outcome: Option<String>, on: NaiveDate },
    TaskCancelled { task: TaskId },
    TaskOverdue { task: TaskId, level: u32 },
    TaskReminded { task: TaskId },
    TimerScheduled {
        timer: TimerId,
        #[serde(default, skip_serializing_if = "Option::is_none")] token: Option<TokenId>,
        task: Option<TaskId>, at: DateTime<Utc>, purpose: TimerPurpose,
        #[serde(default, skip_serializing_if = "Option::is_none")] due: Option<DueDate>,
    },
    TimerFired { timer: TimerId },
    TimerCancelled { timer: TimerId },
    NumberAssigned {
        step: String, register: String, year: i32, number: u32, text: String, on: NaiveDate, entry: Values,
    },
    DocumentDrawn {
        document: u32, step: String, template: String, number: Option<String>, on: NaiveDate, data: Values,
    },
    LetterQueued { letter: LetterFact },
    MessageSent { to: InstanceId, message: String, data: Values },
    MessageReceived { message: String, from: InstanceId, data: Values },
    MessageTaken { message: String },
    ItemAdded {
        step: String, item: InstanceId, receipt: String, process: String, data: Values, reports: BTreeSet<String>,
        reason: Option<String>,
    },
    ItemReported { step: String, item: InstanceId, values: Values },
    ItemEnded { step: String, item: InstanceId, outcome: String },
    ItemsClosed { step: String },
    Interrupted { step: Option<String>, event: String, reason: Option<String> },
    IncidentRaised {
        incident: IncidentId, token: Option<TokenId>, step: String, code: String, ru: String, en: String,
    },
    IncidentResolved { incident: IncidentId },
    JobCreated { job: JobFact },
    JobCompleted { job: JobId, step: String, by: String, result: Values },
    JobFailed {
        job: JobId, step: String, by: String, message: String, retries: u32, retry_at: Option<DateTime<Utc>>,
    },
    JobErrored { job: JobId, step: String, by: String, code: String, message: String },
    JobCancelled { job: JobId },
    JobOverdue { job: JobId },
    Published { publication: PublicationFact, replaces: BTreeSet<u32> },
    ItemsPlanned { step: String, token: TokenId, rows: Vec<Values>, closed: bool },
    AnswerGiven {
        task: TaskId, step: String, by: Value, outcome: Option<String>, on: NaiveDate, values: Values,
    },
    PeopleQueued { step: String, people: Vec<String> },
    CancellationBegun { reason: String, by: Option<Value> },
    InstanceCancelled { reason: String, by: Option<Value> },
    ItemCancelled { step: String, item: InstanceId, reason: String },
    TaskLapsed { task: TaskId, step: String, outcome: String, basis: Vec<String> },
    InstanceTermSet { due: DueDate, roles: BTreeSet<String> },
    InstanceReminded {},
    InstanceOverdue { level: u32 },
    TermExtended {
        owner: TermOwner, term: Term, reason: String, by: Value, basis: Vec<String>, changes: Vec<DateChange>,
    },
    TermSuspended {
        owner: TermOwner, reason: String, by: Value, basis: Vec<String>, until: Option<DateTime<Utc>>,
        changes: Vec<DateChange>,
    },
    TermResumed { owner: TermOwner, reason: Option<String>, by: Option<Value>, changes: Vec<DateChange> },
    TermsRecomputed { calendar: CalendarRef, changes: Vec<DateChange> },
    InstanceEnded {
        step: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] error: Option<String>,
    },
    BranchBegun {
        token: Option<TokenId>, step: Option<String>, event: String, index: u32, reason: Option<String>,
    },
    ErrorRaised { step: String, code: String, data: Values },
    MessageAddressed { process: String, message: String, key: String, data: Values },
    UndoNoted { step: String },
    UndoBegun { token: TokenId, step: String, by: String },
    JoinReleased { step: String },
    RepeatUsedUp { step: String, then: String },
    TableDecided { step: String, rows: Vec<u32> },
    WaitEnded { step: String, option: u32, outcome: String },
    InstanceMigrated {
        from: DefinitionRef, to: DefinitionRef, steps: BTreeMap<String, String>,
        roles: BTreeMap<TaskId, BTreeSet<String>>, terms: Vec<MovedTerm>,
    },
}

pub(super) fn write(event: &Event) -> serde_json::Value {
    serde_json::to_value(Wire::from(event))
        .expect("every field of a wire event has text keys and finite numbers")
}

pub(super) fn read(stored: &serde_json::Value) -> Result<Event, JournalError> {
    let wire =
        Wire::deserialize(stored).map_err(|error| JournalError::Damaged(error.to_string()))?;
    Ok(wire.into())
}
