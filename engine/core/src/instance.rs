//! An instance: one run of a definition, as its events have left it.
//!
//! Only `apply` changes it. It knows no rules and no definition; ordered maps only, so that equal journals give
//! equal instances. Other crates read it through the methods below.

mod status;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use reglament_definition::DefinitionRef;
use reglament_expression::Value;
use serde::{Deserialize, Serialize};

use crate::{
    DueDate, Erasure, IncidentId, InstanceId, Job, JobId, Posted, StepRecord, TaskId, TimerId,
    TimerPurpose, TokenId,
};

pub use status::{Cancelling, Status};

/// The outcome that a parent sees of a child that was cancelled.
pub const CANCELLED: &str = "cancelled";

/// One run of a definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    pub(crate) id: InstanceId,
    pub(crate) definition: Option<DefinitionRef>,
    pub(crate) receipt: String,
    pub(crate) parent: Option<Parent>,
    pub(crate) status: Status,
    pub(crate) seq: u64,
    pub(crate) started_at: DateTime<Utc>,
    pub(crate) last_at: DateTime<Utc>,
    pub(crate) data: BTreeMap<String, Value>,
    pub(crate) links: BTreeMap<String, Value>,
    pub(crate) tokens: BTreeMap<TokenId, Token>,
    pub(crate) tasks: BTreeMap<TaskId, Task>,
    pub(crate) timers: BTreeMap<TimerId, Timer>,
    pub(crate) arrived: BTreeMap<String, BTreeSet<String>>,
    /// Joins that have let go and swallow the flows that are still missing.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) released: BTreeSet<String>,
    pub(crate) steps: BTreeMap<String, StepRecord>,
    /// Everybody who ever did, signed or voted on a step, and those in whose place it was done.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) performers: BTreeMap<String, BTreeSet<String>>,
    pub(crate) items: BTreeMap<String, ItemList>,
    pub(crate) messages: Vec<KeptMessage>,
    pub(crate) incidents: BTreeMap<IncidentId, Incident>,
    pub(crate) documents: Vec<DocumentFact>,
    pub(crate) letters: u32,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) jobs: BTreeMap<JobId, Job>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) publications: Vec<Posted>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) last_job: u32,
    /// How often each process-wide event has happened.
    pub(crate) happened: BTreeMap<String, u32>,
    /// Completed steps that can be undone, in the order of their completion.
    pub(crate) undoable: Vec<String>,
    /// The step by which each compensation is undoing now.
    pub(crate) undoing: BTreeMap<TokenId, String>,
    pub(crate) last_token: u32,
    pub(crate) last_task: u32,
    pub(crate) last_timer: u32,
    pub(crate) last_incident: u32,
    pub(crate) last_child: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cancelling: Option<Cancelling>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) term: Option<InstanceTerm>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) erased: Option<Erasure>,
}

/// The parent of a child instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// Parent instance.
    pub instance: InstanceId,
    /// Its `for_each` step.
    pub step: String,
    /// Fields that the parent wants to be told of.
    pub reports: BTreeSet<String>,
}

/// An active position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where.
    pub step: String,
    /// Positions of the step's events that have begun a side branch.
    pub happened: BTreeSet<u32>,
}

/// An open user task, or an open signature of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Token waiting for it.
    pub token: TokenId,
    /// Step.
    pub step: String,
    /// Roles whose holders may do it.
    pub roles: BTreeSet<String>,
    /// Whether it is a signature.
    pub signature: bool,
    /// People who may not do it.
    pub not_by: BTreeSet<String>,
    /// When it is due.
    pub due: Option<DueDate>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// Reminders sent.
    pub reminded: u32,
    /// Overdue notices sent; 0 while in time.
    pub overdue: u32,
    /// Only these people, when it was offered or reassigned to people by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<BTreeSet<String>>,
    /// Steps whose doers may not do it (four eyes).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub excludes: BTreeSet<String>,
    /// Whether it is a member's vote.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ballot: bool,
    /// The day on which somebody last reminded of it by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded_on: Option<NaiveDate>,
    /// The day on which a person last told those above that it is late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalated_on: Option<NaiveDate>,
    /// Rungs of its ladder that a person has reached before their day, from 0.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub escalated: BTreeSet<u32>,
    /// Who took it, or to whom it was delegated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_by: Option<String>,
    /// Who delegated it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegated_by: Option<String>,
}

/// A wish to be woken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    /// Token that it belongs to; none: the whole instance.
    pub token: Option<TokenId>,
    /// Task that it belongs to.
    pub task: Option<TaskId>,
    /// When.
    pub at: DateTime<Utc>,
    /// What for.
    pub purpose: TimerPurpose,
    /// How `at` was counted, when a term gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DueDate>,
    /// Whether it waits for a suspended term: it does not fire.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paused: bool,
}

/// The term of the whole instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceTerm {
    /// When it is due.
    pub due: DueDate,
    /// Roles that answer for it: they are told when it passes.
    pub roles: BTreeSet<String>,
    /// Since when it runs.
    pub since: DateTime<Utc>,
    /// Reminders sent.
    pub reminded: u32,
    /// Overdue notices sent; 0 while in time.
    pub overdue: u32,
}

/// The items of a `for_each`, or the one of a `call`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemList {
    /// Whether the window is closed.
    pub closed: bool,
    /// Items in the order in which they joined.
    pub items: Vec<Item>,
    /// The token that they belong to, when the step began with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<TokenId>,
    /// Data of the children that have yet to begin, one after another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<BTreeMap<String, Value>>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Child instance.
    pub item: InstanceId,
    /// Its receipt code.
    pub receipt: String,
    /// Its end step, once it has ended.
    pub outcome: Option<String>,
    /// Reported fields.
    pub values: BTreeMap<String, Value>,
}

/// A message that nobody has wanted yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMessage {
    /// Name.
    pub message: String,
    /// Sender.
    pub from: InstanceId,
    /// Contents.
    pub data: BTreeMap<String, Value>,
}

/// Something is stuck until a person acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Token that is stuck.
    pub token: Option<TokenId>,
    /// Step.
    pub step: String,
    /// Stable code.
    pub code: String,
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A document of the instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFact {
    /// Number within the instance.
    pub document: u32,
    /// Step that ordered it.
    pub step: String,
    /// Template.
    pub template: String,
    /// Printed number.
    pub number: Option<String>,
    /// Local date.
    pub on: NaiveDate,
}

/// Absent numbers stay absent, so that instances without jobs are written as they always were.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape that serde asks for"
)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Instance {
    /// An instance without events.
    pub fn new(id: InstanceId) -> Self {
        Self {
            id,
            definition: None,
            receipt: String::new(),
            parent: None,
            status: Status::New,
            seq: 0,
            started_at: DateTime::UNIX_EPOCH,
            last_at: DateTime::UNIX_EPOCH,
            data: BTreeMap::new(),
            links: BTreeMap::new(),
            tokens: BTreeMap::new(),
            tasks: BTreeMap::new(),
            timers: BTreeMap::new(),
            arrived: BTreeMap::new(),
            released: BTreeSet::new(),
            steps: BTreeMap::new(),
            performers: BTreeMap::new(),
            items: BTreeMap::new(),
            messages: Vec::new(),
            incidents: BTreeMap::new(),
            documents: Vec::new(),
            letters: 0,
            jobs: BTreeMap::new(),
            publications: Vec::new(),
            last_job: 0,
            happened: BTreeMap::new(),
            undoable: Vec::new(),
            undoing: BTreeMap::new(),
            last_token: 0,
            last_task: 0,
            last_timer: 0,
            last_incident: 0,
            last_child: 0,
            cancelling: None,
            term: None,
            erased: None,
        }
    }
}

impl Instance {
    /// Everybody who did something in it, in whose place it was done, or to whom an open task was given by name.
    pub fn participants(&self) -> BTreeSet<&str> {
        let done = self.performers.values().flatten();
        let given = self.tasks.values().flat_map(|task| {
            let named = task.people.iter().flatten();
            named.chain(&task.claimed_by).chain(&task.delegated_by)
        });
        done.chain(given).map(String::as_str).collect()
    }
}

macro_rules! readers {
    ($($(#[$doc:meta])* $name:ident: $kind:ty),* $(,)?) => {
        impl Instance {
            $($(#[$doc])* pub fn $name(&self) -> &$kind { &self.$name })*
        }
    };
}

readers! {
    /// Its id.
    id: InstanceId,
    /// The definition it runs on; none before the start.
    definition: Option<DefinitionRef>,
    /// Code by which outsiders refer to it.
    receipt: str,
    /// Its parent.
    parent: Option<Parent>,
    /// Where it is in its life.
    status: Status,
    /// Events so far.
    seq: u64,
    /// When it began.
    started_at: DateTime<Utc>,
    /// When its last event happened.
    last_at: DateTime<Utc>,
    /// Data.
    data: BTreeMap<String, Value>,
    /// Linked instances as read at the start, by link name.
    links: BTreeMap<String, Value>,
    /// Active positions.
    tokens: BTreeMap<TokenId, Token>,
    /// Open tasks.
    tasks: BTreeMap<TaskId, Task>,
    /// Pending timers.
    timers: BTreeMap<TimerId, Timer>,
    /// Everybody who ever had a part in a step, by step.
    performers: BTreeMap<String, BTreeSet<String>>,
    /// Flows that have come to joins which still wait: join -> steps they came from.
    arrived: BTreeMap<String, BTreeSet<String>>,
    /// Joins that have let go and swallow the flows that are still missing.
    released: BTreeSet<String>,
    /// What is remembered of each step.
    steps: BTreeMap<String, StepRecord>,
    /// Items of `for_each` steps.
    items: BTreeMap<String, ItemList>,
    /// Messages that wait to be wanted.
    messages: [KeptMessage],
    /// Open incidents.
    incidents: BTreeMap<IncidentId, Incident>,
    /// Documents.
    documents: [DocumentFact],
    /// Open jobs for machines.
    jobs: BTreeMap<JobId, Job>,
    /// Everything it ever put on public pages.
    publications: [Posted],
    /// The cancellation under way, while its closing branch runs.
    cancelling: Option<Cancelling>,
    /// The term of the whole instance, once it is known.
    term: Option<InstanceTerm>,
    /// The destruction of what was personal in it.
    erased: Option<Erasure>,
    /// How often each process-wide event has happened, by its id.
    happened: BTreeMap<String, u32>,
    /// Completed steps that can be undone, in the order of their completion.
    undoable: [String],
}

impl Instance {
    /// Whether it is running.
    pub fn is_running(&self) -> bool {
        self.status == Status::Running
    }

    /// The token standing at `step`, if one does.
    pub fn token_at(&self, step: &str) -> Option<TokenId> {
        self.tokens
            .iter()
            .find(|(_, token)| token.step == step)
            .map(|(id, _)| *id)
    }
}
