//! Lines of histories, registers and the outbox.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{FileFact, InstanceId};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use super::DataView;
use crate::port::{OutboxKind, OutboxState};

/// Something that happened, in words.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct HistoryLine {
    /// Position in the journal.
    pub seq: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by name; the engine itself when none.
    pub actor: Option<String>,
    /// Step, if it happened at one.
    pub step: Option<String>,
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
    /// Files that were handed in then and that the viewer may open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileFact>,
    /// Why a due date is what it is, line by line: Russian and English.
    pub why: Vec<(String, String)>,
}

/// A register with the years that have entries.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct RegisterView {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Title,
    /// Years with entries; year 0 for a register that does not start anew.
    pub years: Vec<(i32, u32)>,
}

/// A register's entries of one year.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct RegisterYear {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Title,
    /// Year.
    pub year: i32,
    /// Columns beside number and date: name and title.
    pub columns: Vec<(String, Title)>,
    /// Entries by number.
    pub entries: Vec<RegisterEntry>,
    /// Number after which the next page begins.
    pub next: Option<u32>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct RegisterEntry {
    /// Number.
    pub number: u32,
    /// As printed.
    pub text: String,
    /// Date.
    pub on: NaiveDate,
    /// Instance.
    pub instance: InstanceId,
    /// Code for asking whether the document is valid, when its register is verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Values by column.
    pub values: BTreeMap<String, DataView>,
}

/// A delivery.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct OutboxView {
    /// Key.
    pub key: String,
    /// Letter or document.
    pub kind: OutboxKind,
    /// Instance; none for letters that belong to no single one.
    pub instance: Option<InstanceId>,
    /// Why a letter was written.
    pub purpose: &'static str,
    /// Receiver of a letter, or the template of a document.
    pub to: String,
    /// Subject of a letter.
    pub subject: String,
    /// Where it stands.
    pub state: OutboxState,
    /// Tries.
    pub attempts: u32,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it is tried next.
    pub next_at: DateTime<Utc>,
    /// What went wrong last.
    pub error: Option<String>,
}
