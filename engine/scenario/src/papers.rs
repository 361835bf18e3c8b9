//! What instances of a story produce for the world outside: letters, documents, register entries.

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
    /// Local date.
    pub on: NaiveDate,
    /// Columns.
    pub entry: BTreeMap<String, Value>,
}

impl RegisterEntry {
    /// The entry as expressions see it.
    pub(crate) fn row(&self) -> Value {
        let mut fields = self.entry.clone();
        fields.insert("number".into(), Value::from(self.number.as_str()));
        fields.insert("registered_on".into(), Value::Date(self.on));
        fields.insert("instance".into(), Value::from(self.instance.as_str()));
        Value::Record(fields)
    }
}
