//! What several servers on one database ask of it: its clock, leases of what only one of them may do, who else is there, and
//! words that reach the others at once.
//!
//! A store that only one process can open says so; nothing else is asked of it then. Words are hints: they may be lost, and
//! nobody may depend on them.

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

/// Which servers there are, by their leases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Servers {
    /// Those that have told of themselves and whose time has not run out.
    pub seen: u32,
    /// Those of them whose program knows fewer changes of the tables than this one.
    pub older: u32,
    /// Until when, by the clock of the database, somebody leads or has led; none: the lead was given back or never taken.
    pub lead_until: Option<DateTime<Utc>>,
}

/// Hears what servers tell each other, its own words included.
#[async_trait]
pub trait Hearing: Send {
    /// The next word.
    ///
    /// # Errors
    /// The connection was lost: words may have been missed, begin to hear anew.
    async fn next(&mut self) -> Result<String, StoreError>;
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
    /// Tells that `server` is there, for so long from now by the clock of the database. On disk when it returns, as any commit.
    async fn appear(&self, server: &str, how_long: Duration) -> Result<(), StoreError>;
    /// Tells that `server` is gone, and forgets those that have not told of themselves for a day.
    async fn disappear(&self, server: &str) -> Result<(), StoreError>;
    /// Who is there, and until when somebody leads by the lease `lead`.
    async fn servers(&self, lead: &str) -> Result<Servers, StoreError>;
    /// Tells the other servers something of at most 7000 bytes, in no transaction of a command.
    async fn tell(&self, word: &str) -> Result<(), StoreError>;
    /// Begins to hear. Where nobody else can be there, nothing is ever heard.
    async fn hear(&self) -> Result<Box<dyn Hearing>, StoreError>;
}
