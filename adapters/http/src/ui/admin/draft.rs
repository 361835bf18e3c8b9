//! A draft: what it changes and its way to publication.

use askama::Template;

use super::super::parts::{Chip, Shell, Tab};
use super::TreeFolder;

/// What stands above every page of a draft.
#[derive(Clone, Debug)]
pub struct DraftHead {
    /// Number.
    pub id: u32,
    /// State.
    pub chip: Chip,
    /// Who began it, when it was touched.
    pub facts: Vec<String>,
    /// Its pages.
    pub tabs: Vec<Tab>,
    /// Whether its texts may be changed now.
    pub open: bool,
    /// Revision, for forms.
    pub revision: u32,
}

/// A changed file.
#[derive(Clone, Debug)]
pub struct DraftFileLine {
    /// Path.
    pub path: String,
    /// Address in the editor.
    pub href: String,
    /// Added, changed, removed.
    pub chip: Chip,
    /// Who changed it and when.
    pub note: String,
    /// Its revision.
    pub seen: u32,
    /// Another text was published meanwhile.
    pub stale: bool,
}

/// A step on the way.
#[derive(Clone, Debug)]
pub struct MoveLine {
    /// What happened.
    pub title: String,
    /// Who and when.
    pub note: String,
    /// Why.
    pub remark: String,
}

/// View of `/admin/drafts/{id}`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/draft.html")]
pub struct DraftPage {
    /// Surroundings.
    pub shell: Shell,
    /// Head.
    pub head: DraftHead,
    /// Changed files.
    pub files: Vec<DraftFileLine>,
    /// All files.
    pub tree: Vec<TreeFolder>,
    /// A path as typed.
    pub typed: String,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// Its way.
    pub moves: Vec<MoveLine>,
}
