//! Version 1 of the wire format. Frozen: journals in it exist.
//!
//! The macro spells every variant out once, with the name it has on disk and the one it has in memory, and makes the
//! wire enum and both conversions from it, so that a field renamed in memory does not silently change what is on disk:
//! it no longer compiles.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use reglament_calendar::{CalendarRef, Term};
use reglament_definition::DefinitionRef;
use reglament_expression::Value;
use serde::{Deserialize, Serialize};

use super::JournalError;
use crate::{
    BranchEvent, DateChange, Drawn, DueDate, ErasedRow, ErasureScope, Event, FlowEvent,
    IncidentEvent, IncidentId, InstanceEvent, InstanceId, ItemEvent, JobEvent, JobFact, JobId,
    LetterFact, MessageEvent, MovedTerm, OnBehalf, Origin, PaperEvent, Parent, PublicationFact,
    Ruling, TaskEvent, TaskFact, TaskId, TermEvent, TermOwner, TestEnd, TestEvent, TimerEvent,
    TimerId, TimerPurpose, TokenId, VoteEnd, VoteEvent,
};

pub(super) const VERSION: u32 = 1;

type Values = BTreeMap<String, Value>;

macro_rules! wire {
    ($($variant:ident = $noun:ident($facts:ident::$fact:ident) {
        $($(#[$meta:meta])* $field:ident: $kind:ty),* $(,)?
    }),* $(,)?) => {
        #[derive(Serialize, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "snake_case")]
        enum Wire {
            $($variant { $($(#[$meta])* $field: $kind),* }),*
        }

        impl From<&Event> for Wire {
            fn from(event: &Event) -> Self {
                match event {
                    $(Event::$noun($facts::$fact { $($field),* }) => Self::$variant { $($field: $field.clone()),* }),*
                }
            }
        }

        impl From<Wire> for Event {
            fn from(wire: Wire) -> Self {
                match wire {
                    $(Wire::$variant { $($field),* } => Self::$noun($facts::$fact { $($field),* })),*
                }
            }
        }
    };
}

wire! {
    InstanceStarted = Instance(InstanceEvent::Started) {
        definition: DefinitionRef, receipt: String, origin: Origin, parent: Option<Parent>, data: Values, links: Values,
    },
    StepEntered = Flow(FlowEvent::StepEntered) { token: TokenId, step: String },
    StepLeft = Flow(FlowEvent::StepLeft) { token: TokenId, step: String },
    JoinReached = Flow(FlowEvent::JoinReached) { step: String, from: String },
    JoinPassed = Flow(FlowEvent::JoinPassed) { step: String },
    DataSet = Instance(InstanceEvent::DataSet) { values: Values },
    DataCorrected = Instance(InstanceEvent::DataCorrected) {
        before: Values, values: Values, reason: String, by: Value,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] changes: Vec<DateChange>,
    },
    TaskCreated = Task(TaskEvent::Created) { task: TaskFact },
    TaskCompleted = Task(TaskEvent::Completed) {
        task: TaskId, step: String, by: Value, outcome: Option<String>, on: NaiveDate,
        #[serde(default, skip_serializing_if = "Option::is_none")] on_behalf: Option<OnBehalf>,
    },
    TaskClaimed = Task(TaskEvent::Claimed) { task: TaskId, by: String },
    TaskReturned = Task(TaskEvent::Returned) { task: TaskId, by: String, reason: Option<String> },
    TaskDelegated = Task(TaskEvent::Delegated) { task: TaskId, by: String, to: String, reason: Option<String> },
    TaskReassigned = Task(TaskEvent::Reassigned) { task: TaskId, by: String, to: String, reason: String },
    VoteOpened = Vote(VoteEvent::Opened) { step: String, members: u32, needed: u32, secret: bool },
    MemberRecused = Vote(VoteEvent::MemberRecused) { task: TaskId, step: String, by: Value, reason: String, on: NaiveDate },
    DissentFiled = Vote(VoteEvent::DissentFiled) { step: String, by: Value, text: String, on: NaiveDate },
    VoteClosed = Vote(VoteEvent::Closed) {
        step: String, tally: BTreeMap<String, u32>, how: VoteEnd, outcome: Option<String>, on: NaiveDate,
    },
    TaskCancelled = Task(TaskEvent::Cancelled) { task: TaskId },
    TaskOverdue = Task(TaskEvent::Overdue) { task: TaskId, level: u32 },
    TaskReminded = Task(TaskEvent::Reminded) {
        task: TaskId,
        #[serde(default, skip_serializing_if = "Option::is_none")] by: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] on: Option<NaiveDate>,
    },
    TaskEscalated = Task(TaskEvent::Escalated) {
        task: TaskId, by: String, on: NaiveDate,
        #[serde(default, skip_serializing_if = "Option::is_none")] rung: Option<u32>,
        to: BTreeSet<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] note: Option<String>,
    },
    TimerScheduled = Timer(TimerEvent::Scheduled) {
        timer: TimerId,
        #[serde(default, skip_serializing_if = "Option::is_none")] token: Option<TokenId>,
        task: Option<TaskId>, at: DateTime<Utc>, purpose: TimerPurpose,
        #[serde(default, skip_serializing_if = "Option::is_none")] due: Option<DueDate>,
    },
    TimerFired = Timer(TimerEvent::Fired) { timer: TimerId },
    TimerCancelled = Timer(TimerEvent::Cancelled) { timer: TimerId },
    NumberAssigned = Paper(PaperEvent::NumberAssigned) {
        step: String, register: String, year: i32, number: u32, text: String, on: NaiveDate, entry: Values,
        #[serde(default, skip_serializing_if = "Option::is_none")] code: Option<String>,
    },
    DocumentDrawn = Paper(PaperEvent::DocumentDrawn) {
        document: u32, step: String, template: String, number: Option<String>, on: NaiveDate, data: Values,
    },
    LetterQueued = Paper(PaperEvent::LetterQueued) { letter: LetterFact },
    MessageSent = Message(MessageEvent::Sent) { to: InstanceId, message: String, data: Values },
    MessageReceived = Message(MessageEvent::Received) { message: String, from: InstanceId, data: Values },
    MessageTaken = Message(MessageEvent::Taken) { message: String },
    ItemAdded = Item(ItemEvent::Added) {
        step: String, item: InstanceId, receipt: String, process: String, data: Values, reports: BTreeSet<String>,
        reason: Option<String>,
    },
    ItemReported = Item(ItemEvent::Reported) { step: String, item: InstanceId, values: Values },
    ItemEnded = Item(ItemEvent::Ended) { step: String, item: InstanceId, outcome: String },
    ItemsClosed = Item(ItemEvent::Closed) { step: String },
    Interrupted = Branch(BranchEvent::Interrupted) { step: Option<String>, event: String, reason: Option<String> },
    IncidentRaised = Incident(IncidentEvent::Raised) {
        incident: IncidentId, token: Option<TokenId>, step: String, code: String, ru: String, en: String,
    },
    IncidentResolved = Incident(IncidentEvent::Resolved) { incident: IncidentId },
    IncidentPassed = Incident(IncidentEvent::Passed) { incident: IncidentId, step: String, to: Vec<String>, reason: String },
    JobCreated = Job(JobEvent::Created) { job: JobFact },
    JobCompleted = Job(JobEvent::Completed) { job: JobId, step: String, by: String, result: Values },
    JobFailed = Job(JobEvent::Failed) {
        job: JobId, step: String, by: String, message: String, retries: u32, retry_at: Option<DateTime<Utc>>,
    },
    JobErrored = Job(JobEvent::Errored) { job: JobId, step: String, by: String, code: String, message: String },
    JobCancelled = Job(JobEvent::Cancelled) { job: JobId },
    JobOverdue = Job(JobEvent::Overdue) { job: JobId },
    Published = Paper(PaperEvent::Published) { publication: PublicationFact, replaces: BTreeSet<u32> },
    ItemsPlanned = Item(ItemEvent::Planned) { step: String, token: TokenId, rows: Vec<Values>, closed: bool },
    AnswerGiven = Task(TaskEvent::AnswerGiven) {
        task: TaskId, step: String, by: Value, outcome: Option<String>, on: NaiveDate, values: Values,
        #[serde(default, skip_serializing_if = "Option::is_none")] on_behalf: Option<OnBehalf>,
    },
    PeopleQueued = Task(TaskEvent::PeopleQueued) { step: String, people: Vec<String> },
    CancellationBegun = Instance(InstanceEvent::CancellationBegun) { reason: String, by: Option<Value> },
    InstanceCancelled = Instance(InstanceEvent::Cancelled) { reason: String, by: Option<Value> },
    ItemCancelled = Item(ItemEvent::Cancelled) { step: String, item: InstanceId, reason: String },
    TaskLapsed = Task(TaskEvent::Lapsed) { task: TaskId, step: String, outcome: String, basis: Vec<String> },
    InstanceTermSet = Term(TermEvent::SetForInstance) { due: DueDate, roles: BTreeSet<String> },
    InstanceReminded = Term(TermEvent::InstanceReminded) {},
    InstanceOverdue = Term(TermEvent::InstanceOverdue) { level: u32 },
    TermExtended = Term(TermEvent::Extended) {
        owner: TermOwner, term: Term, reason: String, by: Value, basis: Vec<String>, changes: Vec<DateChange>,
    },
    TermSuspended = Term(TermEvent::Suspended) {
        owner: TermOwner, reason: String, by: Value, basis: Vec<String>, until: Option<DateTime<Utc>>,
        changes: Vec<DateChange>,
    },
    TermResumed = Term(TermEvent::Resumed) { owner: TermOwner, reason: Option<String>, by: Option<Value>, changes: Vec<DateChange> },
    TermsRecomputed = Term(TermEvent::Recomputed) { calendar: CalendarRef, changes: Vec<DateChange> },
    InstanceEnded = Instance(InstanceEvent::Ended) {
        step: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] error: Option<String>,
    },
    BranchBegun = Branch(BranchEvent::Begun) {
        token: Option<TokenId>, step: Option<String>, event: String, index: u32, reason: Option<String>,
    },
    ErrorRaised = Branch(BranchEvent::ErrorRaised) { step: String, code: String, data: Values },
    MessageAddressed = Message(MessageEvent::Addressed) { process: String, message: String, key: String, data: Values },
    UndoNoted = Branch(BranchEvent::UndoNoted) { step: String },
    UndoBegun = Branch(BranchEvent::UndoBegun) { token: TokenId, step: String, by: String },
    JoinReleased = Flow(FlowEvent::JoinReleased) { step: String },
    RepeatUsedUp = Flow(FlowEvent::RepeatUsedUp) { step: String, then: String },
    TableDecided = Flow(FlowEvent::TableDecided) { step: String, rows: Vec<u32> },
    WaitEnded = Flow(FlowEvent::WaitEnded) { step: String, option: u32, outcome: String },
    TestOpened = Test(TestEvent::Opened) {
        step: String, bank: String, digest: String, ends_at: DateTime<Utc>, questions: Vec<Drawn>,
    },
    AnswerSaved = Test(TestEvent::AnswerSaved) { step: String, question: String, answer: Vec<String> },
    TestClosed = Test(TestEvent::Closed) {
        step: String, how: TestEnd, correct: u32, total: u32, earned: BTreeMap<String, u32>,
    },
    TestMissed = Test(TestEvent::Missed) { step: String },
    TestRegraded = Test(TestEvent::Regraded) {
        step: String, rulings: Vec<Ruling>,
        #[serde(default, skip_serializing_if = "Option::is_none")] reason: Option<String>,
        basis: Vec<String>, correct: u32, earned: BTreeMap<String, u32>,
    },
    InstanceMigrated = Instance(InstanceEvent::Migrated) {
        from: DefinitionRef, to: DefinitionRef, steps: BTreeMap<String, String>,
        roles: BTreeMap<TaskId, BTreeSet<String>>, terms: Vec<MovedTerm>,
    },
    InstanceErased = Instance(InstanceEvent::Erased) {
        act: String, reason: String, by: Value, on: NaiveDate, scope: ErasureScope, rows: Vec<ErasedRow>,
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
