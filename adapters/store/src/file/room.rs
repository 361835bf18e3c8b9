//! Whether a disk has room.

use std::path::Path;

use rustix::fs::statvfs;

/// Bytes that a user without privileges may still write in a folder. None: the system does not tell.
pub(super) fn free(folder: &Path) -> Option<u64> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let told = statvfs(folder).ok()?;
    Some(told.f_bavail.saturating_mul(told.f_frsize))
}
