//! What a draft changes, as a page of its own.

use askama::Template;

use super::super::parts::Shell;
use super::{ChangesView, DraftHead};

/// View of `/admin/drafts/{id}/changes`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/draft_changes.html")]
pub struct DraftChangesPage {
    /// Surroundings.
    pub shell: Shell,
    /// Head.
    pub head: DraftHead,
    /// The changes.
    pub changes: ChangesView,
}
