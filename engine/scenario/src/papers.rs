//! What instances of a story produced: letters, documents, entries of registers.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{InstanceId, LetterFact};
use reglament_expression::Value;

/// A letter as it would have been sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentLetter {
    /// Instance that wrote it.
    pub instance: InstanceId,
    /// When.
    pub at: DateTime<Utc>,
    /// The letter.
    pub letter: LetterFact,
}

/// A document as it would have been rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnDocument {
    /// Instance.
    pub instance: InstanceId,
    /// Step.
    pub step: String,
    /// Template.
    pub template: String,
    /// Printed number.
    pub number: Option<String>,
    /// Local date.
    pub on: NaiveDate,
    /// What it is drawn from.
    pub data: BTreeMap<String, Value>,
}

/// An entry of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterEntry {
    /// Instance.
    pub instance: InstanceId,
    /// Register.
    pub register: String,
    /// Printed number.
    pub number: String,
    /// Columns.
    pub entry: BTreeMap<String, Value>,
}
