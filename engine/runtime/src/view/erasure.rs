//! How long what is personal is kept, and acts of its destruction.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{ErasureScope, InstanceId};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

/// What has been kept long enough, and what was destroyed.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct RetentionView {
    /// Processes that say how long, by title.
    pub processes: Vec<RetentionLine>,
    /// Acts, the newest first.
    pub acts: Vec<ErasureActLine>,
}

/// A process that says how long.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct RetentionLine {
    /// Process.
    pub process: String,
    /// Its title.
    pub title: Title,
    /// How long, Russian and English.
    pub term: Title,
    /// The article.
    pub article: String,
    /// Cases whose term is over, the earliest first; at most a page.
    pub over: Vec<KeptCase>,
    /// Whether there are more.
    pub more: bool,
}

/// A case that has ended.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct KeptCase {
    /// Case.
    pub id: InstanceId,
    /// Title of the process.
    pub process_title: Title,
    /// Whom or what it is about.
    pub subject: String,
    /// Receipt code.
    pub receipt: String,
    /// Day on which it ended; none while it runs.
    pub ended_on: Option<NaiveDate>,
    /// The last day on which it is kept; none: its process says nothing.
    pub last_day: Option<NaiveDate>,
}

/// What is to be destroyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureWish {
    /// Cases.
    pub cases: Vec<InstanceId>,
    /// Number of the act.
    pub number: String,
    /// Why.
    pub reason: String,
    /// How much.
    pub scope: ErasureScope,
}

/// An act in the list.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ErasureActLine {
    /// Id.
    pub id: u32,
    /// Number.
    pub number: String,
    /// Date.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// How much.
    pub scope: ErasureScope,
    /// Name of whoever approved it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// How many cases it is about.
    pub cases: usize,
}

/// An act.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ErasureActView {
    /// The line of the list.
    #[serde(flatten)]
    pub line: ErasureActLine,
    /// Its cases.
    pub destroyed: Vec<DestroyedCase>,
}

/// A case in an act.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DestroyedCase {
    /// Case.
    pub id: InstanceId,
    /// Title of the process.
    pub process_title: Title,
    /// Receipt code.
    pub receipt: String,
    /// Day on which it ended.
    pub ended_on: NaiveDate,
    /// When what was personal went; none: it has yet to go.
    pub at: Option<DateTime<Utc>>,
    /// Rows of its journal, with what was and what is left.
    pub rows: Vec<DestroyedRow>,
}

/// A row of a journal.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DestroyedRow {
    /// Position of its first event.
    pub first_seq: u64,
    /// Its hash, which stays.
    pub hash: String,
    /// Digest of what is left.
    pub digest: String,
}
