//! Lists the shipped regulations for the program to carry: the demonstration must run where their folder is not.
//!
//! Two generated tables hold `(path, text)` in the order of the paths: the files, and the scenarios, which belong to no version of
//! a process. The journals of the scenarios stay out.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(env("CARGO_MANIFEST_DIR")).join("../../processes");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    visit(&root, "", &mut files);
    files.sort();
    let (stories, files): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|(name, _)| name.contains("/scenarios/"));
    let tables = [table("FILES", &files), table("SCENARIOS", &stories)];
    let target = Path::new(&env("OUT_DIR")).join("embedded.rs");
    fs::write(target, tables.concat()).expect("the folder of generated files can be written");
}

fn table(name: &str, files: &[(String, PathBuf)]) -> String {
    let row = |(name, path): &(String, PathBuf)| {
        let path = path.display().to_string();
        format!("    ({name:?}, include_str!({path:?})),\n")
    };
    let rows: String = files.iter().map(row).collect();
    format!("pub(super) const {name}: &[(&str, &str)] = &[\n{rows}];\n")
}

fn env(name: &str) -> String {
    std::env::var(name).expect("cargo sets it for build scripts")
}

fn visit(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name.ends_with(".journal") {
            continue;
        }
        if entry.path().is_dir() {
            visit(&entry.path(), &format!("{prefix}{name}/"), files);
        } else {
            files.push((format!("{prefix}{name}"), entry.path()));
        }
    }
}
