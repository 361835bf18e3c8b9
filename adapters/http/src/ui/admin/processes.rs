//! «Процессы»: every process with its version in force, who published it and what runs.

use askama::Template;

use super::super::parts::{Chip, Shell};

/// A process.
#[derive(Clone, Debug)]
pub struct ProcessRow {
    /// Title.
    pub title: String,
    /// Id, as it stands in files.
    pub id: String,
    /// Address of its page.
    pub href: String,
    /// Address of its versions.
    pub versions_href: String,
    /// Its version.
    pub version: Chip,
    /// Since when, and who published it.
    pub since: String,
    /// «v2: 3 дела».
    pub running: Vec<String>,
    /// What the check says; none when it says nothing.
    pub findings: Option<Chip>,
}

/// View of `/admin/processes`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/processes.html")]
pub struct ProcessesPage {
    /// Surroundings.
    pub shell: Shell,
    /// The processes.
    pub rows: Vec<ProcessRow>,
}
