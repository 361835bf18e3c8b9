//! The shipped processes folder as the compiler takes it, and the stories beside each process.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the source tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file of `processes/` that is not a story: path with `/` -> text.
pub fn processes() -> BTreeMap<String, String> {
    read(|path| !path.contains("/scenarios/"))
}

/// Every story: path -> text.
pub fn stories() -> BTreeMap<String, String> {
    read(|path| path.contains("/scenarios/") && path.ends_with(".yaml"))
}

fn read(wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let top = root().join("processes");
    let mut files = BTreeMap::new();
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(&folder).expect("the processes folder is part of the source tree");
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Some(name) = name_in(&top, &path).filter(|name| wanted(name)) else {
                continue;
            };
            files.extend(fs::read_to_string(&path).map(|text| (name, text)));
        }
    }
    files
}

fn name_in(top: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(top).ok()?.components();
    let parts: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    Some(parts.join("/"))
}
