//! The text of a regulation: compiled, and proved when it compiles.
//!
//! Every diagnostic has a known code, a place inside the text and a sentence in both languages; the same text gives the
//! same findings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use reglament_definition::limits::DIAGNOSTICS;
use reglament_definition::{CODES, Compiled, Source, compile, read};

use crate::seeds::fences;

pub(super) const WORDS: &[&str] = &[
    "process: ",
    "title: ",
    "data:\n",
    "start: ",
    "steps:\n",
    "  a: ",
    "end: ",
    "user_task: ",
    "decide: ",
    "fork: ",
    "wait: ",
    "next: a",
    "role: clerk",
    "form: [a?]",
    "basis: none",
    "outcomes: ",
    "deadline: {term: 5 дней}",
    "send: ",
    "document: ",
    "table: ",
    "when: ",
    "for_each: ",
    "process: p",
    "list: ",
    "of: {",
    "computed: ",
    "choice: ",
    "options: {",
    "term: ",
    "schedule: 0 9 * * *",
    "call: ",
    "retry: ",
    "time_zone: Europe/Moscow",
    "calendar: ru",
    "roles: {clerk: А}",
    "max: 5",
    "- ",
    "&a [*a,*a]",
    "? ",
    "|\n",
    ">-\n",
    "!!binary ",
    "\"\\x00\"",
    "{a: 1, a: 2}",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
];

/// The organisation and the registers of the examples of the documentation, which the changes start from.
static BESIDE: LazyLock<[(&str, String); 2]> = LazyLock::new(|| {
    let organisation = include_str!("../../../../docs/language/organisation.md");
    let registers = include_str!("../../../../docs/language/registers.md");
    let block = |page: &'static str, info| fences(page, info).next().unwrap_or_default().to_owned();
    [
        (
            "organisation.yaml",
            block(organisation, "yaml organisation"),
        ),
        ("registers.yaml", block(registers, "yaml registers")),
    ]
});

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let files = files(&text);
    let (tree, problems) = read(&Source::new("p/process.yaml", &text));
    assert!(
        tree.is_some() || !problems.is_empty(),
        "no tree and no word"
    );
    let mut compiled = compile(&files);
    let again = compile(&files);
    assert_eq!(compiled.diagnostics, again.diagnostics, "{text}");
    told(&files, &compiled);
    if compiled.package.is_some() {
        reglament_proof::complete(&mut compiled, &files);
        told(&files, &compiled);
        for definition in compiled
            .package
            .iter()
            .flat_map(|package| package.definitions.values())
        {
            let outline =
                reglament_diagram::outline(definition, reglament_definition::Language::Russian);
            assert!(!outline.is_empty());
        }
    }
}

/// The folder in which the text stands.
pub(super) fn files(text: &str) -> BTreeMap<String, String> {
    let beside = BESIDE
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.clone()));
    let own = [("p/process.yaml".to_owned(), text.to_owned())];
    beside.chain(own).collect()
}

fn told(files: &BTreeMap<String, String>, compiled: &Compiled) {
    assert!(
        compiled.package.is_some() || compiled.has_errors(),
        "refused without a word"
    );
    assert!(compiled.diagnostics.len() <= DIAGNOSTICS + 1);
    for one in &compiled.diagnostics {
        assert!(
            CODES.iter().any(|(code, _)| *code == one.code) || one.code.starts_with('X'),
            "{one:?}"
        );
        assert!(!one.ru.is_empty() && !one.en.is_empty(), "{one:?}");
        let text = files.get(&one.file).map_or("", String::as_str);
        assert!(text.get(one.span.clone()).is_some(), "{one:?}");
        assert!(one.line > 0 && one.column > 0, "{one:?}");
        for related in &one.related {
            let text = files.get(&related.file).map_or("", String::as_str);
            assert!(text.get(related.span.clone()).is_some(), "{one:?}");
        }
        if let Some(fix) = &one.fix {
            assert!(text.get(fix.span.clone()).is_some(), "{one:?}");
        }
    }
}
