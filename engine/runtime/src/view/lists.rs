//! Lists of tasks and instances, page by page.
//!
//! A cursor is opaque text: it is given with a page and handed back for the next one.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{InstanceId, TaskId};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use super::IncidentView;
use crate::port::TermMark;

/// A task in a list.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct TaskLine {
    /// Instance.
    pub instance: InstanceId,
    /// Task.
    pub task: TaskId,
    /// Title of the step.
    pub title: Title,
    /// Whether it is no task but the term of the whole instance; `task` is 0 then.
    pub whole: bool,
    /// Process.
    pub process: String,
    /// Its title.
    pub process_title: Title,
    /// Whom or what it is about.
    pub subject: String,
    /// Receipt code of the instance.
    pub receipt: String,
    /// Titles of the roles that may do it.
    pub roles: Vec<Title>,
    /// Names of those who may do it; empty: nobody can.
    pub holders: Vec<String>,
    /// Name of whoever took it, or to whom it was delegated.
    pub claimed_by: Option<String>,
    /// In «my tasks»: whether the viewer took it.
    pub claimed: bool,
    /// In «my tasks»: name of the person in whose place the viewer would act.
    pub acting_for: Option<String>,
    /// On the board: whether the viewer may remind those who have it.
    pub may_remind: bool,
    /// On the board: whether it is late and the viewer may tell those above.
    pub may_escalate: bool,
    /// On the board: whether the viewer may hand it to another person.
    pub may_reassign: bool,
    /// Whether it only needs a signature: nothing is to be filled in or chosen.
    pub only_signs: bool,
    /// How often its term was extended.
    pub extended: u32,
    /// On the board, of an extended term: the last day in time before it was extended.
    pub first_due_on: Option<NaiveDate>,
    /// Since when its term stands still.
    pub held_at: Option<DateTime<Utc>>,
    /// Last day in time.
    pub due_on: Option<NaiveDate>,
    /// First instant that is late.
    pub due_at: Option<DateTime<Utc>>,
    /// True while the calendar of a year is not published.
    pub provisional: bool,
    /// Working days since the due date passed; 0 while in time.
    pub days_late: i64,
    /// For how many working days it has been open.
    pub days_open: i64,
    /// Reminders sent.
    pub reminded: u32,
    /// Overdue notices sent.
    pub overdue: u32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// A page of tasks.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
pub struct TaskPage {
    /// Rows.
    pub rows: Vec<TaskLine>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// A task that a person may expect next.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ExpectedTask {
    /// When it is expected to begin.
    pub on: NaiveDate,
    /// Title of the step.
    pub title: Title,
    /// Whom or what it will be about.
    pub subject: String,
    /// Title of the process.
    pub process_title: Title,
}

/// Which tasks the control board shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverdueQuery {
    /// One process.
    pub process: Option<String>,
    /// One role.
    pub role: Option<String>,
    /// One duty: a step of that process.
    pub step: Option<String>,
    /// A unit of the directory: tasks of its people and of the units below it.
    pub unit: Option<String>,
    /// Somebody who may do the task.
    pub person: Option<String>,
    /// Due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Due on this day or earlier.
    pub due_until: Option<NaiveDate>,
    /// Instead of what is late: what is due within this many working days.
    pub soon: Option<u32>,
    /// Only tasks that nobody can do.
    pub without_holder: bool,
    /// Instead of what is late: what is in time only because its term was extended, or what stands still.
    pub marked: Option<TermMark>,
    /// Where to go on.
    pub cursor: Option<String>,
    /// Rows wanted; none: a usual page.
    pub limit: Option<u32>,
}

/// Numbers on top of the control board, each counted up to [`crate::limits::MAX_COUNT`].
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
pub struct Counters {
    /// Late tasks.
    pub overdue: u32,
    /// Tasks due within three working days.
    pub soon: u32,
    /// Open incidents.
    pub incidents: u32,
    /// Tasks that nobody can do.
    pub without_holder: u32,
    /// Tasks in time by a term that was extended.
    pub extended: u32,
    /// Tasks whose term stands still.
    pub held: u32,
    /// Letters and documents that were given up or refused.
    pub failed: u32,
    /// The incidents, the newest first, at most a page.
    pub list: Vec<IncidentView>,
}

/// Which instances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceQuery {
    /// One process; all that the viewer may see otherwise.
    pub process: Option<String>,
    /// Running, ended, or both.
    pub running: Option<bool>,
    /// Part of the subject or the receipt.
    pub text: Option<String>,
    /// Children of this instance.
    pub parent: Option<InstanceId>,
    /// Where to go on.
    pub cursor: Option<String>,
    /// Rows wanted; none: a usual page.
    pub limit: Option<u32>,
}

/// An instance in a list.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct InstanceLine {
    /// Id.
    pub id: InstanceId,
    /// Process.
    pub process: String,
    /// Its title.
    pub process_title: Title,
    /// Version it runs on.
    pub version: u32,
    /// Whom or what it is about.
    pub subject: String,
    /// Receipt code.
    pub receipt: String,
    /// Parent.
    pub parent: Option<InstanceId>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// Title of the end step, once it has ended.
    pub ended: Option<Title>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A page of instances.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
pub struct InstancePage {
    /// Rows.
    pub rows: Vec<InstanceLine>,
    /// Cursor of the next page.
    pub next: Option<String>,
}
