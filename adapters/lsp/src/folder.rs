//! Processes folders that have a file open: the texts on disk, the texts in the editor above them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use reglament_definition::Diagnostic;
use reglament_language::Workspace;

/// Reads a processes folder, scenarios included: path with `/` -> text. `None` when it cannot be read.
pub type ReadFolder<'r> = &'r dyn Fn(&Path) -> Option<BTreeMap<String, String>>;

/// A processes folder.
#[derive(Default)]
pub(crate) struct Folder {
    /// Texts on disk; absent until they are needed, and again after something was saved.
    disk: Option<BTreeMap<String, String>>,
    /// Texts in the editor.
    open: BTreeMap<String, String>,
    workspace: Option<Workspace>,
    found: Option<Vec<Diagnostic>>,
    /// Files that the editor shows diagnostics of.
    pub(crate) told: BTreeSet<String>,
}

impl Folder {
    /// A text as it is in the editor; `None` when the editor no longer holds it.
    pub(crate) fn set(&mut self, file: &str, text: Option<String>) {
        match text {
            Some(text) => drop(self.open.insert(file.to_owned(), text)),
            None => drop(self.open.remove(file)),
        }
        self.workspace = None;
        self.found = None;
    }

    /// Something changed on disk.
    pub(crate) fn forget_disk(&mut self) {
        self.disk = None;
        self.workspace = None;
        self.found = None;
    }

    /// Whether the editor holds none of its files.
    pub(crate) fn is_closed(&self) -> bool {
        self.open.is_empty()
    }

    pub(crate) fn workspace(&mut self, root: &Path, read: ReadFolder<'_>) -> &Workspace {
        let disk = self
            .disk
            .get_or_insert_with(|| read(root).unwrap_or_default());
        let open = &self.open;
        self.workspace.get_or_insert_with(|| {
            let mut files = disk.clone();
            files.extend(open.iter().map(|(file, text)| (file.clone(), text.clone())));
            Workspace::new(files)
        })
    }

    pub(crate) fn diagnostics(&mut self, root: &Path, read: ReadFolder<'_>) -> Vec<Diagnostic> {
        if self.found.is_none() {
            self.found = Some(self.workspace(root, read).diagnose());
        }
        self.found.clone().unwrap_or_default()
    }
}

/// The processes folder of a file and the file's path inside it: the nearest folder above that holds `organisation.yaml` and
/// is no regulation's own folder, or else the one that would.
pub(crate) fn place(path: &Path) -> Option<(PathBuf, String)> {
    let mut above = path.ancestors().skip(1);
    let nearest = above.find(|folder| folder.join(DIRECTORY).is_file());
    let known = nearest.map(|folder| match folder.parent() {
        Some(parent) if is_regulation(folder, parent) => parent,
        _ => folder,
    });
    let deeper = path
        .parent()
        .and_then(Path::file_name)
        .is_some_and(|name| name == "scenarios" || name == "letters");
    let up = if deeper { 3 } else { 2 };
    let root = known.or_else(|| path.ancestors().nth(up))?;
    let inside = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = inside
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    Some((root.to_owned(), parts.join("/")))
}

/// Regulations may have a directory of their own beside the one of the whole folder.
const DIRECTORY: &str = "organisation.yaml";

fn is_regulation(folder: &Path, parent: &Path) -> bool {
    parent.join(DIRECTORY).is_file() || folder.join("process.yaml").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_of_a_regulation_is_no_folder_of_processes() {
        let processes = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../processes");
        let inside = |file: &str| place(&processes.join(file)).unwrap();
        for file in [
            "organisation.yaml",
            "certification/process.yaml",
            "certification/organisation.yaml",
            "certification/scenarios/passed.yaml",
        ] {
            assert_eq!(inside(file), (processes.clone(), file.to_owned()), "{file}");
        }
    }
}
