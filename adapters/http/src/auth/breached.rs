//! A file of leaked passwords as «Have I Been Pwned» gives it: `SHA1:count` lines, sorted by the hash, tens of gigabytes.
//!
//! It stays on the disk; a question reads some forty short pieces of it.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use std::path::Path;

use sha1::{Digest, Sha1};

/// Hexadecimal digits of a hash.
const DIGITS: usize = 40;
/// Longest line with its end: the hash, a colon, a count.
const LINE: u64 = 64;

/// Whether a password is in the file.
pub(super) fn is_breached(file: &Path, password: &str) -> Result<bool> {
    let wanted = hex::encode(Sha1::digest(password.as_bytes())).to_ascii_uppercase();
    let mut file = File::open(file)?;
    let (mut low, mut high) = (0, file.metadata()?.len());
    // The line, if it is there, begins at `low` or later and before `high`.
    while low < high {
        let middle = low + (high - low) / 2;
        let (start, hash, end) = line_at(&mut file, middle, low)?;
        match hash.as_str().cmp(&wanted) {
            std::cmp::Ordering::Equal => return Ok(true),
            std::cmp::Ordering::Less => low = end,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    Ok(false)
}

/// The line over a place: where it begins, its hash, and where the next one begins.
fn line_at(file: &mut File, place: u64, low: u64) -> Result<(u64, String, u64)> {
    let from = place.saturating_sub(LINE).max(low);
    file.seek(SeekFrom::Start(from))?;
    let mut piece = Vec::new();
    file.by_ref()
        .take(place - from + LINE)
        .read_to_end(&mut piece)?;
    let before = usize::try_from(place - from).unwrap_or(0);
    let newline = |byte: &u8| *byte == b'\n';
    let start = match piece[..before.min(piece.len())].iter().rposition(newline) {
        Some(at) => at + 1,
        None if from == low => 0,
        None => return Err(malformed()),
    };
    let line = &piece[start..];
    let length = line.iter().position(newline).unwrap_or(line.len());
    let hash = line.get(..DIGITS).filter(|hash| hash.is_ascii());
    let hash = hash.ok_or_else(malformed)?;
    let hash = String::from_utf8_lossy(hash).to_ascii_uppercase();
    if length < DIGITS {
        return Err(malformed());
    }
    let offset = |bytes: usize| from + bytes as u64;
    Ok((offset(start), hash, offset(start + length + 1)))
}

fn malformed() -> Error {
    Error::new(
        ErrorKind::InvalidData,
        "lines of `SHA1:count`, sorted by the hash, are expected",
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use sha1::{Digest, Sha1};

    use super::is_breached;

    #[test]
    fn every_password_of_a_file_is_found_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("leaks.txt");
        for (count, end) in [(1usize, "\n"), (2, "\r\n"), (3, "\n"), (500, "\r\n")] {
            let passwords: Vec<String> = (0..count).map(|n| format!("password {n}")).collect();
            let hash =
                |text: &String| hex::encode(Sha1::digest(text.as_bytes())).to_ascii_uppercase();
            let mut lines: Vec<String> = passwords.iter().map(hash).collect();
            lines.sort_unstable();
            let line = |(n, hash): (usize, &String)| format!("{hash}:{}{end}", n * n + 1);
            let text: String = lines.iter().enumerate().map(line).collect();
            for text in [text.as_str(), text.trim_end()] {
                fs::write(&file, text).unwrap();
                for password in &passwords {
                    assert!(
                        is_breached(&file, password).unwrap(),
                        "{password} of {count}"
                    );
                }
                for n in 0..200 {
                    assert!(!is_breached(&file, &format!("another {n}")).unwrap());
                }
            }
        }
    }

    #[test]
    fn an_empty_file_has_nothing_and_another_file_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("leaks.txt");
        fs::write(&file, "").unwrap();
        assert!(!is_breached(&file, "x").unwrap());
        for text in ["short\nlines\n", &"x".repeat(5000)] {
            fs::write(&file, text).unwrap();
            assert!(is_breached(&file, "x").is_err(), "{text}");
        }
        assert!(is_breached(&folder.path().join("none"), "x").is_err());
    }
}
