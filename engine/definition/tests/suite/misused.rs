//! Every construct of the language used wrongly: small processes below one head, what is said of each, in both languages.
//!
//! The cases stand in `misused/`, one file per group of constructs. `expect` names each diagnostic by its code and the text
//! under its caret; files, lines, columns and the printed forms are in `snapshots/misused`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use reglament_definition::{Compiled, Diagnostic, Language, compile, explain};
use serde::Deserialize;

const GROUPS: &[(&str, &str)] = &[
    ("calls", include_str!("../misused/calls.yaml")),
    ("choices", include_str!("../misused/choices.yaml")),
    ("data", include_str!("../misused/data.yaml")),
    ("directory", include_str!("../misused/directory.yaml")),
    ("events", include_str!("../misused/events.yaml")),
    ("files", include_str!("../misused/files.yaml")),
    ("head", include_str!("../misused/head.yaml")),
    ("indicators", include_str!("../misused/indicators.yaml")),
    ("joins", include_str!("../misused/joins.yaml")),
    ("machines", include_str!("../misused/machines.yaml")),
    ("many", include_str!("../misused/many.yaml")),
    ("messages", include_str!("../misused/messages.yaml")),
    ("people", include_str!("../misused/people.yaml")),
    ("scorecards", include_str!("../misused/scorecards.yaml")),
    ("terms", include_str!("../misused/terms.yaml")),
    ("tests", include_str!("../misused/tests.yaml")),
    ("undo", include_str!("../misused/undo.yaml")),
    ("waits", include_str!("../misused/waits.yaml")),
];

/// Constructs that must be misused in at least two ways each.
const CONSTRUCTS: &[&str] = &[
    "accepts",
    "attributes of people",
    "bank",
    "call",
    "cancellation",
    "compensate",
    "computed data",
    "correlation",
    "data",
    "deadline",
    "digests",
    "document",
    "doers of a task",
    "edition",
    "error",
    "event of a process",
    "event of a step",
    "expected",
    "extension",
    "file",
    "files and checklists",
    "first of several",
    "for_each",
    "form",
    "inclusive choice",
    "indicators",
    "join",
    "mail",
    "milestone",
    "organisation",
    "outcome",
    "posts",
    "process deadline",
    "promise",
    "publish",
    "register",
    "regrade",
    "repeat",
    "scorecard",
    "send",
    "service",
    "several directories",
    "signatures",
    "silence",
    "start",
    "suspension",
    "table",
    "task for each",
    "test",
    "undo",
    "units",
    "verification",
    "vote",
    "wait",
];

const HEAD: &str = "process: case\ntitle: Дело\ntime_zone: Europe/Moscow\ncalendar: ru\n\
    roles: {clerk: Специалист, head: Руководитель, expert: Эксперт}\n";
const START: &str = "start: {role: clerk}\n";
const END: &str = "  done: {end: Готово}\n";

const FILES: &[(&str, &str)] = &[
    (
        "organisation.yaml",
        "organisation: {name: Управление}\n\
         people:\n  anna: {name: Иванова Анна Петровна, position: специалист, email: anna@example.ru}\n\
         \x20 vera: {name: Орлова Вера Игоревна, position: руководитель, email: vera@example.ru}\n\
         roles: {clerk: anna, head: vera, expert: [anna, vera]}\n\
         pages: {news: {title: Новости}}\n",
    ),
    (
        "registers.yaml",
        "registers:\n  orders: {title: Приказы, number: '{n}', columns: {topic: {text: Тема}}}\n",
    ),
    (
        "case/child.yaml",
        "process: child\ntitle: Экспертиза\ntime_zone: Europe/Moscow\ncalendar: ru\nsubject: topic\n\
         roles: {expert: Эксперт}\n\
         data: {topic: {text: Тема}, score: {integer: Оценка}, mark: {text: Вывод, is: text(score)}}\n\
         start: {child: true}\n\
         steps:\n\
         \x20 judge: {user_task: Оценить, role: expert, form: [score], outcomes: {yes: {title: Да, next: accepted}, no: {title: Нет, next: refused}, gone: {title: Утрачено, next: lost}}}\n\
         \x20 accepted: {end: Принято}\n\
         \x20 refused: {end: Отклонено}\n\
         \x20 lost: {end: Утрачено, error: lost}\n",
    ),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What is wrong, in a few words.
    case: String,
    /// The construct that is misused.
    of: String,
    /// The process below the head; without `start:` the usual one is put before `steps:`, and the end after them.
    #[serde(default)]
    process: String,
    /// Further files, or other texts of those above.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Files that are not there.
    #[serde(default)]
    without: Vec<String>,
    /// The diagnostics: code and the beginning of the text under the caret.
    expect: Vec<String>,
}

fn cases(text: &str) -> Vec<Case> {
    serde_yaml::from_str(text).unwrap()
}

fn files(case: &Case) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = FILES
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    let start = match case.process.starts_with("start:") || case.process.contains("\nstart:") {
        true => "",
        false => START,
    };
    let end = match case.process.contains("  done:") {
        true => "",
        false => END,
    };
    let steps = match case.process.contains("steps:\n") {
        true => "",
        false => "steps:\n",
    };
    let text = format!("{HEAD}{start}{}{steps}{end}", case.process);
    files.insert("case/process.yaml".into(), text);
    files.extend(case.files.clone());
    files.retain(|path, _| !case.without.contains(path));
    files
}

/// Code, place when it is not the process, and the text under the caret: its first line, at most forty characters.
fn short(found: &Diagnostic, files: &BTreeMap<String, String>) -> String {
    let text = files.get(&found.file).map_or("", String::as_str);
    let words = text.get(found.span.clone()).unwrap_or_default();
    let words: String = words
        .lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(40)
        .collect();
    match found.file.as_str() {
        "case/process.yaml" => format!("{} {words}", found.code),
        other => format!("{} {other} {words}", found.code),
    }
}

fn printed(compiled: &Compiled, files: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for found in &compiled.diagnostics {
        let source = files.get(&found.file).map_or("", String::as_str);
        for language in [Language::Russian, Language::English] {
            writeln!(text, "{}", found.render(source, language, false)).unwrap();
        }
    }
    text
}

#[test]
fn every_misuse_is_named_in_its_place_with_what_to_do() {
    let mut wrong = String::new();
    for (group, text) in GROUPS {
        let mut told = String::new();
        for case in cases(text) {
            let files = files(&case);
            let compiled = compile(&files);
            let found: Vec<String> = compiled
                .diagnostics
                .iter()
                .map(|d| short(d, &files))
                .collect();
            writeln!(
                told,
                "== {}: {}\n{}",
                case.of,
                case.case,
                printed(&compiled, &files)
            )
            .unwrap();
            if found != case.expect {
                writeln!(wrong, "{group}: {}\n  {found:?}", case.case).unwrap();
            }
            for found in &compiled.diagnostics {
                assert!(explain(found.code).is_some(), "{} has no page", found.code);
                if found.hint_ru.is_none() || found.hint_en.is_none() {
                    writeln!(
                        wrong,
                        "{group}: {}: {} says not what to do: {}",
                        case.case, found.code, found.ru
                    )
                    .unwrap();
                }
            }
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots/misused" }, {
            insta::assert_snapshot!(*group, told);
        });
    }
    assert_eq!(wrong, "");
}

#[test]
fn every_construct_is_misused_in_two_ways() {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let mut names = BTreeSet::new();
    for case in GROUPS.iter().flat_map(|(_, text)| cases(text)) {
        assert!(
            !case.expect.is_empty(),
            "{}: nothing is expected",
            case.case
        );
        assert!(
            names.insert(case.case.clone()),
            "{} stands twice",
            case.case
        );
        *count.entry(case.of).or_default() += 1;
    }
    let known: Vec<&str> = count.keys().map(String::as_str).collect();
    assert_eq!(known, CONSTRUCTS);
    assert!(count.values().all(|ways| *ways >= 2), "{count:?}");
    assert!(names.len() >= 100, "{} cases", names.len());
}
