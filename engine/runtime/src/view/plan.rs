//! The plan of an instance: its milestones with plan, fact and what they wait for.

use chrono::NaiveDate;
use reglament_definition::Title;
use reglament_plan::Row;
use schemars::JsonSchema;
use serde::Serialize;

use super::ClauseView;

/// The board of milestones.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct PlanView {
    /// Title of the process.
    pub process_title: Title,
    /// Whom or what the instance is about; empty for a process by itself.
    pub subject: String,
    /// The day as of which it is told, in the zone of the process.
    pub on: NaiveDate,
    /// First day of the picture.
    pub from: Option<NaiveDate>,
    /// Last day of the picture.
    pub until: Option<NaiveDate>,
    /// When the last milestone is due.
    pub due: Option<NaiveDate>,
    /// When the last one is to be expected.
    pub expected: Option<NaiveDate>,
    /// Milestones in the order of the process.
    pub milestones: Vec<MilestoneView>,
}

/// A milestone.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct MilestoneView {
    /// Dates, slack and state.
    #[serde(flatten)]
    pub row: Row,
    /// Title of the step.
    pub title: Title,
    /// Titles of the predecessors that are not done.
    pub waiting_for_titles: Vec<Title>,
    /// Clauses that it implements.
    pub clauses: Vec<ClauseView>,
    /// What there must be.
    pub deliverable: Option<Title>,
    /// What shows that it was reached.
    pub indicator: Option<Title>,
    /// Who answers for it.
    pub responsible: Option<Title>,
    /// Who takes part.
    pub participants: Option<Title>,
}
