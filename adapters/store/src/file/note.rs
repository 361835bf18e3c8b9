//! What is known of the last backup: a small file beside the database, so that a restored one does not boast of it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::copy::beside;

/// Longest note that is read, in bytes.
const MAX_NOTE: u64 = 64 * 1024;

/// The last backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupNote {
    /// The moment that is in it.
    pub at: DateTime<Utc>,
    /// Where it was written.
    pub file: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

impl BackupNote {
    /// The note about the database at `database`; none when there is none or it cannot be read.
    pub fn read(database: &Path) -> Option<Self> {
        let place = place(database);
        if fs::metadata(&place).ok()?.len() > MAX_NOTE {
            return None;
        }
        serde_json::from_slice(&fs::read(&place).ok()?).ok()
    }

    /// Writes the note about the database at `database`, whole or not at all.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn write(&self, database: &Path) -> io::Result<()> {
        let place = place(database);
        let fresh = beside(&place, ".new");
        fs::write(&fresh, serde_json::to_vec(self)?)?;
        fs::rename(&fresh, &place)
    }
}

fn place(database: &Path) -> PathBuf {
    beside(database, ".backup")
}
