//! The lock of a file: another file beside it, which says whose it is. The system frees it even after a crash.

use std::{
    fs::File,
    io::{Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use rustix::fs::{FlockOperation, flock};

use crate::{Database, OpenError};

/// A locked file.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Locks the database at `path`.
///
/// # Errors
/// [`OpenError::InUse`] with the process that holds it.
pub(crate) fn lock(path: &Path) -> Result<Lock, OpenError> {
    let beside = beside(path);
    let unusable = |error: std::io::Error| OpenError::Unusable {
        place: beside.display().to_string(),
        why: error.to_string(),
    };
    let mut options = File::options();
    let options = options.read(true).write(true).create(true).truncate(false);
    let mut file = options.open(&beside).map_err(unusable)?;
    if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
        let mut owner = String::new();
        file.read_to_string(&mut owner).map_err(unusable)?;
        return Err(OpenError::InUse {
            database: Database::file(path),
            process: owner.trim().to_owned(),
        });
    }
    file.set_len(0).map_err(unusable)?;
    file.rewind().map_err(unusable)?;
    writeln!(file, "{}", std::process::id()).map_err(unusable)?;
    Ok(Lock { _file: file })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}
