//! One scenario on disk and its golden journal beside it.
//!
//! `<regulation>/scenarios/<name>.yaml` and `<regulation>/scenarios/<name>.journal`.

use std::path::{Path, PathBuf};

/// A scenario file.
#[derive(Debug)]
pub(crate) struct StoryFile {
    /// Folder of the regulation.
    pub(crate) regulation: String,
    /// Path inside the processes folder, with `/`.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
    /// Where its golden journal lies.
    pub(crate) journal: PathBuf,
}

impl StoryFile {
    /// The scenario under this name, if it lies in a folder of scenarios; its text is still empty.
    pub(super) fn of(name: &str, root: &Path) -> Option<Self> {
        let (regulation, _) = name.split_once("/scenarios/")?;
        Some(Self {
            regulation: regulation.to_owned(),
            name: name.to_owned(),
            text: String::new(),
            journal: root.join(name).with_extension("journal"),
        })
    }

    pub(super) fn with(self, text: String) -> Self {
        Self { text, ..self }
    }
}
