//! Going on without a step that is stuck, as whoever decides about it is told beforehand.

use reglament_core::{IncidentId, InstanceId};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::IncidentView;

/// What is to be decided.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct PassingView {
    /// The incident.
    pub incident: IncidentView,
    /// The ways on; none: the step cannot be skipped.
    pub ways: Vec<WayView>,
    /// What will not be done.
    pub lost: Vec<LostView>,
}

/// A way on.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct WayView {
    /// The steps that begin together; empty after a step that only undoes another.
    pub to: Vec<String>,
    /// Their titles.
    pub titles: Vec<Title>,
}

/// Something that will not be done.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct LostView {
    /// What it is.
    pub kind: LostKind,
    /// What it is called.
    pub title: Title,
}

/// What will not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LostKind {
    /// The work of people.
    Task,
    /// A letter.
    Letter,
    /// A document.
    Document,
    /// An entry of a register, with its number.
    Number,
    /// A value stays as it is.
    Value,
    /// Another case that would begin; one that has begun is cancelled.
    Case,
    /// A message to other cases.
    Message,
    /// The answer of a machine.
    Service,
    /// A publication.
    Publication,
    /// A test, or its grading.
    Test,
    /// A choice of the way by conditions.
    Choice,
    /// Waiting.
    Wait,
    /// Undoing of earlier steps.
    Undo,
}

/// The way that somebody has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassingWish {
    /// Instance.
    pub instance: InstanceId,
    /// Incident.
    pub incident: IncidentId,
    /// One of the ways.
    pub to: Vec<String>,
    /// Why.
    pub reason: String,
}
