//! The port for journals of registers: the entries of a year, the bytes of a file.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalFormat {
    /// For printing and keeping.
    Pdf,
    /// For editing in a word processor.
    Docx,
    /// For counting in a spreadsheet.
    Xlsx,
}

impl JournalFormat {
    /// The format with this ending of a file's name.
    pub fn named(ending: &str) -> Option<Self> {
        match ending {
            "pdf" => Some(Self::Pdf),
            "docx" => Some(Self::Docx),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Words.
    Text,
    /// A number to count with.
    Number,
    /// A calendar day.
    Date,
}

/// A column beside number and date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalColumn {
    /// Its name in the values of a line.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What its cells hold.
    pub kind: CellKind,
}

/// One entry.
#[derive(Clone, Debug, PartialEq)]
pub struct JournalLine {
    /// The number as printed.
    pub number: String,
    /// Day of registration.
    pub on: NaiveDate,
    /// Plain JSON by column.
    pub values: BTreeMap<String, serde_json::Value>,
}

/// A journal to make a file of.
#[derive(Clone, Debug)]
pub struct JournalJob {
    /// Title of the register.
    pub title: String,
    /// What the list covers: «за 2021 год».
    pub period: Option<String>,
    /// Facts about the organisation.
    pub organisation: serde_json::Value,
    /// The register's own columns.
    pub columns: Vec<JournalColumn>,
    /// Entries in the order wanted.
    pub lines: Vec<JournalLine>,
    /// Files of the package, for the template of a journal.
    pub files: Arc<BTreeMap<String, String>>,
    /// Day of printing.
    pub printed_on: NaiveDate,
    /// The kind of file wanted.
    pub format: JournalFormat,
}
