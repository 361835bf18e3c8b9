//! The port for tables that people bring as files: whoever starts the server hands in what reads and matches them.
//!
//! Nothing here opens a file. A preview names only what was certain; everything doubtful stays unmatched with a reason.

use std::collections::BTreeMap;

pub use reglament_directory::{Sheet, SheetRow};
use reglament_runtime::Title;

/// Somebody or something that a row of the file may be about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Id of the row in the form.
    pub id: String,
    /// How a person recognises it: usually a full name.
    pub name: String,
    /// Further facts by field name, such as the school, to tell namesakes apart.
    pub details: BTreeMap<String, String>,
}

/// What is asked of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableQuestion {
    /// Name of the file as the browser gave it; its ending says the kind.
    pub file_name: String,
    /// Contents.
    pub bytes: Vec<u8>,
    /// Rows of the form.
    pub candidates: Vec<Candidate>,
    /// Columns of the form that are filled: name and title.
    pub columns: Vec<(String, Title)>,
}

/// A row of the file with the row of the form behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedLine {
    /// Line as the spreadsheet shows it.
    pub line: usize,
    /// [`Candidate::id`].
    pub candidate: String,
    /// Values by column name, written as a person would type them.
    pub values: BTreeMap<String, String>,
    /// Something worth a look before accepting, such as another school than the one known.
    pub note: Option<Title>,
}

/// A row of the file that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmatchedLine {
    /// Line as the spreadsheet shows it.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// Why it is left out.
    pub reason: Title,
    /// Names that may be meant, the likeliest first.
    pub suggestions: Vec<String>,
}

/// What a file would fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TablePreview {
    /// Certain rows, in file order.
    pub matched: Vec<MatchedLine>,
    /// The others, in file order.
    pub unmatched: Vec<UnmatchedLine>,
    /// What a person should know about the whole file.
    pub notes: Vec<Title>,
}

/// Reads a file and finds the rows of a form behind its lines.
pub trait TableReader: Send + Sync {
    /// What the file would fill in; called outside the asynchronous threads, because it may take a second.
    ///
    /// # Errors
    /// A sentence for the person when the file cannot be read at all.
    fn preview(&self, question: &TableQuestion) -> Result<TablePreview, Title>;

    /// The rows of a file as they are, and what a person should know about the whole; called outside the asynchronous
    /// threads likewise.
    ///
    /// # Errors
    /// As for [`Self::preview`].
    fn sheet(&self, file_name: &str, bytes: &[u8]) -> Result<(Sheet, Vec<Title>), Title>;
}
