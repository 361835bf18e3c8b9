//! What is in a backup, as its first member says. Unknown keys of a later format are no reason to refuse; an unknown format is.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    BackupError,
    limits::{MEMBERS, NAME_BYTES},
};

/// The format that this program writes. It reads all up to it.
pub const FORMAT: u32 = 1;

/// The first member of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Number of the format.
    pub format: u32,
    /// Version of the program that made it.
    pub version: String,
    /// The moment that is in it.
    pub made_at: DateTime<Utc>,
    /// Name of the installation.
    pub installation: String,
    /// Number of the last change of the tables.
    pub schema: u32,
    /// SHA-256 over the ends of all chains of the journal.
    pub head: String,
    /// Rows of every table.
    pub rows: BTreeMap<String, u64>,
    /// The other members, in their order.
    pub members: Vec<Member>,
}

/// A file in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its name, without folders.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// The format alone: what a manifest of a later format still has.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// A later format, or no manifest at all.
    pub(crate) fn read(text: &[u8]) -> Result<Self, BackupError> {
        let foreign = |_| BackupError::Foreign;
        let Format { format } = serde_json::from_slice(text).map_err(foreign)?;
        if format > FORMAT {
            return Err(BackupError::NewerFormat(format));
        }
        let read: Self = serde_json::from_slice(text).map_err(foreign)?;
        let plain = |name: &str| {
            let signs = |sign: u8| sign.is_ascii_alphanumeric() || b"._-".contains(&sign);
            !name.is_empty()
                && name.len() <= NAME_BYTES
                && !name.starts_with('.')
                && name.bytes().all(signs)
        };
        let fits = read.members.len() <= MEMBERS;
        match fits && read.members.iter().all(|member| plain(&member.name)) {
            true => Ok(read),
            false => Err(BackupError::Foreign),
        }
    }

    /// Bytes of all members.
    pub fn bytes(&self) -> u64 {
        let lengths = self.members.iter().map(|member| member.bytes);
        lengths.fold(0, u64::saturating_add)
    }
}
