//! A copy of the sample regulation in `sample/`, for a test to break.
//!
//! The sample has one process of two steps and two scenarios with their golden journals.

use std::path::{Path, PathBuf};

use crate::program::folder;

/// A fresh copy of the sample folder.
pub(crate) fn sample(test: &str) -> PathBuf {
    let target = folder(test);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/sample");
    copy(&source, &target.join("processes"));
    target
}

/// The shipped processes twice, as `processes` and as `next`.
pub(crate) fn shipped(test: &str) -> PathBuf {
    let target = folder(test);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../processes");
    for name in ["processes", "next"] {
        copy(&source, &target.join(name));
    }
    target
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Replaces a text that must be there.
pub(crate) fn edit(file: &Path, old: &str, new: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(old), "`{old}` is not in {}", file.display());
    std::fs::write(file, text.replace(old, new)).unwrap();
}
