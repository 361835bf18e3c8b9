//! The lock of a file: another file beside it, which says whose it is and since which start of the system. The system frees
//! it even after a crash.

use std::{
    fs::{self, File},
    io::{Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use rustix::fs::{FlockOperation, flock};

use crate::{Database, OpenError};

/// Changes with every start of the system. Elsewhere than on Linux nothing is known.
const BOOT: &str = "/proc/sys/kernel/random/boot_id";

/// A locked file.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
    /// Whether the system has run on since whoever had it last: then all that they wrote is in the file, however they ended.
    pub(super) same_boot: bool,
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
    let locked = flock(&file, FlockOperation::NonBlockingLockExclusive);
    let mut known = String::new();
    file.read_to_string(&mut known).map_err(unusable)?;
    let mut lines = known.lines();
    let owner = lines.next().unwrap_or_default();
    if locked.is_err() {
        return Err(OpenError::InUse {
            database: Database::file(path),
            process: owner.trim().to_owned(),
        });
    }
    let boot = fs::read_to_string(BOOT).unwrap_or_default();
    let same_boot = !boot.is_empty() && lines.next() == Some(boot.trim());
    file.set_len(0).map_err(unusable)?;
    file.rewind().map_err(unusable)?;
    let id = std::process::id();
    writeln!(file, "{id}\n{}", boot.trim()).map_err(unusable)?;
    Ok(Lock {
        _file: file,
        same_boot,
    })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{beside, lock};
    use crate::OpenError;

    #[test]
    fn it_is_known_whether_the_system_has_run_on() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("test.db");
        assert!(!lock(&file).unwrap().same_boot, "nobody had it");
        let known = fs::read_to_string(beside(&file)).unwrap();
        let boot = known.lines().nth(1).unwrap_or_default();
        assert_eq!(lock(&file).unwrap().same_boot, !boot.is_empty());
        for other in ["4711\n", "4711\n4f0c2c9e-another-start\n", ""] {
            fs::write(beside(&file), other).unwrap();
            assert!(!lock(&file).unwrap().same_boot, "{other}");
        }
    }

    #[test]
    fn only_the_process_is_told_to_whoever_comes_second() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("test.db");
        let _first = lock(&file).unwrap();
        match lock(&file) {
            Err(OpenError::InUse { process, .. }) => {
                assert_eq!(process, std::process::id().to_string());
            }
            other => panic!("{other:?}"),
        }
    }
}
