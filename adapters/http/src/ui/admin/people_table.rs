//! A table of people brought to a draft: what cannot be taken, what would change, and the button that puts it into the draft.

use askama::Template;

use super::super::parts::{OptionView, Shell};
use super::{DraftHead, FindingsView};

/// A cell that cannot be taken, or is worth a look.
#[derive(Clone, Debug)]
pub struct TableProblem {
    /// «Люди, строка 7, графа «Почта»».
    pub place: String,
    /// What is the matter and what to do.
    pub text: String,
}

/// One thing that becomes different about somebody.
#[derive(Clone, Debug)]
pub struct EntryField {
    /// What.
    pub label: String,
    /// What it was; empty: nothing.
    pub old: String,
    /// What it will be.
    pub new: String,
}

/// A person or a unit that becomes different.
#[derive(Clone, Debug)]
pub struct EntryChange {
    /// Name.
    pub name: String,
    /// Id, and the rows that say so.
    pub note: String,
    /// What becomes different.
    pub fields: Vec<EntryField>,
}

/// The entries to which the same happens.
#[derive(Clone, Debug)]
pub struct EntryGroup {
    /// «Новые люди: 3».
    pub title: String,
    /// Anchor.
    pub id: &'static str,
    /// The first of them.
    pub rows: Vec<EntryChange>,
    /// How many more there are; or empty.
    pub more: String,
}

/// The text that goes into the draft, with what it lies over.
#[derive(Clone, Debug)]
pub struct TableAcceptance {
    /// Path.
    pub file: String,
    /// Revision of the file that was compared with.
    pub seen: u32,
    /// Digest of the text that was compared with: it may be published anew without a revision.
    pub over: String,
    /// The new text.
    pub text: String,
}

/// What came of the tables.
#[derive(Clone, Debug)]
pub struct TableComparison {
    /// The sentence that says what to do next.
    pub said: String,
    /// How many stay as they are, how many are not in the table; what the reader noticed.
    pub notes: Vec<String>,
    /// What cannot be taken.
    pub wrong: Vec<TableProblem>,
    /// How many problems there are beyond those; or empty.
    pub more: String,
    /// What is worth a look.
    pub remarks: Vec<TableProblem>,
    /// What would change.
    pub groups: Vec<EntryGroup>,
    /// Errors of the draft with the change.
    pub errors: Option<FindingsView>,
    /// What may be put into the draft.
    pub acceptance: Option<TableAcceptance>,
}

/// A sample of a table.
#[derive(Clone, Debug)]
pub struct TableSample {
    /// Which table.
    pub title: String,
    /// Titles of its columns.
    pub header: Vec<String>,
    /// A row.
    pub row: Vec<String>,
}

/// View of `/admin/drafts/{id}/people`.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/people_table.html")]
pub struct PeopleTablePage {
    /// Surroundings.
    pub shell: Shell,
    /// Head.
    pub head: DraftHead,
    /// What is wrong with the form or the file.
    pub problem: Option<String>,
    /// What came of the tables; none before there are any.
    pub comparison: Option<TableComparison>,
    /// Directories to choose from; empty when there is only one.
    pub regulations: Vec<OptionView>,
    /// The last day of whoever is not in the table, as typed.
    pub complete: String,
    /// Take the rest when rows are wrong.
    pub skip_wrong: bool,
    /// Samples of the tables.
    pub samples: Vec<TableSample>,
}
