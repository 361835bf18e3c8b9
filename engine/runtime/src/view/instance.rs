//! One instance: where it stands, what it knows, what it produced.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{Erasure, IncidentId, InstanceId, TaskId};
use reglament_definition::{DefinitionRef, Title};
use schemars::JsonSchema;
use serde::Serialize;

use super::{DataView, DateView, DueView, HistoryLine, PlanView, TermActsView};
use crate::port::OutboxState;

/// An instance as an official sees it.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct InstanceView {
    /// Id.
    pub id: InstanceId,
    /// Definition it runs on.
    pub definition: DefinitionRef,
    /// Title of the process.
    pub process_title: Title,
    /// The act.
    pub act: String,
    /// Whom or what it is about.
    pub subject: String,
    /// Receipt code.
    pub receipt: String,
    /// The parent, when there is one that the viewer may see.
    pub parent: Option<InstanceId>,
    /// Title of the end step, once it has ended.
    pub ended: Option<Title>,
    /// The act by which what was personal in it was destroyed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erased: Option<Erasure>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When the last thing happened.
    pub last_at: DateTime<Utc>,
    /// Steps in the order written, with their state; for the diagram as well.
    pub steps: Vec<StepView>,
    /// Open tasks.
    pub tasks: Vec<OpenTask>,
    /// The term of the whole instance, once it is known.
    pub term: Option<DueView>,
    /// What the viewer may decide about it.
    pub term_acts: TermActsView,
    /// Every date that lies ahead, with its reasons.
    pub dates: Vec<DateView>,
    /// Data.
    pub data: Vec<DataView>,
    /// Documents.
    pub documents: Vec<DocumentView>,
    /// Letters.
    pub letters: Vec<LetterView>,
    /// Children of `for_each` steps.
    pub children: Vec<ChildView>,
    /// Open incidents.
    pub incidents: Vec<IncidentView>,
    /// The plan, when steps of the process are milestones of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanView>,
    /// Process-wide events that the viewer may raise now.
    pub events: Vec<EventButton>,
    /// Whether the viewer may correct what was handed in.
    pub may_correct: bool,
    /// Registration windows to which the viewer may add somebody late, with a reason.
    pub late_windows: Vec<LateWindow>,
    /// What happened, the oldest first.
    pub history: Vec<HistoryLine>,
    /// Position of the journal that this view shows.
    pub seq: u64,
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Not yet reached.
    Ahead,
    /// A token is here.
    Active,
    /// A token is here and its deadline has passed.
    Late,
    /// Left.
    Done,
    /// Left undone.
    Skipped,
    /// Something is stuck here.
    Stuck,
}

/// A step of an instance.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct StepView {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Title,
    /// State.
    pub state: StepState,
    /// When a token came last.
    pub started_at: Option<DateTime<Utc>>,
    /// When it left.
    pub completed_at: Option<DateTime<Utc>>,
    /// Number given by a register.
    pub number: Option<String>,
}

/// An open task of the instance.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct OpenTask {
    /// Task.
    pub task: TaskId,
    /// Step.
    pub step: String,
    /// Title.
    pub title: Title,
    /// Titles of the roles.
    pub roles: Vec<Title>,
    /// Names of those who may do it.
    pub holders: Vec<String>,
    /// Whether the viewer is one of them.
    pub mine: bool,
    /// Whether the viewer may hand it to another person.
    pub may_reassign: bool,
    /// When it is due.
    pub due: Option<DueView>,
    /// What the viewer may decide about its term.
    pub term_acts: TermActsView,
}

/// A document.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct DocumentView {
    /// Number within the instance.
    pub document: u32,
    /// What it is called.
    pub title: Title,
    /// Printed number.
    pub number: Option<String>,
    /// Date.
    pub on: NaiveDate,
    /// Where its rendering stands.
    pub state: OutboxState,
    /// Why there is none, if it failed.
    pub error: Option<String>,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct LetterView {
    /// Key of the delivery.
    pub key: String,
    /// Receiver's name.
    pub to_name: String,
    /// Address.
    pub to_address: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// Where it stands.
    pub state: OutboxState,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// What went wrong.
    pub error: Option<String>,
}

/// A child.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ChildView {
    /// Child instance.
    pub instance: InstanceId,
    /// Step of the parent.
    pub step: String,
    /// Receipt code.
    pub receipt: String,
    /// Title of its end step, once it has ended.
    pub ended: Option<Title>,
    /// Reported fields.
    pub data: Vec<DataView>,
}

/// An open incident.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct IncidentView {
    /// Instance.
    pub instance: InstanceId,
    /// Incident.
    pub incident: IncidentId,
    /// Title of the step.
    pub step: Title,
    /// Stable code.
    pub code: String,
    /// What happened, in Russian.
    pub ru: String,
    /// The same in English.
    pub en: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A button for a process-wide event.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct EventButton {
    /// Id.
    pub id: String,
    /// Label.
    pub title: Title,
}

/// A `for_each` step to which somebody may be added late.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct LateWindow {
    /// Step.
    pub step: String,
    /// Its title.
    pub title: Title,
}
