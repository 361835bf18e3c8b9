//! A copy of a database while it is in use: one moment of it, whole, without holding up whoever writes.
//!
//! `VACUUM INTO` reads in one transaction, so that no commit is half in the copy; the log of the original grows meanwhile
//! and is brought back by itself afterwards.

use std::{
    fs::{self, File},
    io,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use thiserror::Error;

use super::room;

/// How long the copy waits for a lock that an outside tool holds.
const BUSY: Duration = Duration::from_secs(5);
/// What SQLite says when the disk is full, as its code.
const FULL: &str = "13";

/// Why a database was not copied. Nothing is left of the copy.
#[derive(Debug, Error)]
pub enum CopyError {
    /// The disk has no room.
    #[error("{} has no room for a copy: {needed} bytes are needed, {free} are free", folder.display())]
    NoRoom {
        /// Folder of the copy.
        folder: PathBuf,
        /// Bytes needed, at most.
        needed: u64,
        /// Bytes free.
        free: u64,
    },
    /// The database cannot be read.
    #[error("{} cannot be copied: {why}", database.display())]
    Unreadable {
        /// Database.
        database: PathBuf,
        /// Why.
        why: String,
    },
    /// The copy cannot be written.
    #[error("the copy {} cannot be written: {error}", copy.display())]
    Unwritable {
        /// Copy.
        copy: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl CopyError {
    /// The sentence in Russian, without a full stop.
    pub fn ru(&self) -> String {
        match self {
            Self::NoRoom {
                folder,
                needed,
                free,
            } => format!(
                "в папке «{}» нет места для копии: нужно {needed} байт, свободно {free}",
                folder.display()
            ),
            Self::Unreadable { database, why } => {
                format!("база «{}» не копируется: {why}", database.display())
            }
            Self::Unwritable { copy, error } => {
                format!("копия «{}» не записывается: {error}", copy.display())
            }
        }
    }
}

/// Copies a database that may be in use into a file that is not there yet, for its owner's eyes only. The copy is on disk
/// when this returns.
///
/// # Errors
/// No room, or one of the two files cannot be used; then nothing is left of the copy.
pub async fn copy(database: &Path, copy: &Path) -> Result<(), CopyError> {
    let unwritable = |error| CopyError::Unwritable {
        copy: copy.to_owned(),
        error,
    };
    see_room(database, copy)?;
    let mut options = File::options();
    // Made beforehand, because SQLite would let others read it. An empty file is as good as none to SQLite.
    let made = options.write(true).create_new(true).mode(0o600).open(copy);
    let made = made.map_err(unwritable)?;
    let done = match vacuum(database, copy).await {
        Ok(()) => made.sync_all().map_err(unwritable),
        Err(error) => Err(of(database, copy, &error)),
    };
    if done.is_err() {
        // What is left of it must not be taken for a copy; the first error is told.
        let _ = fs::remove_file(copy);
        let _ = fs::remove_file(beside(copy, "-journal"));
    }
    done
}

fn see_room(database: &Path, copy: &Path) -> Result<(), CopyError> {
    let folder = copy.parent().unwrap_or(Path::new(""));
    let size = |path: &Path| fs::metadata(path).map_or(0, |found| found.len());
    let needed = size(database) + size(&beside(database, "-wal"));
    match room::free(folder) {
        Some(free) if free < needed => Err(CopyError::NoRoom {
            folder: folder.to_owned(),
            needed,
            free,
        }),
        _ => Ok(()),
    }
}

async fn vacuum(database: &Path, copy: &Path) -> Result<(), sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .create_if_missing(false)
        .busy_timeout(BUSY);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let done = sqlx::query("VACUUM INTO $1")
        .bind(copy.to_string_lossy())
        .execute(&mut connection)
        .await;
    connection.close().await?;
    done.map(drop)
}

fn of(database: &Path, copy: &Path, error: &sqlx::Error) -> CopyError {
    let told = error.as_database_error();
    if told.is_some_and(|told| told.code().as_deref() == Some(FULL)) {
        let folder = copy.parent().unwrap_or(Path::new(""));
        return CopyError::NoRoom {
            folder: folder.to_owned(),
            needed: fs::metadata(database).map_or(0, |found| found.len()),
            free: room::free(folder).unwrap_or_default(),
        };
    }
    CopyError::Unreadable {
        database: database.to_owned(),
        why: told.map_or_else(|| error.to_string(), |told| told.message().to_owned()),
    }
}

/// The name of a file with something after it.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
