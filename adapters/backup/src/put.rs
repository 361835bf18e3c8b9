//! Putting a finished file in its place, never over another one.

use std::path::Path;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::BackupError;

/// Gives a file another name in the same file system.
///
/// # Errors
/// There is such a file already, or the file system refuses.
pub fn put(from: &Path, to: &Path) -> Result<(), BackupError> {
    let done = renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE);
    done.map_err(|error| BackupError::of(to, error.into()))
}
