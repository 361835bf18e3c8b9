//! What the changes start from: the kept inputs of a target and files of this project.

use std::fs;
use std::path::{Path, PathBuf};

use crate::parsers::{Cut, Target};

/// Largest file of the project that is taken whole, bytes: a changed regulation of forty kilobytes takes long and tells little more.
const FILE_BYTES: usize = 20_000;

/// Name and bytes of every input that a target starts from, in the order of their names.
pub fn seeds(target: &Target) -> Vec<(String, Vec<u8>)> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for file in files(&here.join("corpus").join(target.name)) {
        found.push((name(&file), fs::read(&file).unwrap()));
    }
    for place in target.seeds {
        let (folder, ending) = place.rsplit_once('*').unwrap_or((place, ""));
        let place = here.join("../..").join(folder);
        let mut all = if place.is_dir() {
            files(&place)
        } else {
            vec![place]
        };
        all.retain(|file| file.to_string_lossy().ends_with(ending));
        for file in all {
            cut(target, &name(&file), fs::read(&file).unwrap(), &mut found);
        }
    }
    assert!(
        !found.is_empty(),
        "{} has nothing to start from",
        target.name
    );
    found
}

fn cut(target: &Target, name: &str, bytes: Vec<u8>, found: &mut Vec<(String, Vec<u8>)>) {
    match target.cut {
        Cut::Whole if bytes.len() <= FILE_BYTES => found.push((name.to_owned(), bytes)),
        Cut::Whole => {}
        Cut::Fences(info) => {
            let text = String::from_utf8_lossy(&bytes);
            found.extend(
                fences(&text, info).map(|text| (name.to_owned(), text.as_bytes().to_vec())),
            );
        }
        Cut::Lines => {
            let lines = bytes.split(|byte| *byte == b'\n').enumerate();
            let lines = lines.filter(|(_, line)| !line.is_empty());
            found.extend(
                lines.map(|(number, line)| (format!("{name}:{}", number + 1), line.to_vec())),
            );
        }
    }
}

/// The blocks of a page of documentation that begin with these words.
pub(crate) fn fences<'t>(text: &'t str, info: &'static str) -> impl Iterator<Item = &'t str> {
    let blocks = text.split("\n```").skip(1).step_by(2);
    blocks.filter_map(move |block| block.strip_prefix(info)?.strip_prefix('\n'))
}

fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The files of a folder and of those below it, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut all: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    all.sort();
    let deeper = |path: PathBuf| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    };
    all.into_iter().flat_map(deeper).collect()
}
