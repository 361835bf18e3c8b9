//! Lists the shipped regulations for the program to carry: the demonstration must run where their folder is not.
//!
//! Scenarios and their journals stay out. The generated table holds `(path, text)` in the order of the paths.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(env("CARGO_MANIFEST_DIR")).join("../../processes");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    visit(&root, "", &mut files);
    files.sort();
    let rows: Vec<String> = files
        .iter()
        .map(|(name, path)| {
            format!(
                "    ({name:?}, include_str!({:?})),\n",
                path.display().to_string()
            )
        })
        .collect();
    let table = format!(
        "pub(super) const FILES: &[(&str, &str)] = &[\n{}];\n",
        rows.concat()
    );
    let target = Path::new(&env("OUT_DIR")).join("embedded.rs");
    fs::write(target, table).expect("the folder of generated files can be written");
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
        if name.starts_with('.') || name == "scenarios" {
            continue;
        }
        if entry.path().is_dir() {
            visit(&entry.path(), &format!("{prefix}{name}/"), files);
        } else {
            files.push((format!("{prefix}{name}"), entry.path()));
        }
    }
}
