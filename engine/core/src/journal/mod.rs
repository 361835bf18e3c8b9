//! The journal's wire format: how events are written to disk, versioned and apart from the in-memory types.
//!
//! The newest version is written; every version that was ever written is read for ever (`v1`, and its successors
//! beside it). A changed event is a new variant or a new version, never an edit of an old one.

mod v1;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Event;

/// An event as stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredEvent {
    /// Version of the wire format.
    pub v: u32,
    /// The event in that format.
    pub e: serde_json::Value,
}

/// Why a stored event cannot be read. The instance must not run on; nothing is ever skipped.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JournalError {
    /// Written by a newer engine.
    #[error("the journal has an event in format {0}, newer than this engine knows")]
    UnknownVersion(u32),
    /// Not an event of its version.
    #[error("the journal has a damaged event: {0}")]
    Damaged(String),
}

/// The event in the newest format.
pub fn write_event(event: &Event) -> StoredEvent {
    StoredEvent {
        v: v1::VERSION,
        e: v1::write(event),
    }
}

/// Reads an event of any known version.
///
/// # Errors
/// An unknown version or a damaged event.
pub fn read_event(stored: &StoredEvent) -> Result<Event, JournalError> {
    match stored.v {
        v1::VERSION => v1::read(&stored.e),
        other => Err(JournalError::UnknownVersion(other)),
    }
}
