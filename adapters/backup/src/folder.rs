//! The folder of backups: what was not finished goes, and so do older ones beyond a number. Only what this installation has
//! written itself is ever removed.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{BackupError, BackupName, checksum};

/// How the name of an unfinished backup begins and ends.
const UNFINISHED: (&str, &str) = (".", ".part");

/// The name under which a backup is written.
pub(crate) fn unfinished(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let (begin, end) = UNFINISHED;
    place.with_file_name(format!("{begin}{name}{end}"))
}

/// Removes what a killed backup of this installation has left behind. To be called while no other one is under way.
///
/// # Errors
/// The folder cannot be read or written.
pub fn forget_unfinished(folder: &Path, installation: &str) -> Result<(), BackupError> {
    let (begin, end) = UNFINISHED;
    for (name, place) in files(folder)? {
        let inner = name
            .strip_prefix(begin)
            .and_then(|name| name.strip_suffix(end));
        if inner.is_some_and(|name| is_own(name, installation)) {
            fs::remove_file(&place).map_err(|error| BackupError::of(&place, error))?;
        }
    }
    Ok(())
}

/// Removes all but the last `keep` backups of this installation, each with its checksum; gives their places.
///
/// # Errors
/// The folder cannot be read or written.
pub fn forget_older(
    folder: &Path,
    installation: &str,
    keep: usize,
) -> Result<Vec<PathBuf>, BackupError> {
    let mut own: Vec<(BackupName, PathBuf)> = files(folder)?
        .into_iter()
        .filter_map(|(name, place)| Some((BackupName::read(&name)?, place)))
        .filter(|(name, _)| name.installation == installation)
        .collect();
    own.sort_by_key(|(name, _)| name.made_at);
    let old = own.len().saturating_sub(keep);
    let mut removed = Vec::new();
    for (_, place) in own.into_iter().take(old) {
        fs::remove_file(&place).map_err(|error| BackupError::of(&place, error))?;
        let sum = checksum::beside(&place);
        match fs::remove_file(&sum) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(BackupError::of(sum, error));
            }
            _ => removed.push(place),
        }
    }
    Ok(removed)
}

fn is_own(name: &str, installation: &str) -> bool {
    BackupName::read(name).is_some_and(|name| name.installation == installation)
}

/// Plain files of a folder by name; what links elsewhere is none of ours.
fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>, BackupError> {
    let failed = |error| BackupError::of(folder, error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_type().map_err(failed)?.is_file() {
            found.push((
                entry.file_name().to_string_lossy().into_owned(),
                entry.path(),
            ));
        }
    }
    Ok(found)
}
