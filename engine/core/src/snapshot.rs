//! A snapshot: the instance as a cache, so that loading need not replay the journal.
//!
//! It is never the truth. A snapshot of another format is ignored and the journal replayed.

use serde::{Deserialize, Serialize};

use crate::Instance;

/// Number of the present format; raised with every change of `Instance`.
pub const SNAPSHOT_FORMAT: u32 = 2;

/// A stored snapshot.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Snapshot {
    format: u32,
    state: serde_json::Value,
}

impl Instance {
    /// The snapshot of this instance.
    pub fn snapshot(&self) -> Snapshot {
        let state = serde_json::to_value(self).unwrap_or(serde_json::Value::Null);
        Snapshot {
            format: SNAPSHOT_FORMAT,
            state,
        }
    }

    /// The instance of a snapshot; `None` when the format is another one or damaged: replay instead.
    pub fn restore(snapshot: Snapshot) -> Option<Self> {
        (snapshot.format == SNAPSHOT_FORMAT)
            .then(|| serde_json::from_value(snapshot.state).ok())
            .flatten()
    }
}
