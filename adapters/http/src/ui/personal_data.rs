//! «Данные человека»: the page where somebody is found, and the page inside the archive, which is opened without a server.

use askama::Template;

use super::parts::{Link, Pair, Shell};

/// A case that may be about the person.
#[derive(Clone, Debug)]
pub struct PersonCaseRow {
    /// Id.
    pub id: String,
    /// Whom or what it is about, leads to it.
    pub case: Link,
    /// Process.
    pub process: String,
    /// Receipt code.
    pub receipt: String,
    /// First day.
    pub began: String,
    /// Last day, or empty.
    pub ended: String,
    /// By what it was found.
    pub by: &'static str,
    /// Whether it is ticked.
    pub picked: bool,
}

/// View of `/admin/personal-data`.
#[derive(Clone, Debug, Template)]
#[template(path = "personal_data.html")]
pub struct PersonalDataPage {
    /// Surroundings.
    pub shell: Shell,
    /// What was searched for.
    pub text: String,
    /// Where this page of the search began, or empty.
    pub after: String,
    /// How much was found, in words; empty before anything was searched for.
    pub said: String,
    /// People of the directory who fit; each leads to their own page.
    pub people: Vec<Link>,
    /// The person of the directory who was chosen: id and name.
    pub person: Option<(String, String)>,
    /// Cases.
    pub cases: Vec<PersonCaseRow>,
    /// Address for searching further.
    pub next: Option<String>,
    /// The reason as typed.
    pub reason: String,
    /// Longest reason.
    pub reason_limit: usize,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct FileCell {
    /// What it says.
    pub text: String,
    /// Path within the archive that it leads to, or empty.
    pub path: String,
}

/// A table.
#[derive(Clone, Debug)]
pub struct FileTable {
    /// Heading.
    pub heading: &'static str,
    /// Columns.
    pub columns: Vec<&'static str>,
    /// Rows.
    pub rows: Vec<Vec<FileCell>>,
}

/// A section: the person, or a case.
#[derive(Clone, Debug)]
pub struct FileSection {
    /// Heading.
    pub heading: String,
    /// Facts.
    pub facts: Vec<Pair>,
    /// Tables.
    pub tables: Vec<FileTable>,
}

/// The page inside the archive. It comes from no server, so that its style stands in it.
#[derive(Clone, Debug, Template)]
#[template(path = "personal_data_file.html")]
pub struct PersonalDataFile {
    /// Tag of the language.
    pub tag: &'static str,
    /// Title.
    pub title: &'static str,
    /// What this is.
    pub lead: &'static str,
    /// When, by whom and why it was made.
    pub facts: Vec<Pair>,
    /// What lies beyond a limit.
    pub cut: Vec<&'static str>,
    /// Sections.
    pub sections: Vec<FileSection>,
}
