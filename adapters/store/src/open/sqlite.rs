//! SQLite: one connection that writes, several that only read, and the settings by which commits are on disk.

use std::{path::Path, sync::Arc, time::Duration};

use sqlx::{
    Connection as _, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{UpgradeCopies, upgrade};
use crate::{
    Database, OpenError,
    database::Pool,
    file::{self, Pages},
};

/// How long a connection waits for a lock that an outside tool holds.
const BUSY: Duration = Duration::from_secs(5);
/// Rows that a statement may be ahead of whoever reads them: each stop in between costs two switches of threads.
const ROWS_AHEAD: usize = 1_024;
/// The same where a row may hold a file of 25 MB.
const FILES_AHEAD: usize = 4;
/// Statements that a connection of a copy keeps prepared: they are long.
const COPY_STATEMENTS: usize = 8;
/// Texts that the connection that writes keeps prepared: one for each set of tables that a commit may touch, of those that
/// come often.
const STATEMENTS: usize = 256;
/// Connections for reading.
const READERS: u32 = 8;
/// Pages that the connection that writes keeps in memory: 32 MB, as the pragma wants it.
const WRITER_CACHE: &str = "-32768";
/// The same for each that reads: 4 MB. A commit of anybody empties it, so that more would be memory for nothing; what was read a
/// moment ago the system still has.
const READER_CACHE: &str = "-4096";
/// What stays of the log when a foreign reader has made it larger: 128 MB, twice what large commits want.
const LOG_LEFT: &str = "134217728";
/// The oldest SQLite that does not lose commits in WAL mode (the "WAL reset" fault, mended in 3.51.3).
const OLDEST: (u32, u32, u32) = (3, 51, 3);

/// The pools for writing and for reading. Where the system has run on since the last stop (`same_boot`), the pages of a large
/// file are looked through later.
pub(super) async fn open(
    database: &Database,
    path: &Path,
    same_boot: bool,
    copies: Option<UpgradeCopies>,
) -> Result<(Pool, Pool, Arc<Pages>), OpenError> {
    let unusable = |error: sqlx::Error| OpenError::of(database, &error);
    let unclean = file::was_unclean(path);
    let options = options(path);
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        // It keeps what it has in memory, and what it was told of the log.
        .max_lifetime(None)
        // A full disk ends a transaction behind the back of the driver, which then begins no other on that connection.
        .before_acquire(|connection, _| {
            let is_free = !connection.is_in_transaction();
            Box::pin(async move { Ok(is_free) })
        })
        .connect_with(options.clone().statement_cache_capacity(STATEMENTS))
        .await
        .map_err(unusable)?;
    check_library(&write).await.map_err(unusable)??;
    let pages = Arc::<Pages>::default();
    let later = unclean && same_boot && file::is_large(path);
    if unclean && !later {
        see_pages(database, &pages, path).await?;
    }
    if let Some(copies) = copies {
        upgrade::copy(database, path, &write, copies).await?;
    }
    super::migrate(database, &Pool::Sqlite(write.clone())).await?;
    file::take_note(&write).await.map_err(unusable)?;
    let read = SqlitePoolOptions::new()
        .max_connections(READERS)
        .connect_with(options.read_only(true).pragma("cache_size", READER_CACHE))
        .await
        .map_err(unusable)?;
    if later {
        pages.begin(path).await;
    }
    Ok((Pool::Sqlite(write), Pool::Sqlite(read), pages))
}

/// One connection for reading or writing everything: rows may be as heavy as files, so that few of them are ahead.
pub(super) async fn alone(
    database: &Database,
    path: &Path,
    is_read_only: bool,
) -> Result<Pool, OpenError> {
    let options = match is_read_only {
        // How the file keeps its log is its own business.
        true => SqliteConnectOptions::new()
            .filename(path)
            .busy_timeout(BUSY)
            .read_only(true),
        false => options(path),
    };
    let options = options
        .row_buffer_size(FILES_AHEAD)
        .statement_cache_capacity(COPY_STATEMENTS);
    let opened = SqlitePoolOptions::new().max_connections(1);
    let opened = opened.connect_with(options).await;
    opened
        .map(Pool::Sqlite)
        .map_err(|error| OpenError::of(database, &error))
}

/// Refuses a database whose pages are damaged.
async fn see_pages(database: &Database, pages: &Pages, path: &Path) -> Result<(), OpenError> {
    tracing::info!(%database, "the last stop was not a clean one: the pages of the database are looked through");
    match pages.damage_of(path).await {
        Ok(None) => Ok(()),
        Ok(Some(why)) => Err(OpenError::Damaged {
            database: database.clone(),
            why,
        }),
        Err(error) => Err(OpenError::of(database, &error)),
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
        .pragma("cache_size", WRITER_CACHE)
        .pragma("journal_size_limit", LOG_LEFT)
        .pragma("temp_store", "memory")
        // What was erased is overwritten, where that costs no page more.
        .pragma("secure_delete", "FAST")
}

pub(super) async fn check_library(pool: &SqlitePool) -> Result<Result<(), OpenError>, sqlx::Error> {
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
