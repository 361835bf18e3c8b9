//! «Перевести дела»: who can go over to an edition, who cannot and why, and the order itself.

use askama::Template;

use super::super::parts::{Chip, Shell};

/// A case.
#[derive(Clone, Debug)]
pub struct MigrationRow {
    /// Whom it is about.
    pub title: String,
    /// Its address.
    pub href: String,
    /// Edition that it runs on.
    pub version: String,
    /// What became of it, or would.
    pub chip: Chip,
    /// Why not, or which terms move.
    pub lines: Vec<String>,
}

/// A migration, tried or carried out.
#[derive(Clone, Debug)]
pub struct MigrationView {
    /// «Можно перевести 198, нельзя 14».
    pub title: String,
    /// The cases, those that cannot go over first.
    pub rows: Vec<MigrationRow>,
    /// Whether there is anything to order.
    pub possible: bool,
}

/// View of `/admin/processes/{id}/migrate`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/migrate.html")]
pub struct MigratePage {
    /// Surroundings.
    pub shell: Shell,
    /// To which edition.
    pub lead: String,
    /// Where it posts to.
    pub action: String,
    /// Edition.
    pub version: u32,
    /// Terms are counted anew.
    pub recount: bool,
    /// Steps that go by other names, as typed.
    pub mapping: String,
    /// What is wrong with what was typed.
    pub problem: Option<String>,
    /// The answer.
    pub report: Option<MigrationView>,
}
