//! Events: what has happened to an instance, one variant per fact, in the past tense.
//!
//! They store facts, never rules: the computed due date beside the rule it came from, the rendered letter, the number
//! given. How they are written to disk is the journal's business (`journal`), not this type's.

mod recorded;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use reglament_calendar::{CalendarRef, Term};
use reglament_definition::DefinitionRef;
use reglament_expression::Value;

pub use recorded::Recorded;

use crate::{
    DateChange, DueDate, IncidentId, InstanceId, JobFact, JobId, LetterFact, MovedTerm, Origin,
    Parent, PublicationFact, TaskFact, TaskId, TermOwner, TimerId, TimerPurpose, TokenId,
};

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The instance began.
    InstanceStarted {
        /// Definition it stays on.
        definition: DefinitionRef,
        /// Code by which outsiders refer to it.
        receipt: String,
        /// How it began.
        origin: Origin,
        /// Its parent, for a child.
        parent: Option<Parent>,
        /// Data given at the start.
        data: BTreeMap<String, Value>,
        /// Linked instances as read at the start.
        links: BTreeMap<String, Value>,
    },
    /// A token came to a step.
    StepEntered {
        /// The new token.
        token: TokenId,
        /// Where.
        step: String,
    },
    /// A token left its step.
    StepLeft {
        /// The token, gone now.
        token: TokenId,
        /// The step it left.
        step: String,
    },
    /// A flow arrived at a join that still waits.
    JoinReached {
        /// The join.
        step: String,
        /// The step from which the flow came.
        from: String,
    },
    /// A join had all its flows and let go.
    JoinPassed {
        /// The join.
        step: String,
    },
    /// A join let go before all its flows had come; those that come later are swallowed.
    JoinReleased {
        /// The join.
        step: String,
    },
    /// A step had been entered as often as it may be; the token went elsewhere.
    RepeatUsedUp {
        /// The step that was not entered again.
        step: String,
        /// Where the token went.
        then: String,
    },
    /// A decision table was consulted.
    TableDecided {
        /// The decision.
        step: String,
        /// Numbers of the rows that counted, from 1; none: no row fitted.
        rows: Vec<u32>,
    },
    /// The first of several things that a step waited for has happened.
    WaitEnded {
        /// The step.
        step: String,
        /// Number of the option, from 0.
        option: u32,
        /// What happened: the name of a message, or `term`, `until`, `when`.
        outcome: String,
    },
    /// Data changed.
    DataSet {
        /// New values.
        values: BTreeMap<String, Value>,
    },
    /// A user task was created.
    TaskCreated {
        /// What was created.
        task: TaskFact,
    },
    /// A person did a task (or gave one of the signatures).
    TaskCompleted {
        /// The task.
        task: TaskId,
        /// Step.
        step: String,
        /// The person: record `{id, name, position}`.
        by: Value,
        /// Button pressed.
        outcome: Option<String>,
        /// Local date of the act in the zone of the process.
        on: NaiveDate,
    },
    /// A task is no longer needed.
    TaskCancelled {
        /// The task.
        task: TaskId,
    },
    /// The due date passed while the task was open, or passed further.
    TaskOverdue {
        /// The task.
        task: TaskId,
        /// How many notices have gone out with this one, from 1.
        level: u32,
    },
    /// A reminder went out.
    TaskReminded {
        /// The task.
        task: TaskId,
    },
    /// A wish to be woken.
    TimerScheduled {
        /// The timer.
        timer: TimerId,
        /// Token that it belongs to; none: the whole instance.
        token: Option<TokenId>,
        /// Task that it belongs to, if any.
        task: Option<TaskId>,
        /// When.
        at: DateTime<Utc>,
        /// What for.
        purpose: TimerPurpose,
        /// How `at` was counted, when a term gave it.
        due: Option<DueDate>,
    },
    /// A timer did its work.
    TimerFired {
        /// The timer.
        timer: TimerId,
    },
    /// A timer is no longer needed.
    TimerCancelled {
        /// The timer.
        timer: TimerId,
    },
    /// A register gave a number.
    NumberAssigned {
        /// Step that asked for it.
        step: String,
        /// Register.
        register: String,
        /// Year of counting; 0 when the register does not start anew.
        year: i32,
        /// The number.
        number: u32,
        /// As printed.
        text: String,
        /// Local date.
        on: NaiveDate,
        /// Columns of the entry.
        entry: BTreeMap<String, Value>,
    },
    /// A document was ordered, with everything it is drawn from.
    DocumentDrawn {
        /// Number of the document within the instance, from 1.
        document: u32,
        /// Step.
        step: String,
        /// Template id.
        template: String,
        /// Register, printed number and date, when it has them.
        number: Option<String>,
        /// Local date.
        on: NaiveDate,
        /// What the template is given.
        data: BTreeMap<String, Value>,
    },
    /// A letter was written; sending it is the outbox's business.
    LetterQueued {
        /// The letter.
        letter: LetterFact,
    },
    /// A message was sent to another instance.
    MessageSent {
        /// Receiver.
        to: InstanceId,
        /// Name.
        message: String,
        /// Contents.
        data: BTreeMap<String, Value>,
    },
    /// A message arrived.
    MessageReceived {
        /// Name.
        message: String,
        /// Sender.
        from: InstanceId,
        /// Contents.
        data: BTreeMap<String, Value>,
    },
    /// A kept message was used by a step.
    MessageTaken {
        /// Name.
        message: String,
    },
    /// An item joined a `for_each`; its child instance starts.
    ItemAdded {
        /// Step.
        step: String,
        /// Child instance.
        item: InstanceId,
        /// Receipt code of the child.
        receipt: String,
        /// Child process.
        process: String,
        /// Data given to the child.
        data: BTreeMap<String, Value>,
        /// Fields the child reports back.
        reports: BTreeSet<String>,
        /// Why it was added outside the window.
        reason: Option<String>,
    },
    /// A child reported changed fields.
    ItemReported {
        /// Step.
        step: String,
        /// Child.
        item: InstanceId,
        /// Changed fields.
        values: BTreeMap<String, Value>,
    },
    /// A child ended.
    ItemEnded {
        /// Step.
        step: String,
        /// Child.
        item: InstanceId,
        /// End step of the child.
        outcome: String,
    },
    /// A step that starts children began (anew): items of an earlier run are not its items.
    ItemsPlanned {
        /// Step.
        step: String,
        /// The token that stands there.
        token: TokenId,
        /// Data of the children that begin one after another, in order; empty when they begin at once.
        rows: Vec<BTreeMap<String, Value>>,
        /// Whether no further item can come.
        closed: bool,
    },
    /// One of several people answered; `TaskCompleted` follows.
    AnswerGiven {
        /// The task.
        task: TaskId,
        /// Step.
        step: String,
        /// The person: record `{id, name, position}`.
        by: Value,
        /// Button pressed.
        outcome: Option<String>,
        /// Local date.
        on: NaiveDate,
        /// Fields of the form.
        values: BTreeMap<String, Value>,
    },
    /// People who get their task when those before them have done theirs.
    PeopleQueued {
        /// Step.
        step: String,
        /// Ids, in order.
        people: Vec<String>,
    },
    /// The window of a `for_each` closed.
    ItemsClosed {
        /// Step.
        step: String,
    },
    /// A boundary or process-wide event interrupted something.
    Interrupted {
        /// Step interrupted, or none for the whole process.
        step: Option<String>,
        /// Event id or trigger.
        event: String,
        /// Reason given by the person.
        reason: Option<String>,
    },
    /// A boundary or process-wide event began a side branch; nothing was interrupted.
    BranchBegun {
        /// Token whose step it happened to, or none for the whole process.
        token: Option<TokenId>,
        /// That step.
        step: Option<String>,
        /// Event id or trigger.
        event: String,
        /// Position of the event among those of the step (or of the process), from 0.
        index: u32,
        /// Reason given by the person.
        reason: Option<String>,
    },
    /// A step raised an error.
    ErrorRaised {
        /// Step.
        step: String,
        /// Code of the error.
        code: String,
        /// What came with it.
        data: BTreeMap<String, Value>,
    },
    /// A message was sent to whatever instances of a process have the key.
    MessageAddressed {
        /// Process.
        process: String,
        /// Name.
        message: String,
        /// Key.
        key: String,
        /// Contents.
        data: BTreeMap<String, Value>,
    },
    /// A step was completed that can be undone.
    UndoNoted {
        /// Step.
        step: String,
    },
    /// Undoing a step began.
    UndoBegun {
        /// Token of the compensation.
        token: TokenId,
        /// Step that is undone.
        step: String,
        /// Step that undoes it.
        by: String,
    },
    /// The instance is stuck at a step until a person acts.
    IncidentRaised {
        /// Incident.
        incident: IncidentId,
        /// Token that is stuck, if one is.
        token: Option<TokenId>,
        /// Step.
        step: String,
        /// Stable code.
        code: String,
        /// What happened, in Russian.
        ru: String,
        /// The same in English.
        en: String,
    },
    /// A machine was asked to do something.
    JobCreated {
        /// What was asked.
        job: JobFact,
    },
    /// A machine did its job.
    JobCompleted {
        /// The job.
        job: JobId,
        /// Step.
        step: String,
        /// Name of the worker or webhook.
        by: String,
        /// The answer, as declared.
        result: BTreeMap<String, Value>,
    },
    /// One try of a job failed.
    JobFailed {
        /// The job.
        job: JobId,
        /// Step.
        step: String,
        /// Name of the worker or webhook.
        by: String,
        /// What it said.
        message: String,
        /// Tries left.
        retries: u32,
        /// When it may be tried again; none: it is given up.
        retry_at: Option<DateTime<Utc>>,
    },
    /// A machine answered with a business error: the job is over, its step goes the way of the error.
    JobErrored {
        /// The job.
        job: JobId,
        /// Step.
        step: String,
        /// Name of the worker or webhook.
        by: String,
        /// Code of the error.
        code: String,
        /// What it said.
        message: String,
    },
    /// A job is no longer needed.
    JobCancelled {
        /// The job.
        job: JobId,
    },
    /// The due date of a job passed.
    JobOverdue {
        /// The job.
        job: JobId,
    },
    /// Something was put on a public page.
    Published {
        /// What.
        publication: PublicationFact,
        /// Publications of this instance that it withdraws.
        replaces: BTreeSet<u32>,
    },
    /// An incident was dealt with.
    IncidentResolved {
        /// Incident.
        incident: IncidentId,
    },
    /// The instance went over to another version of its process.
    InstanceMigrated {
        /// Definition it was on.
        from: DefinitionRef,
        /// Definition it is on now.
        to: DefinitionRef,
        /// Steps that are called otherwise: old id -> new id.
        steps: BTreeMap<String, String>,
        /// Tasks that other roles may do now.
        roles: BTreeMap<TaskId, BTreeSet<String>>,
        /// Terms that the new edition counts otherwise, before and after.
        terms: Vec<MovedTerm>,
    },
    /// Somebody cancelled the instance and its closing branch began; `InstanceCancelled` follows when it is done.
    CancellationBegun {
        /// Why.
        reason: String,
        /// The person: record `{id, name, position}`; none for the engine.
        by: Option<Value>,
    },
    /// The instance was cancelled: it has ended without coming to an end of its own.
    InstanceCancelled {
        /// Why.
        reason: String,
        /// The person: record `{id, name, position}`; none for the engine.
        by: Option<Value>,
    },
    /// A child that still ran is no longer needed; it is told to stop.
    ItemCancelled {
        /// Step.
        step: String,
        /// Child.
        item: InstanceId,
        /// Why.
        reason: String,
    },
    /// The due date of a task passed, and by the act that is an answer.
    TaskLapsed {
        /// The task.
        task: TaskId,
        /// Step.
        step: String,
        /// The outcome that silence means.
        outcome: String,
        /// Clauses that say so.
        basis: Vec<String>,
    },
    /// The term of the whole instance became known.
    InstanceTermSet {
        /// When it is due.
        due: DueDate,
        /// Roles that answer for it.
        roles: BTreeSet<String>,
    },
    /// A reminder of the instance's term went out.
    InstanceReminded {},
    /// The instance's term passed, or passed further.
    InstanceOverdue {
        /// How many notices have gone out with this one, from 1.
        level: u32,
    },
    /// A term was extended.
    TermExtended {
        /// Which.
        owner: TermOwner,
        /// By how much.
        term: Term,
        /// Why.
        reason: String,
        /// The person: record `{id, name, position}`.
        by: Value,
        /// Clauses that allow it.
        basis: Vec<String>,
        /// Every date that moved.
        changes: Vec<DateChange>,
    },
    /// A term was suspended.
    TermSuspended {
        /// Which.
        owner: TermOwner,
        /// Why.
        reason: String,
        /// The person: record `{id, name, position}`.
        by: Value,
        /// Clauses that allow it.
        basis: Vec<String>,
        /// When it runs again by itself at the latest.
        until: Option<DateTime<Utc>>,
        /// Every date that stands still now.
        changes: Vec<DateChange>,
    },
    /// A suspended term runs again.
    TermResumed {
        /// Which.
        owner: TermOwner,
        /// Why, if somebody said.
        reason: Option<String>,
        /// The person; none for a message, the applicant or the end of the longest suspension.
        by: Option<Value>,
        /// Every date that moved.
        changes: Vec<DateChange>,
    },
    /// Dates were counted anew by another edition of the calendar.
    TermsRecomputed {
        /// The edition.
        calendar: CalendarRef,
        /// Every date that was looked at; some stay.
        changes: Vec<DateChange>,
    },
    /// The instance ended.
    InstanceEnded {
        /// The end step.
        step: String,
        /// The error with which it failed, for an error end.
        error: Option<String>,
    },
}
