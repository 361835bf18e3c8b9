//! Replies to commands and to checks.

use reglament_core::InstanceId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::port::Reply;

/// A command took effect (now, or earlier under the same key).
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Accepted {
    /// Instance.
    pub instance: InstanceId,
    /// Position in its journal.
    pub seq: u64,
}

/// Something began: the applicant's receipt.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Receipt {
    /// The new instance (for an addition, the child).
    pub instance: InstanceId,
    /// Its receipt code.
    pub code: String,
}

/// A difference between what is stored and what the journal says.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Difference {
    /// Where: an instance's id, or `process@version`.
    pub place: String,
    /// What differs: `gap`, `chain`, `damaged`, `row`, `snapshot`, `tasks`, `timers`, `definition`.
    pub what: &'static str,
    /// In words, English.
    pub detail: String,
}

impl From<Reply> for Accepted {
    fn from(reply: Reply) -> Self {
        Self {
            instance: reply.instance,
            seq: reply.seq,
        }
    }
}

impl From<Reply> for Receipt {
    fn from(reply: Reply) -> Self {
        Self {
            instance: reply.child.unwrap_or(reply.instance),
            code: reply.receipt.unwrap_or_default(),
        }
    }
}
