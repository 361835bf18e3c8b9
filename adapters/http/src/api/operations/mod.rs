//! What the API can be asked, one file per group: addresses, types, rights and refusals, for the document and the pages.
//!
//! A test compares this with the routes in both directions, and the answers of the other tests with these types.

mod absences;
mod board;
mod cases;
mod control;
mod drafts;
mod exams;
mod files;
mod instances;
mod jobs;
mod letters;
mod migrations;
mod operation;
mod published;
mod refusal;
mod registers;
mod session;
mod starts;
mod tasks;
mod terms;

pub(crate) use operation::{Answer, Body, Operation, SchemaOf, Who};
pub(crate) use refusal::Refusal;

/// A group of operations.
pub(crate) struct Group {
    /// Key of its title; `…_more` says what it is for.
    pub(crate) words: &'static str,
    /// Its operations in the order of reading.
    pub(crate) operations: Vec<Operation>,
}

impl Group {
    /// Its id, also the tag of the document.
    pub(crate) fn id(&self) -> &'static str {
        self.words.strip_prefix("group.").unwrap_or(self.words)
    }
}

/// Every group in the order of reading: what a newcomer needs first comes first.
pub(crate) fn groups() -> Vec<Group> {
    let group = |words, operations| Group { words, operations };
    vec![
        group("group.session", session::operations()),
        group("group.starts", starts::operations()),
        group("group.tasks", tasks::operations()),
        group("group.instances", instances::operations()),
        group("group.board", board::operations()),
        group("group.terms", terms::operations()),
        group("group.cases", cases::operations()),
        group("group.exams", exams::operations()),
        group("group.files", files::operations()),
        group("group.control", control::operations()),
        group("group.registers", registers::operations()),
        group("group.published", published::operations()),
        group("group.letters", letters::operations()),
        group("group.absences", absences::operations()),
        group("group.migrations", migrations::operations()),
        group("group.drafts", drafts::operations()),
        group("group.jobs", jobs::operations()),
    ]
}
