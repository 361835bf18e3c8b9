//! Erasure of personal data from an instance that has ended: what was erased, and what of each event is left.
//!
//! Events stay in their places and keep what they decided; values that belong to people become a mark. Hashes of journal rows
//! are facts of the shell, which are only carried here.

mod redact;
mod redaction;

use chrono::NaiveDate;
use reglament_expression::Value;
use serde::{Deserialize, Serialize};

pub use redact::redact;
pub use redaction::{Redaction, values_of};

/// What stands where a value was: no word of any language, so that nobody takes it for an answer.
pub const ERASED: &str = "███";

/// How much is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErasureScope {
    /// Everything personal; entries of registers keep all but contacts.
    Everything,
    /// Contacts only: addresses and telephones.
    Contacts,
}

/// A journal row whose contents were erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedRow {
    /// Position of its first event.
    pub first_seq: u64,
    /// Its hash, which stays.
    pub hash: String,
    /// Digest of what is left of it.
    pub digest: String,
}

/// What an act of destruction says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureOrder {
    /// Number of the act.
    pub act: String,
    /// Why.
    pub reason: String,
    /// How much.
    pub scope: ErasureScope,
    /// Rows whose contents go.
    pub rows: Vec<ErasedRow>,
}

/// What an instance remembers of its erasure; of several the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Erasure {
    /// Number of the act.
    pub act: String,
    /// Local date.
    pub on: NaiveDate,
    /// How much, with what went before.
    pub scope: ErasureScope,
}

/// The mark as a value.
pub(crate) fn erased() -> Value {
    Value::Text(ERASED.to_owned())
}

/// Whether a value was erased.
pub fn is_erased(value: &Value) -> bool {
    value.as_text() == Some(ERASED)
}
