//! What an applicant sees who shows the receipt code.

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use super::{DocumentView, EventButton, ResumeView, StepState, TestLink};

/// The state of an application.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct StatusView {
    /// Instance.
    pub instance: InstanceId,
    /// Receipt code.
    pub receipt: String,
    /// Title of the process.
    pub title: Title,
    /// The act.
    pub act: String,
    /// Whom or what it is about.
    pub subject: String,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// Title of the end step, once it has ended.
    pub ended: Option<Title>,
    /// Steps that were done or are under way, in the order in which they began.
    pub milestones: Vec<Milestone>,
    /// Documents that are ready.
    pub documents: Vec<DocumentView>,
    /// Events that the applicant may raise now.
    pub events: Vec<EventButton>,
    /// Suspended terms that the applicant may let run again.
    pub resumable: Vec<ResumeView>,
    /// Tests that the applicant may take or is taking.
    pub tests: Vec<TestLink>,
    /// Processes that begin with a reference to this one, such as an appeal.
    pub appeals: Vec<AppealView>,
}

/// A step as an applicant sees it.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Milestone {
    /// Title.
    pub title: Title,
    /// State.
    pub state: StepState,
    /// When it began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was done.
    pub completed_at: Option<DateTime<Utc>>,
}

/// A process that can be begun about this instance.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AppealView {
    /// Process.
    pub process: String,
    /// Its title.
    pub title: Title,
    /// Name of the link into which this receipt code goes.
    pub link: String,
}
