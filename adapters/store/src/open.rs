//! Opening the database: lock, settings, version, migrations.
//!
//! Two pools: one connection that writes, several that only read. Commits are on disk when they return.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use reglament_runtime::port::StoreError;
use sqlx::{
    Sqlite, SqlitePool, Transaction,
    migrate::{MigrateError, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use thiserror::Error;

use crate::{
    dialect::{BEGIN, OLDEST},
    error::failed,
    lock::{Lock, lock},
    search::catch_up,
};

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/sqlite");

/// How long a connection waits for a lock that an outside tool holds.
const BUSY: Duration = Duration::from_secs(5);
/// Rows that a statement may be ahead of whoever reads them: each stop in between costs two switches of threads.
const ROWS_AHEAD: usize = 1_024;
/// Connections for reading.
const READERS: u32 = 8;

/// Why the database cannot be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Another process has it open.
    #[error("the database {} is in use by process {process}: stop it first, or ask it over HTTP", .path.display())]
    InUse {
        /// Database.
        path: PathBuf,
        /// Process id of the owner.
        process: String,
    },
    /// The file or its folder cannot be used.
    #[error("{} cannot be used: {why}", .path.display())]
    Unusable {
        /// File.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// Written by a newer program.
    #[error("the database {} was written by a newer version of the program (change {version}): use that version, or restore the backup taken before the upgrade", .path.display())]
    Newer {
        /// Database.
        path: PathBuf,
        /// Number of the unknown migration.
        version: i64,
    },
    /// A migration failed; the database is as it was before.
    #[error("the database {} could not be brought up to date: {why}", .path.display())]
    Migration {
        /// Database.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The SQLite library is too old to be trusted with commits.
    #[error("SQLite {0} may lose commits; 3.51.3 or newer is needed")]
    OldLibrary(String),
}

impl OpenError {
    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::InUse { path, process } => format!(
                "База «{}» занята процессом {process}: остановите его или обращайтесь к нему по HTTP.",
                path.display()
            ),
            Self::Unusable { path, why } => {
                format!("Файл «{}» использовать нельзя: {why}.", path.display())
            }
            Self::Newer { path, version } => format!(
                "База «{}» записана более новой версией программы (изменение {version}): возьмите эту версию или \
                 восстановите копию, сделанную перед обновлением.",
                path.display()
            ),
            Self::Migration { path, why } => {
                format!(
                    "База «{}» не обновлена: {why}. Данные не изменились.",
                    path.display()
                )
            }
            Self::OldLibrary(version) => {
                format!("SQLite {version} может терять записи; нужна версия 3.51.3 или новее.")
            }
        }
    }
}

/// Ends the leases of whoever had the file before: the lock says that nobody of them is alive, so that a letter under
/// way when a server was killed need not wait for its lease to run out.
async fn free_leases(write: &SqlitePool) -> Result<(), sqlx::Error> {
    let sql = "UPDATE outbox SET owner = NULL, next_at = 0 WHERE owner IS NOT NULL";
    sqlx::query(sql).execute(write).await?;
    // Workers outside live on; only the webhooks were in the hands of the server itself.
    let sql =
        "UPDATE job SET owner = NULL, next_at = 0 WHERE owner IS NOT NULL AND kind = 'webhook'";
    sqlx::query(sql).execute(write).await.map(|_| ())
}

/// The store on SQLite.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    pub(crate) read: SqlitePool,
    write: SqlitePool,
    _lock: Arc<Lock>,
}

impl SqliteStore {
    /// Opens the database, creating or migrating it.
    ///
    /// # Errors
    /// It is in use, cannot be read, was written by a newer program, or could not be migrated.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        let lock = lock(path)?;
        let unusable = |error: sqlx::Error| OpenError::Unusable {
            path: path.to_owned(),
            why: error.to_string(),
        };
        let options = options(path);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await
            .map_err(unusable)?;
        check_library(&write).await.map_err(unusable)??;
        MIGRATIONS
            .run(&write)
            .await
            .map_err(|error| not_migrated(path, error))?;
        free_leases(&write).await.map_err(unusable)?;
        catch_up(&write)
            .await
            .map_err(|error| OpenError::Migration {
                path: path.to_owned(),
                why: error.to_string(),
            })?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.read_only(true))
            .await
            .map_err(unusable)?;
        Ok(Self {
            read,
            write,
            _lock: Arc::new(lock),
        })
    }

    /// Closes the connections; what was committed stays.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }

    /// A transaction that will write.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        self.write.begin_with(BEGIN).await.map_err(failed)
    }

    /// The connection that writes, for single statements.
    pub(crate) fn writer(&self) -> &SqlitePool {
        &self.write
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .busy_timeout(BUSY)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .row_buffer_size(ROWS_AHEAD)
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "memory")
}

async fn check_library(pool: &SqlitePool) -> Result<Result<(), OpenError>, sqlx::Error> {
    let version: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(pool)
        .await?;
    let mut parts = version
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or_default());
    let mut part = || parts.next().unwrap_or_default();
    let found = (part(), part(), part());
    Ok(if found >= OLDEST {
        Ok(())
    } else {
        Err(OpenError::OldLibrary(version))
    })
}

fn not_migrated(path: &Path, error: MigrateError) -> OpenError {
    let path = path.to_owned();
    match error {
        MigrateError::VersionMissing(version) => OpenError::Newer { path, version },
        other => OpenError::Migration {
            path,
            why: other.to_string(),
        },
    }
}
