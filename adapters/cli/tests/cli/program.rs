//! Runs the built program with a fixed language and without the settings of whoever runs the tests.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What the program printed and how it ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `reglament` in Russian, unless the words ask otherwise.
pub(crate) fn reglament(words: &[&str]) -> Ran {
    reglament_in(Path::new("."), words)
}

/// Runs `reglament` in a folder.
pub(crate) fn reglament_in(folder: &Path, words: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_reglament"))
        .args(words)
        .current_dir(folder)
        .env_clear()
        .env("REGLAMENT_LANG", "ru")
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// An empty folder that belongs to one test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        std::fs::remove_dir_all(&path).unwrap();
    }
    std::fs::create_dir_all(&path).unwrap();
    path
}
