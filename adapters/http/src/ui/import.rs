//! Preview of a file imported into a table: what was matched, what was not and why. Nothing is saved here.

use askama::Template;

use super::parts::{Link, Shell};

/// A row of the file that found its item.
#[derive(Clone, Debug)]
pub struct MatchedRow {
    /// The item, as a person recognises it.
    pub label: String,
    /// Values in the order of the columns.
    pub cells: Vec<String>,
}

/// A row of the file that did not.
#[derive(Clone, Debug)]
pub struct UnmatchedRow {
    /// Number of the line in the file, from 1.
    pub line: usize,
    /// What the line says.
    pub text: String,
    /// Why it was left out.
    pub reason: String,
}

/// View of the import preview of a task.
#[derive(Clone, Debug, Template)]
#[template(path = "import.html")]
pub struct ImportPage {
    /// Surroundings.
    pub shell: Shell,
    /// Name of the file.
    pub file: String,
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// Rows that will be taken.
    pub matched: Vec<MatchedRow>,
    /// Rows that will not.
    pub unmatched: Vec<UnmatchedRow>,
    /// Items of which the file says nothing.
    pub missing: Vec<String>,
    /// Where accepting posts to: the task form again, now with the values in it.
    pub action: String,
    /// The whole form as it would be with the file's values.
    pub hidden: Vec<(String, String)>,
    /// Back to the task.
    pub back: Link,
}
