//! What became of a migration, instance by instance.

use chrono::NaiveDate;
use reglament_core::{InstanceId, TaskId};
use reglament_definition::Title;
use reglament_edition::Reason;
use schemars::JsonSchema;
use serde::Serialize;

/// A migration of the running instances of a process.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct MigrationReport {
    /// Process.
    pub process: String,
    /// Version to which they go.
    pub version: u32,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Every running instance on another version, the newest first.
    pub instances: Vec<MigrationLine>,
}

/// One instance.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct MigrationLine {
    /// Instance.
    pub instance: InstanceId,
    /// Whom or what it is about.
    pub subject: String,
    /// Version it was on.
    pub version: u32,
    /// What became of it.
    pub state: MigrationState,
    /// Why it cannot go over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Terms that the new edition counts otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<TermLine>,
}

/// What became of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MigrationState {
    /// It can go over; nothing was written.
    Possible,
    /// It went over.
    Done,
    /// It stays where it is.
    Refused,
}

/// A term that the new edition counts otherwise; local dates of the process, last day in time.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct TermLine {
    /// Step.
    pub step: String,
    /// Its title.
    pub title: Title,
    /// The task whose term it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// Date before.
    pub before: Option<NaiveDate>,
    /// Date by the rule of the new edition.
    pub by_rule: Option<NaiveDate>,
    /// Date that holds.
    pub after: Option<NaiveDate>,
}
