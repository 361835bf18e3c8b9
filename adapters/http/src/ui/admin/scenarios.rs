//! The scenarios of a draft: played on a virtual clock, folder by folder.

use askama::Template;

use super::super::parts::{Chip, Shell};
use super::DraftHead;

/// A scenario, played.
#[derive(Clone, Debug)]
pub struct StoryRow {
    /// Title.
    pub title: String,
    /// Path.
    pub path: String,
    /// Address in the editor.
    pub href: String,
    /// Whether it holds.
    pub held: bool,
    /// The same in a word.
    pub chip: Chip,
    /// What was expected and what was found.
    pub message: String,
}

/// The scenarios of a folder.
#[derive(Clone, Debug)]
pub struct StoryFolder {
    /// Folder.
    pub name: String,
    /// Title of its process.
    pub title: String,
    /// The result in a word, once played.
    pub chip: Option<Chip>,
    /// How many there are, or why nothing is shown.
    pub note: Option<String>,
    /// The results, once played.
    pub rows: Vec<StoryRow>,
    /// Whether any failed.
    pub failed: bool,
    /// Whether the draft touches it, so that its button comes first.
    pub first: bool,
}

/// View of `/admin/drafts/{id}/scenarios`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/scenarios.html")]
pub struct ScenariosPage {
    /// Surroundings.
    pub shell: Shell,
    /// Head.
    pub head: DraftHead,
    /// The folders, those that the draft touches first.
    pub folders: Vec<StoryFolder>,
}
