//! What several servers on one database ask of it: its clock, and leases of what only one of them may do.
//!
//! A store that only one process can open says so; nothing else is asked of it then.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;

/// A lease that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Counts the owners.
    pub epoch: u64,
}

/// Servers beside this one.
#[async_trait]
pub trait NodeStore: Send + Sync {
    /// Whether other processes may write to it at the same time.
    fn is_shared(&self) -> bool;
    /// What time it is on the clock of the database, to the microsecond.
    async fn database_now(&self) -> Result<DateTime<Utc>, StoreError>;
    /// Takes or extends the lease `name` for `owner`, from now by the clock of the database. None: another one holds it.
    async fn lease(
        &self,
        name: &str,
        owner: &str,
        how_long: Duration,
    ) -> Result<Option<Lease>, StoreError>;
    /// Gives the lease back before its end; nothing when another one holds it.
    async fn release(&self, name: &str, owner: &str) -> Result<(), StoreError>;
}
