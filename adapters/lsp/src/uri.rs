//! Addresses of the scheme `file:` and paths of files.
//!
//! Other schemes are no paths, and nothing here looks at the disk.

use std::path::{Path, PathBuf};

/// The path of a `file:` address; `None` for anything else.
pub(crate) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // A host may stand before the path; only the empty one and `localhost` are files of this machine.
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let decoded = decoded(rest.strip_prefix('/')?)?;
    let drive = decoded.get(1..2) == Some(":");
    Some(PathBuf::from(if drive {
        decoded
    } else {
        format!("/{decoded}")
    }))
}

/// The `file:` address of a path.
pub(crate) fn uri(path: &Path) -> String {
    let mut uri = "file://".to_owned();
    let text = path.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') {
        uri.push('/');
    }
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next()?, rest.next()?];
            let pair = std::str::from_utf8(&pair).ok()?;
            bytes.push(u8::from_str_radix(pair, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{path, uri};
    use std::path::{Path, PathBuf};

    #[test]
    fn addresses_and_paths_are_two_ways_of_saying_the_same() {
        let place = Path::new("/дела/a b/process.yaml");
        assert_eq!(
            uri(place),
            "file:///%D0%B4%D0%B5%D0%BB%D0%B0/a%20b/process.yaml"
        );
        assert_eq!(path(&uri(place)), Some(place.to_owned()));
        assert_eq!(
            path("file:///c%3A/a.yaml"),
            Some(PathBuf::from("c:/a.yaml"))
        );
        for wrong in ["untitled:1", "file://host/a", "file:///%zz", "file:///%d"] {
            assert_eq!(path(wrong), None, "{wrong}");
        }
    }
}
