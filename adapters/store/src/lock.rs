//! One process per database: a second one would keep instances and numbers of its own in memory.
//!
//! Beside a file lies another one that is locked; on a server a session holds an advisory lock. Either is free again when
//! its owner dies.

mod file;
mod session;

use crate::{Database, OpenError};

/// Held as long as the store is open.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: Option<file::Lock>,
    session: Option<session::Lock>,
}

impl Lock {
    /// Locks a database.
    ///
    /// # Errors
    /// [`OpenError::InUse`] with the process that holds it.
    pub(crate) async fn take(database: &Database) -> Result<Self, OpenError> {
        let (_file, session) = match database {
            Database::File(path) => (Some(file::lock(path)?), None),
            Database::Server(address) => (None, Some(session::lock(address).await?)),
        };
        Ok(Self { _file, session })
    }

    /// Lets another one have it. That of a file goes with the store.
    pub(crate) async fn free(&self) {
        if let Some(session) = &self.session {
            session.free().await;
        }
    }
}
