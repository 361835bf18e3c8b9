//! The versions of a process: since when, by whom, how many instances run, and what changed in words.

use askama::Template;

use super::super::parts::{Chip, Shell, Tab};
use super::ChangesView;

/// A version.
#[derive(Clone, Debug)]
pub struct VersionRow {
    /// Id of its heading.
    pub anchor: String,
    /// «Редакция 3».
    pub title: String,
    /// State.
    pub chip: Option<Chip>,
    /// Since when, by whom, what runs.
    pub facts: Vec<String>,
    /// What changed against the version before; none: it is the first.
    pub changes: Option<ChangesView>,
    /// Where instances are migrated to it; none: none run on other versions.
    pub migrate_href: Option<String>,
}

/// View of `/admin/processes/{id}/versions`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/versions.html")]
pub struct VersionsPage {
    /// Surroundings.
    pub shell: Shell,
    /// Files and versions.
    pub tabs: Vec<Tab>,
    /// The versions, the newest first.
    pub rows: Vec<VersionRow>,
}
