//! The processes folder on disk: its files as texts for the compiler, its scenarios for the player.
//!
//! Scenarios are kept apart: they say nothing about what runs, so a new scenario must not make a new version. Hidden
//! files and folders are left out.

mod story_file;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

pub(crate) use story_file::StoryFile;

/// A processes folder, read.
#[derive(Debug, Default)]
pub(crate) struct ProcessFolder {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// Files for the compiler: path inside the folder with `/` -> text.
    pub(crate) files: BTreeMap<String, String>,
    /// Scenarios, by path.
    pub(crate) stories: Vec<StoryFile>,
}

impl ProcessFolder {
    /// Reads a folder.
    ///
    /// # Errors
    /// A folder that is missing, has too many files, or a file that is no text.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        if !path.is_dir() {
            let shown = path.display();
            return Err(Failure::usage(
                "folder.missing",
                format!("Папки «{shown}» нет; укажите папку с процессами, например processes."),
                format!(
                    "There is no folder `{shown}`; name a folder of processes, such as `processes`."
                ),
            ));
        }
        let mut folder = Self {
            path: path.to_owned(),
            ..Self::default()
        };
        for (name, text) in walk::files(path)? {
            match StoryFile::of(&name, path) {
                Some(story) if name.ends_with(".yaml") => folder.stories.push(story.with(text)),
                Some(_) => {}
                None => {
                    folder.files.insert(name, text);
                }
            }
        }
        Ok(folder)
    }

    /// The scenarios as texts, by path.
    pub(crate) fn scenarios(&self) -> BTreeMap<String, String> {
        let texts = self.stories.iter();
        texts
            .map(|story| (story.name.clone(), story.text.clone()))
            .collect()
    }

    /// Where a file of the folder lies, as the user would name it.
    pub(crate) fn shown(&self, file: &str) -> String {
        self.path.join(file).display().to_string()
    }

    /// The process that scenarios of a regulation are about: the one of its `process.yaml`.
    pub(crate) fn process_of(&self, regulation: &str) -> String {
        let text = self.files.get(&format!("{regulation}/process.yaml"));
        let head =
            text.and_then(|text| text.lines().find_map(|line| line.strip_prefix("process:")));
        let id = head.map(|rest| rest.split('#').next().unwrap_or_default().trim());
        id.unwrap_or(regulation).to_owned()
    }
}
