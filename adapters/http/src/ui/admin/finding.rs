//! The list of findings below an editor: errors first, each with a link to its line.

use askama::Template;

use super::super::parts::Shell;

/// A finding.
#[derive(Clone, Debug)]
pub struct FindingRow {
    /// Whether it forbids publishing.
    pub error: bool,
    /// «certification/process.yaml, строка 41».
    pub place: String,
    /// Where the link leads.
    pub href: String,
    /// Path, for the editor.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Stable code.
    pub code: String,
    /// The sentence.
    pub text: String,
    /// What to do; may be empty.
    pub hint: String,
}

/// All of them, up to a bound.
#[derive(Clone, Debug, Default)]
pub struct FindingsView {
    /// The rows.
    pub rows: Vec<FindingRow>,
    /// How many forbid publishing.
    pub errors: usize,
    /// How many do not.
    pub warnings: usize,
}

impl FindingsView {
    pub(crate) fn error_count(&self) -> usize {
        self.errors
    }

    pub(crate) fn warning_count(&self) -> usize {
        self.warnings
    }
}

/// The list as a piece of a page.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/findings.html")]
pub struct FindingsPiece {
    /// Words.
    pub shell: Shell,
    /// The findings.
    pub findings: FindingsView,
}
