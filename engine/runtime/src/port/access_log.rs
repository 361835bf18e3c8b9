//! The access log: who looked at whose data, when, from where and through which door.
//!
//! It stands beside the journals of instances: a view changes nothing. Rows are only added, and swept when they are old.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Page, StoreError};

/// What of somebody's data was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewKind {
    /// A case.
    Case,
    /// A task of a case.
    Task,
    /// A document of a case.
    Document,
    /// A file that was brought.
    File,
    /// A letter.
    Letter,
    /// A register.
    Register,
    /// A list or a search over many cases.
    List,
    /// A list taken away as a file.
    Export,
    /// Data handed to a worker with its jobs.
    Job,
    /// This log.
    Log,
}

impl ViewKind {
    /// Every kind with its name in the access matrix and in the store.
    pub const EVERY: [(Self, &'static str); 10] = [
        (Self::Case, "case"),
        (Self::Task, "task"),
        (Self::Document, "document"),
        (Self::File, "file"),
        (Self::Letter, "letter"),
        (Self::Register, "register"),
        (Self::List, "list"),
        (Self::Export, "export"),
        (Self::Job, "job"),
        (Self::Log, "log"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        let found = Self::EVERY.iter().find(|(kind, _)| *kind == self);
        found.map_or("case", |(_, name)| name)
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::EVERY.iter().find(|(_, known)| *known == name);
        found.map(|(kind, _)| *kind)
    }
}

/// One view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewRow {
    /// When.
    pub at: DateTime<Utc>,
    /// Who: a person of the directory.
    pub person: Option<String>,
    /// By which program, where it was none of our pages.
    pub program: Option<String>,
    /// From which network address.
    pub address: String,
    /// What.
    pub what: ViewKind,
    /// The line of the access matrix: method and path.
    pub door: String,
    /// What exactly was asked for: path and query, cut to a bound.
    pub target: String,
    /// The process, where the view is about one case.
    pub process: Option<String>,
    /// The case.
    pub instance: Option<InstanceId>,
}

/// Which views.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewFilter {
    /// Views of cases of these processes.
    pub processes: Vec<String>,
    /// Also those that are of no single process: lists, searches.
    pub unplaced: bool,
    /// Of this person.
    pub person: Option<String>,
    /// Of this case.
    pub instance: Option<InstanceId>,
    /// At this instant or later.
    pub from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
}

/// Keeps the log.
#[async_trait]
pub trait AccessLogStore: Send + Sync {
    /// Adds views: all or none.
    async fn record_views(&self, views: &[ViewRow]) -> Result<(), StoreError>;
    /// Views with their numbers, the newest first; the cursor is moment and number of the last row.
    async fn views(
        &self,
        filter: &ViewFilter,
        page: &Page<(DateTime<Utc>, u64)>,
    ) -> Result<Vec<(u64, ViewRow)>, StoreError>;
    /// Makes room for the views of the months to come, where the store keeps them by months, and drops months that ended
    /// before `forget`. Gives how many came and went. Views find room without it as well.
    async fn prepare_months(
        &self,
        now: DateTime<Utc>,
        forget: DateTime<Utc>,
    ) -> Result<u64, StoreError>;
    /// Removes at most `limit` views older than `before`; gives how many.
    async fn forget_views(&self, before: DateTime<Utc>, limit: u32) -> Result<u64, StoreError>;
}
