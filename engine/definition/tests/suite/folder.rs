//! The model regulation as files.

use std::collections::BTreeMap;

const FILES: &[(&str, &str)] = &[
    (
        "organisation.yaml",
        include_str!("../model/organisation.yaml"),
    ),
    ("registers.yaml", include_str!("../model/registers.yaml")),
    (
        "shared/letters/reminder.md",
        include_str!("../model/shared/letters/reminder.md"),
    ),
    (
        "shared/letters/overdue.md",
        include_str!("../model/shared/letters/overdue.md"),
    ),
    (
        "seminar/process.yaml",
        include_str!("../model/seminar/process.yaml"),
    ),
    (
        "seminar/visitor.yaml",
        include_str!("../model/seminar/visitor.yaml"),
    ),
    (
        "seminar/regulation.md",
        include_str!("../model/seminar/regulation.md"),
    ),
    (
        "seminar/letters/announce.md",
        include_str!("../model/seminar/letters/announce.md"),
    ),
    (
        "seminar/letters/check.md",
        include_str!("../model/seminar/letters/check.md"),
    ),
    (
        "seminar/documents/order.typ",
        include_str!("../model/seminar/documents/order.typ"),
    ),
];

/// All files of the model regulation.
pub(crate) fn files() -> BTreeMap<String, String> {
    FILES
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}
