//! How far instances have come with their user tasks, as boards count it.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::InstanceId;

/// How far an instance has come with one of its user tasks, in its last run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepStateRow {
    /// Instance.
    pub instance: InstanceId,
    /// Step.
    pub step: String,
    /// Whether somebody still has to do it.
    pub open: bool,
    /// When a token came to it.
    pub started_at: DateTime<Utc>,
    /// Last day on which it is in time.
    pub due_on: Option<NaiveDate>,
    /// When it was left; none while it is open and when it was left undone.
    pub completed_at: Option<DateTime<Utc>>,
}
