//! Reads all texts below a folder, in the order of their names, within bounds.
//!
//! Links are followed only to files: a link to a folder could lead in a circle.

use std::collections::BTreeMap;
use std::fs::{DirEntry, read_dir};
use std::io::{Error, Read};
use std::path::Path;

use reglament_definition::limits::FILE_BYTES;

use crate::failure::Failure;
use crate::limits::{FOLDER_DEPTH, FOLDER_FILES};

/// Every file below `root`: path with `/` -> text.
pub(super) fn files(root: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut found = BTreeMap::new();
    visit(root, "", 0, &mut found)?;
    Ok(found)
}

fn visit(
    folder: &Path,
    prefix: &str,
    depth: usize,
    found: &mut BTreeMap<String, String>,
) -> Result<(), Failure> {
    if depth > FOLDER_DEPTH {
        return Err(Failure::usage(
            "folder.deep",
            format!(
                "Папка «{}» вложена глубже {FOLDER_DEPTH} уровней.",
                folder.display()
            ),
            format!(
                "The folder `{}` is nested deeper than {FOLDER_DEPTH} levels.",
                folder.display()
            ),
        ));
    }
    let entries = read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let kind = entry
            .file_type()
            .map_err(|error| unreadable(folder, &error))?;
        if kind.is_dir() {
            visit(&entry.path(), &format!("{prefix}{name}/"), depth + 1, found)?;
        } else if entry.path().is_file() {
            found.insert(format!("{prefix}{name}"), text(&entry)?);
        }
        if found.len() > FOLDER_FILES {
            return Err(Failure::usage(
                "folder.full",
                format!("В папке больше {FOLDER_FILES} файлов; это не папка процессов."),
                format!(
                    "The folder has more than {FOLDER_FILES} files; it is no folder of processes."
                ),
            ));
        }
    }
    Ok(())
}

/// The text of a file; of a longer one just so much that the compiler sees that it is too long.
fn text(entry: &DirEntry) -> Result<String, Failure> {
    let path = entry.path();
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(&path).and_then(|file| {
        let most = u64::try_from(FILE_BYTES)
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        file.take(most).read_to_end(&mut bytes)
    });
    opened.map_err(|error| unreadable(&path, &error))?;
    if bytes.len() > FILE_BYTES {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::usage(
            "file.not_utf8",
            format!(
                "Файл «{}» не текст в UTF-8 (байт {at}); сохраните его в этой кодировке.",
                path.display()
            ),
            format!(
                "The file `{}` is not UTF-8 text (byte {at}); save it in that encoding.",
                path.display()
            ),
        )
    })
}

fn unreadable(path: &Path, error: &Error) -> Failure {
    Failure::usage(
        "file.unreadable",
        format!("«{}» не читается: {error}.", path.display()),
        format!("`{}` cannot be read: {error}.", path.display()),
    )
}
