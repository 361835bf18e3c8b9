//! What the API can be asked, one file per group: addresses, types, rights and refusals, for the document and the pages.
//!
//! A test compares this with the routes in both directions, and the answers of the other tests with these types.

mod absences;
mod board;
mod calendar;
mod cases;
mod control;
mod directory;
mod drafts;
mod events;
mod exams;
mod files;
mod instances;
mod jobs;
mod letters;
mod me;
mod migrations;
mod operation;
mod programs;
mod published;
mod refusal;
mod refusal_of_corrections;
mod refusal_of_incidents;
mod refusal_of_programs;
mod refusal_of_tables;
mod registers;
mod session;
mod starts;
mod subscriptions;
mod tasks;
mod terms;
mod uploads;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::access::Door;

pub(crate) use operation::{Answer, Body, ForPrograms, Operation, SchemaOf, Who};
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
        group("group.me", me::operations()),
        group("group.starts", starts::operations()),
        group("group.tasks", tasks::operations()),
        group("group.instances", instances::operations()),
        group("group.board", board::operations()),
        group("group.terms", terms::operations()),
        group("group.calendar", calendar::operations()),
        group("group.cases", cases::operations()),
        group("group.exams", exams::operations()),
        group("group.files", files::operations()),
        group("group.uploads", uploads::operations()),
        group("group.control", control::operations()),
        group("group.events", events::operations()),
        group("group.registers", registers::operations()),
        group("group.published", published::operations()),
        group("group.letters", letters::operations()),
        group("group.absences", absences::operations()),
        group("group.migrations", migrations::operations()),
        group("group.drafts", drafts::operations()),
        group("group.directory", directory::operations()),
        group("group.programs", programs::operations()),
        group("group.subscriptions", subscriptions::operations()),
        group("group.jobs", jobs::operations()),
    ]
}

/// What a program needs for a door of the API; none for other doors.
pub(crate) fn for_programs(door: &Door) -> Option<ForPrograms> {
    static KNOWN: OnceLock<BTreeMap<(&str, &str), ForPrograms>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let all = groups().into_iter().flat_map(|group| group.operations);
        all.filter_map(|one| Some(((one.door.method, one.door.path), one.programs?)))
            .collect()
    });
    known.get(&(door.method, door.path)).copied()
}
