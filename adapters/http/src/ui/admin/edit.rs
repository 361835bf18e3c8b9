//! The editor of one file of a draft. A plain text area with the findings below; with a script it becomes an editor.

use askama::Template;

use super::super::parts::Shell;
use super::{DraftHead, FileDifference, FindingsView};

/// A file in the tree.
#[derive(Clone, Debug)]
pub struct TreeFile {
    /// Name without its folder.
    pub name: String,
    /// Address in the editor; none: it may not be shown, or it goes.
    pub href: Option<String>,
    /// A word about it: new, changed, removed; empty for none.
    pub mark: String,
    /// Whether it is open.
    pub current: bool,
}

/// A folder of the tree.
#[derive(Clone, Debug)]
pub struct TreeFolder {
    /// Name.
    pub name: String,
    /// Whether it is unfolded.
    pub open: bool,
    /// Its files.
    pub files: Vec<TreeFile>,
}

/// The file that is open.
#[derive(Clone, Debug)]
pub struct OpenFile {
    /// Path.
    pub path: String,
    /// Text as typed or saved.
    pub text: String,
    /// Its revision, to be sent back.
    pub seen: u32,
    /// The draft has changed it, so that the change can be taken back.
    pub changed: bool,
    /// Line to go to, from 1; 0 for none.
    pub line: u32,
    /// What another one wrote meanwhile against this text.
    pub conflict: Option<FileDifference>,
}

/// View of `/admin/drafts/{id}/edit`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/edit.html")]
pub struct EditPage {
    /// Surroundings.
    pub shell: Shell,
    /// Head.
    pub head: DraftHead,
    /// All files.
    pub tree: Vec<TreeFolder>,
    /// The file.
    pub file: OpenFile,
    /// What the check says.
    pub findings: FindingsView,
    /// Words of the script, as JSON.
    pub words: String,
    /// The panels beside the text: id and word.
    pub panels: Vec<(&'static str, &'static str)>,
    /// What could not be done with the file.
    pub problem: Option<String>,
}
