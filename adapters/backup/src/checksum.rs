//! The checksum beside a backup, as `sha256sum` writes and reads it: without the key it shows that nobody has touched the file.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use crate::{
    BackupError,
    limits::{BUFFER, CHECKSUM_BYTES},
};

/// How the name of a checksum ends.
const END: &str = ".sha256";

/// What a backup without its key says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Whether there was a checksum beside it to compare with.
    pub is_compared: bool,
}

/// Reads a backup whole and compares it with the checksum beside it, if there is one.
///
/// # Errors
/// It cannot be read, or is not what it was when it was written.
pub fn checked(place: &Path) -> Result<Checked, BackupError> {
    let sha256 = sum_of(place).map_err(|error| BackupError::of(place, error))?;
    let beside = beside(place);
    let known = match File::open(&beside) {
        Ok(file) => {
            let mut text = String::new();
            let read = file.take(CHECKSUM_BYTES).read_to_string(&mut text);
            read.map_err(|error| BackupError::of(&beside, error))?;
            text.split_whitespace().next().map(str::to_owned)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(BackupError::of(&beside, error)),
    };
    match known {
        Some(known) if known != sha256 => Err(BackupError::Damaged(format!(
            "SHA-256 {sha256}, {known} in {}",
            beside.display()
        ))),
        known => Ok(Checked {
            sha256,
            is_compared: known.is_some(),
        }),
    }
}

/// The checksum's text for a file.
pub(crate) fn line(place: &Path, sha256: &str) -> String {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    format!("{sha256}  {name}\n")
}

/// The checksum's place.
pub(crate) fn beside(place: &Path) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(END);
    name.into()
}

/// SHA-256 of a file, read piece by piece.
pub(crate) fn sum_of(place: &Path) -> io::Result<String> {
    let mut file = File::open(place)?;
    let mut sum = Sha256::new();
    let mut bytes = vec![0; BUFFER];
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hex::encode(sum.finalize())),
            read => sum.update(&bytes[..read]),
        }
    }
}
