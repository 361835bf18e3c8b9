//! One task and everything needed to do it.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{InstanceId, TaskId};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    ActingFor, DataView, FormView, HistoryLine, PersonOption, TaskActions, TermActsView, VoteView,
};

/// A task as the person who may do it sees it.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct TaskView {
    /// Instance.
    pub instance: InstanceId,
    /// Task.
    pub task: TaskId,
    /// Title of the step.
    pub title: Title,
    /// Title of the process.
    pub process_title: Title,
    /// Process.
    pub process: String,
    /// Whom or what it is about.
    pub subject: String,
    /// Receipt code of the instance.
    pub receipt: String,
    /// Step.
    pub step: String,
    /// Titles of the roles that may do it.
    pub roles: Vec<Title>,
    /// Names of those who may do it.
    pub holders: Vec<String>,
    /// Whether the viewer may do it.
    pub mine: bool,
    /// Name of whoever took it, or to whom it was delegated.
    pub claimed_by: Option<String>,
    /// Name of whoever delegated it.
    pub delegated_by: Option<String>,
    /// In whose place the viewer would act.
    pub acting_for: Option<ActingFor>,
    /// What the viewer may do with it beside doing it.
    pub actions: TaskActions,
    /// People to whom it may be handed over, when the viewer may do that.
    pub people: Vec<PersonOption>,
    /// The vote, when it is one.
    pub vote: Option<VoteView>,
    /// Whether the viewer holds the role but is excluded by a conflict of interest.
    pub conflict: bool,
    /// The act.
    pub act: String,
    /// Clauses that it implements.
    pub clauses: Vec<ClauseView>,
    /// The form.
    pub form: FormView,
    /// Data shown beside the form.
    pub shown: Vec<DataView>,
    /// Buttons; empty: one button «Готово».
    pub outcomes: Vec<OutcomeView>,
    /// When it is due and why.
    pub due: Option<DueView>,
    /// What the viewer may decide about its term.
    pub term_acts: TermActsView,
    /// All signatures of the step, when it needs several.
    pub signers: Vec<SignerView>,
    /// Title of the document drawn at completion.
    pub document: Option<Title>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// The last events of the instance.
    pub history: Vec<HistoryLine>,
    /// Position of the journal that this view shows.
    pub seq: u64,
}

/// A clause.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ClauseView {
    /// Its number.
    pub id: String,
    /// Its wording; empty when the text has no such clause.
    pub text: String,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct OutcomeView {
    /// What is sent.
    pub id: String,
    /// Label.
    pub title: Title,
    /// Fields that it makes mandatory.
    pub requires: Vec<String>,
}

/// A due date with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DueView {
    /// Last day in time.
    pub on: NaiveDate,
    /// First instant that is late.
    pub at: DateTime<Utc>,
    /// True while the calendar of a year is not published.
    pub provisional: bool,
    /// Whether it has passed.
    pub late: bool,
    /// Whether it stands still because of a suspension.
    pub held: bool,
    /// Working days since it passed (positive) or left until it (negative or 0).
    pub days_late: i64,
    /// The count, line by line, Russian.
    pub ru: Vec<String>,
    /// The same in English.
    pub en: Vec<String>,
}

/// One of several signatures.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SignerView {
    /// The role, while it is open.
    pub role: Option<Title>,
    /// Who signed, or who may.
    pub names: Vec<String>,
    /// When it was signed; none while it is open.
    pub signed_on: Option<NaiveDate>,
}
