//! Why the store could not do what was asked.

use thiserror::Error;

/// A failure of the store.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// Another writer was faster; load again and decide again. Nothing was written.
    #[error("another writer changed the same rows first")]
    Conflict,
    /// The store is busy or away. Whether anything was written is not known: repeat with the same command id.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// Stored data cannot be read. The instance concerned must not run on.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
    /// The data belongs to another process, another version, or cannot be opened; words for the operator.
    #[error("{0}")]
    Refused(String),
}
