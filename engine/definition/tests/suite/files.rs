//! Files that are missing, not used or not where they should be.

use std::collections::BTreeMap;

use reglament_definition::{Severity, compile};

use crate::folder::files;

fn said(files: &BTreeMap<String, String>) -> Vec<String> {
    compile(files)
        .diagnostics
        .iter()
        .map(|d| format!("{} {} {}", d.code, d.file, d.en))
        .collect()
}

#[test]
fn a_letter_or_document_that_nothing_uses_is_a_warning() {
    let mut files = files();
    files.insert("seminar/letters/spare.md".into(), "Тема: Т\n\nТекст".into());
    files.insert(
        "shared/documents/spare.typ".into(),
        "// title: Лишний\n".into(),
    );
    files.insert(
        "shared/documents/layout.typ".into(),
        "// title: Оформление\n".into(),
    );
    files.insert(
        "seminar/documents/order.typ".into(),
        "// title: Приказ\n#import \"/shared/documents/layout.typ\": *\n".into(),
    );
    assert_eq!(
        said(&files),
        [
            "R064 seminar/letters/spare.md Nobody sends this letter.",
            "R064 shared/documents/spare.typ Nobody uses this document template.",
        ]
    );
    assert!(compile(&files).package.is_some());
}

#[test]
fn a_file_that_nothing_reads_is_a_warning() {
    let mut files = files();
    files.insert("seminar/second.yml".into(), "process: second".into());
    files.insert("seminar/letter/a.md".into(), "Тема: Т\n\nТекст".into());
    let said = said(&files);
    assert_eq!(said.len(), 2);
    assert!(said.iter().all(|line| line.starts_with("R065")), "{said:?}");
    assert!(
        compile(&files)
            .diagnostics
            .iter()
            .all(|d| d.severity == Severity::Warning)
    );
}

#[test]
fn without_the_organisation_there_is_one_error_not_many() {
    let mut files = files();
    files.remove("organisation.yaml");
    assert_eq!(
        said(&files),
        ["R090 organisation.yaml There is no file `organisation.yaml`."]
    );
}

#[test]
fn a_missing_reminder_letter_is_an_error() {
    let mut files = files();
    files.remove("shared/letters/reminder.md");
    assert_eq!(
        said(&files),
        [
            "R025 seminar/process.yaml The deadlines of the process need the letter `reminder`, and there is none."
        ]
    );
}

#[test]
fn diagnostics_go_into_json() {
    let mut files = files();
    files
        .get_mut("seminar/process.yaml")
        .unwrap()
        .push_str("extra: 1\n");
    let json = serde_json::to_value(&compile(&files).diagnostics).unwrap();
    assert_eq!(json[0]["code"], "R005");
    assert_eq!(json[0]["severity"], "error");
    assert_eq!(
        json[0]["span"]["start"],
        files["seminar/process.yaml"].find("extra").unwrap()
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let windows = |text: &String| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let files: BTreeMap<String, String> = files()
        .iter()
        .map(|(path, text)| (path.clone(), windows(text)))
        .collect();
    assert_eq!(said(&files), Vec::<String>::new());
}
