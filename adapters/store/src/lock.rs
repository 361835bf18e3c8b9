//! One process per database: a second one would keep instances and numbers of its own in memory.
//!
//! Beside a file lies another one that is locked; on a server a session holds an advisory lock. Either is free again when
//! its owner dies.

mod file;
mod session;

use reglament_runtime::port::StoreError;

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

    /// Whether it is still ours. A file's always is.
    ///
    /// # Errors
    /// Another process took the database while the server was away.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        let is_lost = self.session.as_ref().is_some_and(session::Lock::is_lost);
        match is_lost {
            true => Err(StoreError::Refused(
                "another process has taken the database".to_owned(),
            )),
            false => Ok(()),
        }
    }

    /// Lets another one have it. That of a file goes with the store.
    pub(crate) async fn free(&self) {
        if let Some(session) = &self.session {
            session.free().await;
        }
    }
}
