//! The files of a published process, to be read; changing them begins a draft.

use askama::Template;

use super::super::parts::{Drawing, Shell, Tab};

/// A file.
#[derive(Clone, Debug)]
pub struct ProcessFile {
    /// Name within the folder of the process; the path of a file from elsewhere.
    pub name: String,
    /// Address of its text.
    pub href: String,
    /// Whether it is shown.
    pub current: bool,
}

/// View of `/admin/processes/{id}`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/process.html")]
pub struct ProcessPage {
    /// Surroundings.
    pub shell: Shell,
    /// Files and versions.
    pub tabs: Vec<Tab>,
    /// The picture of the process beside its own file; empty beside the others.
    pub diagram: Drawing,
    /// The files of the process.
    pub files: Vec<ProcessFile>,
    /// The one shown.
    pub path: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// What a new draft would be called.
    pub draft_title: String,
}
