//! The project as a set of files: what the rules read.
//!
//! It walks the folder instead of asking git, so that a release archive can be checked as well. What a build or
//! a run leaves behind is skipped by name. A rule's own test builds a small tree from pairs of path and text.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::source::Source;

/// Folders that are not part of the source, at any depth.
const SKIPPED: &[&str] = &[".git", "target", "var", "node_modules"];

/// The files of the project.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Every file and folder, from the root, with `/`.
    pub(crate) paths: BTreeSet<String>,
    /// Path and text of every file that is UTF-8 and is not Rust.
    pub(crate) texts: Vec<(String, String)>,
    /// Every Rust file.
    pub(crate) sources: Vec<Source>,
    /// What `cargo metadata` says about the crates of the workspace.
    pub(crate) metadata: serde_json::Value,
}

impl Tree {
    /// The tree that this test was built from.
    pub(crate) fn of_the_project() -> Self {
        let root = root();
        let mut tree = Self {
            metadata: metadata(&root),
            ..Self::default()
        };
        tree.walk(&root, "");
        tree.mark_test_modules();
        tree
    }

    /// A small tree for the test of a rule.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (path, text) in files {
            tree.add(path, Some((*text).to_owned()));
            for (slash, _) in path.match_indices('/') {
                tree.paths.insert(path[..slash].to_owned());
            }
        }
        tree.mark_test_modules();
        tree
    }

    /// Path and text of every text file, Rust or not.
    pub(crate) fn all_texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let rust = self
            .sources
            .iter()
            .map(|s| (s.path.as_str(), s.text.as_str()));
        let other = self.texts.iter().map(|(p, t)| (p.as_str(), t.as_str()));
        rust.chain(other)
    }

    fn walk(&mut self, folder: &Path, prefix: &str) {
        let mut entries: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .collect();
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name().into_string().unwrap();
            if SKIPPED.contains(&name.as_str()) {
                continue;
            }
            let path = format!("{prefix}{name}");
            if entry.file_type().unwrap().is_dir() {
                self.paths.insert(path.clone());
                self.walk(&entry.path(), &format!("{path}/"));
            } else {
                self.add(&path, std::fs::read_to_string(entry.path()).ok());
            }
        }
    }

    fn add(&mut self, path: &str, text: Option<String>) {
        self.paths.insert(path.to_owned());
        match text {
            Some(text) if path.ends_with(".rs") => self.sources.push(Source::new(path, &text)),
            Some(text) => self.texts.push((path.to_owned(), text)),
            None => {}
        }
    }

    /// `#[cfg(test)] mod samples;` makes `samples.rs` and all below it test code.
    fn mark_test_modules(&mut self) {
        let mut places = Vec::new();
        for source in &self.sources {
            let folder = module_folder(&source.path);
            places.extend(source.test_modules.iter().map(|m| format!("{folder}{m}")));
        }
        for source in &mut self.sources {
            source.is_test |= places.iter().any(|place| {
                let rest = source.path.strip_prefix(place.as_str());
                rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
            });
        }
    }
}

/// The folder, with its closing `/`, where the child modules of a Rust file live.
pub(crate) fn module_folder(path: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    match file {
        "lib.rs" | "main.rs" | "mod.rs" | "build.rs" => format!("{folder}/"),
        _ => format!("{}/", path.trim_end_matches(".rs")),
    }
}

fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap().to_owned()
}

fn metadata(root: &Path) -> serde_json::Value {
    let answer = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(
        answer.status.success(),
        "`cargo metadata` failed: {}",
        String::from_utf8_lossy(&answer.stderr)
    );
    serde_json::from_slice(&answer.stdout).unwrap()
}

#[test]
fn a_module_for_tests_is_test_code_down_to_its_leaves() {
    let tree = Tree::of(&[
        ("a/src/lib.rs", "#[cfg(test)] mod samples;\nmod plain;"),
        ("a/src/samples.rs", "mod deep;"),
        ("a/src/samples/deep.rs", ""),
        ("a/src/plain.rs", ""),
    ]);
    let flags: Vec<bool> = tree.sources.iter().map(|s| s.is_test).collect();
    assert_eq!(flags, [false, true, true, false]);
}
