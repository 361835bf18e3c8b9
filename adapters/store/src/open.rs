//! Opening the database: lock, settings, version, migrations.
//!
//! Two pools: connections that write, several that only read. Commits are on disk when they return.

mod migrations;
mod postgres;
mod sqlite;
mod upgrade;

use std::{path::Path, sync::Arc};

use reglament_runtime::port::StoreError;
use sqlx::{PgPool, migrate::Migrator};

use crate::{
    Database, OpenError,
    checkpoints::Checkpoints,
    commit_function,
    database::{self, Pool, Transaction},
    dialect::Dialect,
    file::{self, Pages},
    lock::Lock,
    search::catch_up,
};

/// One connection to a database, which is neither created (but for a file) nor migrated: for whoever reads or writes all of it.
///
/// # Errors
/// It cannot be reached or read.
pub(crate) async fn alone(database: &Database, is_read_only: bool) -> Result<Pool, OpenError> {
    match database {
        Database::File(path) => sqlite::alone(database, path, is_read_only).await,
        Database::Server(address) => postgres::alone(database, address).await,
    }
}

/// Refuses a library or a server that is too old, and a database that cannot hold every letter.
pub(crate) async fn check_server(database: &Database, pool: &Pool) -> Result<(), OpenError> {
    let unusable = |error: sqlx::Error| OpenError::of(database, &error);
    match pool {
        Pool::Sqlite(pool) => sqlite::check_library(pool).await.map_err(unusable)?,
        Pool::Postgres(pool) => postgres::check_server(database, pool)
            .await
            .map_err(unusable)?,
    }
}

/// The changes of the tables that this program knows.
pub(crate) fn changes(database: &Database) -> Migrator {
    migrations::migrator(match database {
        Database::File(_) => migrations::SQLITE,
        Database::Server(_) => migrations::POSTGRES,
    })
}

/// Makes those that are missing.
///
/// # Errors
/// Written by a newer program; a change failed.
pub(crate) async fn migrate(database: &Database, pool: &Pool) -> Result<(), OpenError> {
    let migrated = match pool {
        Pool::Sqlite(pool) => changes(database).run(pool).await,
        Pool::Postgres(pool) => changes(database).run(pool).await,
    };
    migrated.map_err(|error| OpenError::of_migration(database, error))
}

/// Ends the leases of whoever had the database before, when the lock says that nobody of them is alive, so that a letter under
/// way when a server was killed need not wait for its lease to run out.
async fn free_leases(write: &Pool) -> Result<(), StoreError> {
    // What has an owner has its turn: among those that have one it is found by an index, among all letters ever written it is not.
    let sql =
        "UPDATE outbox SET owner = NULL, next_at = 0 WHERE owner IS NOT NULL AND next_at >= 0";
    database::query(sql).execute(write).await?;
    // Workers outside live on; only the webhooks were in the hands of the server itself.
    let sql =
        "UPDATE job SET owner = NULL, next_at = 0 WHERE owner IS NOT NULL AND kind = 'webhook'";
    database::query(sql).execute(write).await?;
    database::query("UPDATE lease SET until = 0")
        .execute(write)
        .await
        .map(drop)
}

pub use migrations::newest_schema;
pub use upgrade::UpgradeCopies;

/// The store on SQLite or PostgreSQL.
#[derive(Clone, Debug)]
pub struct SqlStore {
    pub(crate) read: Pool,
    write: Pool,
    /// Connections on which servers tell each other of changes, where there may be several.
    pub(crate) hints: Option<PgPool>,
    /// The function that carries out commits; empty where there is none.
    pub(crate) commit: Arc<str>,
    lock: Arc<Lock>,
    pages: Arc<Pages>,
    pub(crate) checkpoints: Arc<Checkpoints>,
    /// The file, if it is one.
    pub(crate) file: Option<Arc<Path>>,
}

impl SqlStore {
    /// Opens the database, creating or migrating its tables. A file is created, a database of a server is not.
    ///
    /// # Errors
    /// It is in use, cannot be reached or read, was written by a newer program, or could not be migrated.
    pub async fn open(database: &Database) -> Result<Self, OpenError> {
        Self::open_with(database, None).await
    }

    /// The same, with a copy beside a file whose tables are about to be changed.
    ///
    /// # Errors
    /// As [`Self::open`]; the copy could not be made, and nothing was changed.
    pub async fn open_with(
        database: &Database,
        copies: Option<UpgradeCopies>,
    ) -> Result<Self, OpenError> {
        if let Database::File(path) = database
            && let Some(system) = file::elsewhere(path)
        {
            let database = database.clone();
            return Err(OpenError::Elsewhere { database, system });
        }
        let lock = Lock::take(database).await?;
        let (write, read, pages, hints) = match database {
            Database::File(path) => {
                let is_same_boot = lock.is_of_this_boot();
                let opened = sqlite::open(database, path, is_same_boot, copies).await?;
                (opened.0, opened.1, opened.2, None)
            }
            Database::Server(address) => {
                let pools = postgres::open(database, address).await?;
                (pools.write, pools.read, Arc::default(), Some(pools.hints))
            }
        };
        let unusable = |error: StoreError| match error {
            StoreError::Damaged(why) => OpenError::Damaged {
                database: database.clone(),
                why,
            },
            other => OpenError::Unusable {
                place: database.to_string(),
                why: other.to_string(),
            },
        };
        if lock.is_alone() {
            free_leases(&write).await.map_err(unusable)?;
        }
        let commit = match database {
            Database::File(_) => String::new(),
            Database::Server(_) => commit_function::create(&write).await.map_err(unusable)?,
        };
        catch_up(&write)
            .await
            .map_err(|error| OpenError::Migration {
                database: database.clone(),
                why: error.to_string(),
            })?;
        lock.share().await.map_err(unusable)?;
        Ok(Self {
            read,
            write,
            hints,
            commit: commit.into(),
            lock: Arc::new(lock),
            pages,
            checkpoints: Arc::default(),
            file: match database {
                Database::File(path) => Some(path.as_path().into()),
                Database::Server(_) => None,
            },
        })
    }

    /// Closes the connections; what was committed stays.
    pub async fn close(&self) {
        self.pages.stop().await;
        if let Some(hints) = &self.hints {
            hints.close().await;
        }
        self.read.close().await;
        self.write.close().await;
        self.lock.free().await;
    }

    /// Whether it is still ours and not known to be damaged.
    ///
    /// # Errors
    /// Another process took the database for itself, or a page is damaged.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        self.lock.check()?;
        self.pages.check()
    }

    /// A transaction that will write.
    pub(crate) async fn begin(&self) -> Result<Transaction, StoreError> {
        self.write.begin().await
    }

    /// Connections for what is read by its keys before it is written. A file has only one that writes.
    pub(crate) fn by_keys(&self) -> &Pool {
        match self.write.dialect() {
            Dialect::Sqlite => &self.read,
            Dialect::Postgres => &self.write,
        }
    }

    /// The connections that write, for single statements.
    pub(crate) fn writer(&self) -> &Pool {
        &self.write
    }
}
