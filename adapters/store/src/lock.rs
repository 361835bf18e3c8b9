//! One process per file; several per database of a server, unless one of them needs it alone.
//!
//! Beside a file lies another one that is locked. On a server a session of each process holds an advisory lock together with the
//! others; whoever finds nobody there has it alone for a moment and prepares the tables. Either is free again when its owner
//! dies.

mod file;
mod session;

use reglament_runtime::port::StoreError;

use crate::{Database, OpenError};

/// Held as long as the store is open.
#[derive(Debug)]
pub(crate) struct Lock {
    file: Option<file::Lock>,
    session: Option<session::Lock>,
}

impl Lock {
    /// Locks a database, that of a server together with other servers.
    ///
    /// # Errors
    /// [`OpenError::InUse`] with the process that has it alone.
    pub(crate) async fn take(database: &Database) -> Result<Self, OpenError> {
        let (file, session) = match database {
            Database::File(path) => (Some(file::lock(path)?), None),
            Database::Server(address) => (None, Some(session::lock(address).await?)),
        };
        Ok(Self { file, session })
    }

    /// Locks a database that nobody else has open, and lets nobody in until it is free again.
    ///
    /// # Errors
    /// [`OpenError::InUse`] with a process that has it open.
    pub(crate) async fn take_alone(database: &Database) -> Result<Self, OpenError> {
        let (file, session) = match database {
            Database::File(path) => (Some(file::lock(path)?), None),
            Database::Server(address) => (None, Some(session::lock_alone(address).await?)),
        };
        Ok(Self { file, session })
    }

    /// Whether nobody else has the database open.
    pub(crate) fn is_alone(&self) -> bool {
        let session = self.session.as_ref();
        session.is_none_or(session::Lock::is_alone)
    }

    /// Whether the system has run on since somebody had the file last: whatever they wrote is in it, however they ended.
    pub(crate) fn is_of_this_boot(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.same_boot)
    }

    /// Lets other servers in, once the tables are prepared.
    ///
    /// # Errors
    /// The server cannot be asked.
    pub(crate) async fn share(&self) -> Result<(), StoreError> {
        match &self.session {
            Some(session) => session.share().await,
            None => Ok(()),
        }
    }

    /// Whether it is still ours. A file's always is.
    ///
    /// # Errors
    /// Another process took the database for itself while the server was away.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        let is_lost = self.session.as_ref().is_some_and(session::Lock::is_lost);
        match is_lost {
            true => Err(StoreError::Refused(
                "another process has taken the database for itself".to_owned(),
            )),
            false => Ok(()),
        }
    }

    /// The same, asked of the server now: whoever took it alone does not take it again once it was lost.
    ///
    /// # Errors
    /// As [`Self::check`], or the server cannot be asked.
    pub(crate) async fn check_now(&self) -> Result<(), StoreError> {
        match &self.session {
            Some(session) => session.check().await,
            None => Ok(()),
        }
    }

    /// Lets another one have it. That of a file goes with the store.
    pub(crate) async fn free(&self) {
        if let Some(session) = &self.session {
            session.free().await;
        }
    }
}
