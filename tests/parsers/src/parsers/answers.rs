//! Answers to a form, as JSON from any channel. What was taken is taken again when it is handed in as it was stored.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use reglament_core::{RawInput, read_input};
use reglament_definition::{Package, compile};
use reglament_expression::Value;

pub(super) const WORDS: &[&str] = &[
    "\"name\":",
    "\"email\":",
    "\"n\":",
    "\"share\":",
    "\"yes\":",
    "\"day\":",
    "\"hour\":",
    "\"ground\":",
    "\"note\":",
    "\"who\":",
    "\"rows\":",
    "\"q\":",
    "\"text\":",
    "\"Ёлкина Анна\"",
    "\"79,99\"",
    "\"21.10.2021\"",
    "\"2021-10-21T10:00\"",
    "[\"anna\"]",
    "{\"family\": \"А\", \"given\": \"Б\"}",
    "\"content\"",
    "\"a@example.ru\"",
    "true",
    "1e400",
    "-0",
    "\"\\u0000\"",
    "\"\\ud83d\\ude00\"",
];

const ORGANISATION: &str = "organisation: {name: У}\nroles: {clerk: anna}\npeople:
  anna: {name: Алексеева Анна Ивановна, position: специалист, email: anna@example.ru}
";

const FORM: &str = "process: p\ntitle: П\ntime_zone: Asia/Novokuznetsk\ncalendar: ru\nroles: {clerk: К}
data:
  name: {person_name: Имя}
  email: {email: Почта}
  n: {integer: Число, min: 0, max: 10}
  share: {decimal: Доля}
  yes: {boolean: Да или нет}
  day: {date: День}
  hour: {moment: Время}
  ground: {choice: Основание, options: {content: Содержание, other: Другое}}
  note: {long_text: Заметка}
  who: {people: Кто, role: clerk}
  rows: {list: Строки, of: {q: {integer: Вопрос}, text: {text: Замечание}}}
start: {role: clerk, form: [name?, email?, n?, share?, yes?, day?, hour?, ground?, note?, who?, rows?], basis: none, next: done}
steps:
  done: {end: Конец, basis: none}
";

static PACKAGE: LazyLock<Package> = LazyLock::new(|| {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let files = [
        file("organisation.yaml", ORGANISATION),
        file("p/process.yaml", FORM),
    ];
    let compiled = compile(&files.into());
    assert!(!compiled.has_errors(), "{:?}", compiled.diagnostics);
    compiled.package.unwrap()
});

pub(super) fn run(bytes: &[u8]) {
    let Ok(raw) = serde_json::from_slice::<RawInput>(bytes) else {
        return;
    };
    let definition = &PACKAGE.definitions["p"];
    let read = |raw: &RawInput| {
        read_input(
            definition,
            &definition.start.form,
            &[],
            raw,
            &PACKAGE.organisation,
            &BTreeMap::new(),
        )
    };
    match read(&raw) {
        Ok(values) => {
            let stored = values
                .iter()
                .map(|(name, value)| (name.clone(), typed(value)));
            let again = read(&stored.collect());
            assert_eq!(again.as_ref(), Ok(&values), "{raw:?}");
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a word");
            for problem in problems {
                let first = problem.field.split('.').next().unwrap_or_default();
                assert!(
                    raw.contains_key(first) || raw.contains_key(&problem.field),
                    "{problem:?} of {raw:?}"
                );
                assert!(
                    !problem.ru.is_empty() && !problem.en.is_empty(),
                    "{problem:?}"
                );
            }
        }
    }
}

/// A value as it would be handed in: people by their ids, everything else as it is told to documents.
fn typed(value: &Value) -> serde_json::Value {
    let ids = value.as_list().map(|items| {
        let ids = items.iter().map(|item| item.get("id")?.as_text());
        ids.collect::<Option<Vec<_>>>()
    });
    match ids.flatten() {
        Some(ids) if !ids.is_empty() => ids.into(),
        _ => value.plain_json(),
    }
}
