//! «Черновики»: changes under way, and the form that begins one.

use askama::Template;

use super::super::parts::{Chip, Shell};

/// A draft.
#[derive(Clone, Debug)]
pub struct DraftRow {
    /// What it is about.
    pub title: String,
    /// Address.
    pub href: String,
    /// Who began it.
    pub author: String,
    /// When it was last touched.
    pub changed: String,
    /// How far it has come.
    pub chip: Chip,
}

/// View of `/admin/drafts`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/drafts.html")]
pub struct DraftsPage {
    /// Surroundings.
    pub shell: Shell,
    /// Title as typed.
    pub typed: String,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// The drafts, those touched last first.
    pub rows: Vec<DraftRow>,
}
