//! «Согласование»: what another administrator looks at before publishing, and the buttons.

use askama::Template;

use super::super::parts::{Chip, Link, Shell};
use super::{ChangesView, DraftHead};

/// One condition of publishing.
#[derive(Clone, Debug)]
pub struct CheckRow {
    /// In a word.
    pub chip: Chip,
    /// In a sentence.
    pub text: String,
    /// Where to look.
    pub link: Option<Link>,
}

/// A running case that cannot go over.
#[derive(Clone, Debug)]
pub struct RefusedCase {
    /// Whom it is about.
    pub title: String,
    /// Its address.
    pub href: String,
    /// Why not.
    pub reason: String,
}

/// Running cases of a process that the draft changes.
#[derive(Clone, Debug)]
pub struct CasesView {
    /// Title of the process.
    pub title: String,
    /// How many run, how many could go over.
    pub summary: String,
    /// Those that cannot.
    pub refused: Vec<RefusedCase>,
    /// Terms that the new edition counts otherwise.
    pub moved: Vec<String>,
}

/// View of `/admin/drafts/{id}/review`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/review.html")]
pub struct ReviewPage {
    /// Surroundings.
    pub shell: Shell,
    /// Head.
    pub head: DraftHead,
    /// What was wrong with the last press.
    pub problem: Option<String>,
    /// Conditions.
    pub checks: Vec<CheckRow>,
    /// What changes.
    pub changes: ChangesView,
    /// Running cases.
    pub cases: Vec<CasesView>,
    /// Digest of the package under the changes.
    pub over: String,
    /// What to do now, or who may.
    pub note: Option<String>,
    /// The buttons.
    pub may_submit: bool,
    /// Publish.
    pub may_publish: bool,
    /// Return or take back.
    pub may_return: bool,
    /// Give up.
    pub may_discard: bool,
    /// The remark as typed.
    pub typed: String,
    /// Where to go after publishing.
    pub links: Vec<Link>,
}
