//! Who is away and who acts instead; what may be done with a task beside doing it; how a vote stands.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::Serialize;

/// An absence.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AbsenceView {
    /// Number.
    pub id: u32,
    /// Who is away: id.
    pub person: String,
    /// Name.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Names of those who act instead, in order.
    pub substitutes: Vec<String>,
    /// Number of the order.
    pub order: String,
    /// Whether it is in force.
    pub state: AbsenceState,
    /// Who entered it.
    pub entered_by: String,
    /// When.
    pub entered_at: DateTime<Utc>,
    /// Who cancelled it.
    pub cancelled_by: Option<String>,
}

/// Whether an absence is in force today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceState {
    /// It begins later.
    Ahead,
    /// It is in force.
    Now,
    /// It is over.
    Over,
    /// It was cancelled.
    Cancelled,
}

/// What the viewer may do with a task beside doing it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct TaskActions {
    /// Take it.
    pub claim: bool,
    /// Give it back.
    pub give_back: bool,
    /// Ask another person to do it.
    pub delegate: bool,
    /// Hand it to another person for good.
    pub reassign: bool,
    /// Tell those above that it is late.
    pub escalate: bool,
    /// Step back from the vote.
    pub recuse: bool,
    /// Close the vote.
    pub close_vote: bool,
}

/// A person to choose.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct PersonOption {
    /// Id.
    pub id: String,
    /// Name and position.
    pub title: String,
}

/// In whose place the viewer would act.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ActingFor {
    /// Name.
    pub name: String,
    /// The order on substitution; none: the task was delegated.
    pub order: Option<String>,
}

/// How a vote stands.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct VoteView {
    /// How many members there are.
    pub members: u32,
    /// How many must take part.
    pub needed: u32,
    /// Names of those who have voted.
    pub voted: Vec<String>,
    /// Names of those who are still asked.
    pub awaited: Vec<String>,
    /// Names of those who stepped back.
    pub recused: Vec<String>,
    /// Whether who voted for what stays unknown.
    pub secret: bool,
    /// Whether a dissenting opinion may be added.
    pub dissent: bool,
}
