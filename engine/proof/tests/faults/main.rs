//! Small processes with one fault each, and what the proof says of them in both languages; small processes that look faulty
//! and are not.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod clean;
mod codes;
mod faulty;
mod faulty_constructs;
mod wide;

use std::collections::BTreeMap;

use reglament_definition::{Diagnostic, Language};

const HEAD: &str = "process: p\ntitle: Процесс\ntime_zone: Europe/Moscow\ncalendar: ru\n\
    roles: {clerk: Специалист, chair: Председатель}\n";
const ORGANISATION: &str = "organisation: {name: Управление}\n\
    people:\n  anna: {name: Иванова Анна Петровна, position: специалист, email: anna@example.ru}\n\
    \x20 vera: {name: Орлова Вера Игоревна, position: председатель, email: vera@example.ru}\n\
    roles: {clerk: anna, chair: vera}\npages: {news: {title: Новости}}\n";
const REGISTERS: &str =
    "registers:\n  orders: {title: Приказы, number: '{n}', columns: {score: {integer: Баллы}}}\n";

/// The folder with this process in it.
fn folder(body: &str) -> BTreeMap<String, String> {
    let files = BTreeMap::from([
        ("organisation.yaml", ORGANISATION.to_owned()),
        ("registers.yaml", REGISTERS.to_owned()),
        (
            "p/letters/result.md",
            "Тема: Итог\n\nВаши баллы: {{ score }}.\n".to_owned(),
        ),
        ("p/documents/order.typ", "// title: Приказ\n".to_owned()),
        ("p/process.yaml", format!("{HEAD}{body}")),
    ]);
    files
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text))
        .collect()
}

/// What is said of a process, without what does not concern the proof.
fn found(files: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let compiled = reglament_proof::check(files);
    let ours = |code: &str| code.starts_with("R2");
    let found = compiled
        .diagnostics
        .into_iter()
        .filter(|found| found.is_error() || ours(found.code));
    found.collect()
}

fn said(body: &str) -> Vec<(String, String, String)> {
    found(&folder(body))
        .into_iter()
        .map(|found| {
            (
                format!("{} {}:{}", found.code, found.line, found.column),
                found.ru,
                found.en,
            )
        })
        .collect()
}

#[test]
fn every_fault_is_told_as_a_story() {
    let (mut told, mut silent) = (String::new(), Vec::new());
    for (name, body) in faulty::FAULTS.iter().chain(faulty_constructs::FAULTS) {
        told += &format!("== {name}\n");
        let files = folder(body);
        let found = found(&files);
        if found.is_empty() {
            silent.push(*name);
        }
        for found in found {
            assert!(
                found.hint_ru.is_some() && found.hint_en.is_some(),
                "{name}: {}",
                found.code
            );
            for language in [Language::Russian, Language::English] {
                told += &found.render(&files[&found.file], language, false);
                told.push('\n');
            }
        }
    }
    assert!(silent.is_empty(), "nothing was found: {silent:?}");
    insta::assert_snapshot!(told);
}

#[test]
fn what_only_looks_faulty_is_left_in_peace() {
    for (name, body) in clean::CLEAN {
        assert_eq!(said(body), [], "{name}");
    }
}
