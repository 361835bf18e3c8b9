//! The archive of journals: what closed long ago lies apart from what is worked on, and is read as before.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;

/// What was moved in one piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Archived {
    /// Instances of which nothing is left to move.
    pub instances: u64,
    /// Rows of journals.
    pub rows: u64,
}

/// Moves journals. Nobody who reads them notices.
#[async_trait]
pub trait ArchiveStore: Send + Sync {
    /// Moves journals of instances that ended before an instant, the earliest first: at most so many instances and so many rows,
    /// in one transaction. Nothing moved: nothing is left. What a later command adds to one of them is moved another time; the
    /// last row of all journals stays where it is.
    async fn archive(
        &self,
        ended_before: DateTime<Utc>,
        now: DateTime<Utc>,
        instances: u32,
        rows: u32,
    ) -> Result<Archived, StoreError>;
}
