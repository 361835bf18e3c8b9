//! What the access log tells.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::InstanceId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::port::ViewKind;

/// What is asked of the access log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessQuery {
    /// Views of this person.
    pub person: Option<String>,
    /// Views of this case: its id, or its receipt code.
    pub case: Option<String>,
    /// On this day or later.
    pub from: Option<NaiveDate>,
    /// On this day or earlier.
    pub until: Option<NaiveDate>,
    /// Cursor of the page before.
    pub cursor: Option<String>,
    /// Rows wanted; none: a usual page.
    pub limit: Option<u32>,
}

/// One view.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AccessLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by id.
    pub person: Option<String>,
    /// Their name, while the directory knows them.
    pub name: Option<String>,
    /// The program, where it was none of our pages.
    pub program: Option<String>,
    /// From which network address.
    pub address: String,
    /// What was looked at.
    pub what: ViewKind,
    /// The line of the access matrix: method and path.
    pub door: String,
    /// What exactly was asked for: path and query.
    pub target: String,
    /// The process of the case.
    pub process: Option<String>,
    /// The case.
    pub instance: Option<InstanceId>,
    /// Whom or what the case is about.
    pub subject: Option<String>,
}

/// A page of the log.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AccessPage {
    /// Views, the newest first.
    pub rows: Vec<AccessLine>,
    /// Cursor of the next page.
    pub next: Option<String>,
}
