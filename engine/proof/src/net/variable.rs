//! What is followed while the states of a process are walked: fields of few values, parameters of few values, whether a field
//! is set at all, and conditions that several decisions ask.
//!
//! Following more makes the proof sharper and the states more; what is not followed may have any value.

use reglament_expression::Value;

/// Unset, or any value.
pub(crate) const ANY: u8 = u8::MAX;
/// Any value, but set.
pub(crate) const SET: u8 = u8::MAX - 1;
/// Not set.
pub(crate) const UNSET: u8 = 0;

/// The bit of what can be undone: no variable, but read and written like one.
pub(crate) const UNDOABLE: u64 = 1 << 63;

/// What a variable stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// A field, or a date of a step (`order.done`).
    Field(String),
    /// A parameter: it never changes, but another organisation may choose otherwise.
    Parameter(String),
    /// The truth of a condition, by its text.
    Asked(String),
}

/// One variable. Its values are numbered from 1; 0 is "unset".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variable {
    pub(crate) subject: Subject,
    /// The values told apart; empty when only "set" and "unset" are.
    pub(crate) values: Vec<Value>,
    /// For a condition: the fields whose change makes it open again.
    pub(crate) reads: Vec<String>,
}

impl Variable {
    /// How many values are told apart beside "unset".
    pub(crate) fn count(&self) -> usize {
        self.values.len().max(1)
    }

    /// The values that a stored value stands for, as bits.
    pub(crate) fn possible(&self, value: u8) -> u64 {
        let set = ((1u64 << (self.count() + 1)) - 1) & !1;
        match value {
            ANY if matches!(self.subject, Subject::Field(_)) => set | 1,
            ANY | SET => set,
            known => 1 << known,
        }
    }

    /// The stored form of a value; none when it is not told apart.
    pub(crate) fn stored(&self, value: &Value) -> Option<u8> {
        if value.is_null() {
            return Some(UNSET);
        }
        if self.values.is_empty() {
            return Some(1);
        }
        let place = self.values.iter().position(|known| known == value)?;
        u8::try_from(place + 1).ok()
    }
}
