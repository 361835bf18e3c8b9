//! What the program does by itself: jobs handed to machines, and what begins or leaves by the clock.

use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, JobId, JobTarget};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

/// A job that a machine has not answered yet.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct OpenJob {
    /// Instance.
    pub instance: InstanceId,
    /// Job.
    pub job: JobId,
    /// Whom or what the instance is about, or its code.
    pub subject: String,
    /// Process.
    pub process: String,
    /// Its title.
    pub process_title: Title,
    /// Title of the step.
    pub title: Title,
    /// Who is asked.
    pub target: JobTarget,
    /// Tries that failed.
    pub failures: u32,
    /// Tries left after the next one.
    pub retries_left: u32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// First instant at which the answer is late.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether somebody holds it now.
    pub held: bool,
    /// When it may be tried next; of a held one, when the hold ends.
    pub next_at: DateTime<Utc>,
}

/// A page of open jobs, those of the oldest instances first.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct OpenJobs {
    /// Jobs.
    pub rows: Vec<OpenJob>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// What begins or leaves by the clock.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ScheduleView {
    /// Processes that begin by themselves.
    pub starts: Vec<ScheduledStart>,
    /// Digests.
    pub digests: Vec<ScheduledDigest>,
    /// When the next date of a running instance comes: a reminder, a due date, a wait.
    pub next_timer: Option<DateTime<Utc>>,
}

/// A process that begins by itself.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ScheduledStart {
    /// Process.
    pub process: String,
    /// Its title.
    pub title: Title,
    /// The schedule as its text says it, in the zone of the process.
    pub schedule: String,
    /// When it begins next; none: never again.
    pub next_at: Option<DateTime<Utc>>,
}

/// A digest.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ScheduledDigest {
    /// Id.
    pub id: String,
    /// What people call it.
    pub title: Title,
    /// When it leaves next.
    pub next_at: Option<DateTime<Utc>>,
}
