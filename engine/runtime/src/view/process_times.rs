//! How long the work of a process takes, as pages and the API are told.

use chrono::{DateTime, Utc};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

/// A process whose instances somebody sees.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct MeasuredProcess {
    /// Process.
    pub process: String,
    /// Its title.
    pub title: Title,
    /// The act behind it; empty when none is named.
    pub act: String,
}

/// What was usual of the instances of a process that ended last.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ProcessTimesView {
    /// Process.
    pub process: String,
    /// Its title.
    pub title: Title,
    /// How many ended instances were looked at, the newest.
    pub instances: u32,
    /// When the earliest of them began.
    pub since: Option<DateTime<Utc>>,
    /// Durations of whole instances; none while none has ended.
    pub whole: Option<SpreadView>,
    /// Steps that take time, in the order of the process.
    pub steps: Vec<StepTimesView>,
}

/// How durations are spread: minutes of plain elapsed time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SpreadView {
    /// How many there are.
    pub times: u32,
    /// The middle one.
    pub median_minutes: i64,
    /// Nine of ten are no longer.
    pub most_minutes: i64,
}

/// What was usual of a step.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct StepTimesView {
    /// Step.
    pub step: String,
    /// Its title.
    pub title: Title,
    /// Whether people do it: a wait holds nobody up.
    pub is_work: bool,
    /// Its durations; none when no instance has done it.
    pub spread: Option<SpreadView>,
    /// How many of the runs had a due date.
    pub with_term: u32,
    /// How many of those were done after it.
    pub late: u32,
    /// Its part of all the time that people's work took, percent from 0 to 100.
    pub share: u32,
    /// Whether it holds the others up more than any other work.
    pub is_bottleneck: bool,
}
