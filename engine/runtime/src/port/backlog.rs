//! What those who run the program ask of the store: whether it answers, what waits in it, how busy its connections are.
//!
//! Nothing here is for the people whose work it is; they have lists of their own.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;

/// What waits or is stuck. Every number is counted up to a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// When the oldest timer that is due was due.
    pub due_timer: Option<DateTime<Utc>>,
    /// Deliveries (letters, documents, calls to subscribers) that wait for a try.
    pub waiting: u32,
    /// Deliveries given up after the last try.
    pub failed: u32,
    /// Deliveries refused for good.
    pub refused: u32,
    /// When the oldest waiting delivery was written.
    pub waiting_since: Option<DateTime<Utc>>,
    /// Open incidents.
    pub incidents: u32,
    /// Open tasks whose due date has passed.
    pub overdue_tasks: u32,
    /// Jobs that no machine has answered.
    pub jobs: u32,
}

/// How busy connections to the database are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connections {
    /// What they are for: `read` or `write`.
    pub purpose: &'static str,
    /// In use now.
    pub in_use: u32,
    /// Most there may be.
    pub most: u32,
}

/// Tells how the store is.
#[async_trait]
pub trait BacklogStore: Send + Sync {
    /// Reads something small.
    ///
    /// # Errors
    /// The database does not answer, or another process has taken it.
    async fn answers(&self) -> Result<(), StoreError>;
    /// What waits at `now`.
    async fn backlog(&self, now: DateTime<Utc>, limit: u32) -> Result<Backlog, StoreError>;
    /// What is wrong with the pages of the database, in the words of the database; nothing where it sees to that itself.
    /// Reads everything.
    async fn damaged_pages(&self) -> Result<Vec<String>, StoreError>;
    /// When a backup was last made of this database by `reglament backup`; none that is known of.
    async fn last_backup(&self) -> Option<DateTime<Utc>>;
    /// Bytes of the file beside the database that holds what was written last; nothing where it has none of its own.
    async fn log_bytes(&self) -> Option<u64>;
    /// The connections, without asking the database.
    fn connections(&self) -> Vec<Connections>;
}
