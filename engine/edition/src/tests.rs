//! Two editions of a small regulation: every sort of difference once, in both languages.

use std::collections::BTreeMap;

use crate::{compare, text};

const OLD: &str = r"
process: orders
title: {ru: Приказ о результатах, en: Order on the results}
time_zone: Asia/Novokuznetsk
calendar: ru
roles: {hr: {ru: Отдел кадров, en: Personnel}, chair: Председатель}
parameters:
  window: {term: Срок апелляции, value: 5 календарных дней, reason: п. 3.10}
data:
  votes: {integer: Голосов «за», min: 0}
  note: {text: Примечание}
start: {role: hr, form: [votes]}
steps:
  protocol:
    user_task: {ru: Подписать протокол, en: Sign the minutes}
    basis: '3.4'
    signed_by: [chair, hr]
    next: result
  result:
    decision: Голосов достаточно?
    cases: [{when: votes >= 3, next: order}]
    otherwise: closed
  order:
    user_task: {ru: Издать приказ, en: Issue the order}
    basis: ['3.5а', '4.5']
    role: hr
    form: [votes, note?]
    deadline: {term: 5 раб. дн., from: protocol.effective_on, remind: [в день срока]}
    next: tell
  tell:
    mail: Известить
    letter: order_issued
    role: chair
    next: closed
  closed:
    end: Закончено
";

fn files(process: &str, letter: &str) -> BTreeMap<String, String> {
    [
        ("orders/process.yaml", process),
        ("orders/letters/order_issued.md", letter),
        ("orders/scenarios/happy.yaml", letter),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into()
}

fn new_edition() -> BTreeMap<String, String> {
    let mut process = OLD.to_owned();
    for (from, to) in [
        // Written otherwise, the same in meaning.
        (
            "{integer: Голосов «за», min: 0}",
            "{min: 0, integer: Голосов «за»} # comment",
        ),
        ("term: 5 раб. дн.", "term: 3 working days"),
        ("value: 5 календарных дней", "value: 5 calendar days"),
        // Changed.
        ("signed_by: [chair, hr]", "signed_by: [chair]"),
        ("form: [votes, note?]", "form: [votes]"),
        ("votes >= 3", "votes >= 5"),
        (
            "remind: [в день срока]",
            "remind: [за 2 рабочих дня, в день срока], overdue: {notify: [chair]}",
        ),
        ("  note: {text: Примечание}\n", ""),
        ("  tell:\n", "  letter_to_all:\n"),
        ("next: tell\n", "next: letter_to_all\n"),
        (
            "  closed:\n    end: Закончено\n",
            "  closed:\n    end: Закончено\n  archive:\n    set: Сдать в архив\n    values: {votes: '0'}\n    next: closed\n",
        ),
    ] {
        assert!(process.contains(from), "{from}");
        process = process.replace(from, to);
    }
    files(
        &process,
        "Тема: Приказ\n\nПриказ издан.\nСрок апелляции – 5 дней.\n",
    )
}

#[test]
fn an_edition_equals_itself() {
    let old = files(OLD, "Тема: Приказ\n\nПриказ издан.\n");
    assert_eq!(compare(&old, &old), Ok(Vec::new()));
    let crlf = files(
        &OLD.replace('\n', "\r\n"),
        "Тема: Приказ  \r\n\r\nПриказ издан.",
    );
    assert_eq!(compare(&old, &crlf), Ok(Vec::new()));
}

#[test]
fn every_difference_is_told_in_words() {
    let old = files(OLD, "Тема: Приказ\n\nПриказ издан.\n");
    let changes = compare(&old, &new_edition()).unwrap();
    insta::assert_snapshot!("russian", text(&changes, false));
    insta::assert_snapshot!("english", text(&changes, true));
}

#[test]
fn a_process_may_come_and_go() {
    let old = files(OLD, "Приказ издан.");
    let new: BTreeMap<_, _> = [(
        "appeal/process.yaml".to_owned(),
        OLD.replace("orders", "appeal"),
    )]
    .into();
    let told = text(&compare(&old, &new).unwrap(), false);
    assert!(told.contains("новое: Приказ о результатах"), "{told}");
    assert!(told.contains("нет больше: Приказ о результатах"), "{told}");
}

#[test]
fn a_file_that_is_no_yaml_is_named() {
    let old = files(OLD, "");
    let error = compare(&old, &files("steps: [", "")).unwrap_err();
    assert_eq!(
        (error.file.as_str(), error.new),
        ("orders/process.yaml", true)
    );
}

#[test]
fn a_title_changed_in_one_language_is_told_once_and_in_that_language() {
    let old = files(OLD, "");
    let new = OLD.replace("en: Personnel}", "en: Staff}");
    let told = text(&compare(&old, &files(&new, "")).unwrap(), false);
    assert_eq!(
        told,
        "Роль «Отдел кадров»\n  по-английски: Personnel → Staff\n"
    );
}
