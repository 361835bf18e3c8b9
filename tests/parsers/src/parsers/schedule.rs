//! Schedules of starts: told in words or refused, and the compiler of regulations agrees.

use reglament_definition::{Language, compile, schedule_words};

use super::yaml::files;

pub(super) const WORDS: &[&str] = &[
    "* ",
    "0 ",
    "9 ",
    "*/5 ",
    "1-5",
    "MON-FRI",
    "1,15",
    "L",
    "#2",
    "?",
    "59 ",
    "60",
    "31 2 *",
    "29 2 *",
    "@daily",
    "0 9 * * 1-5",
];

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for language in [Language::Russian, Language::English] {
        if let Some(words) = schedule_words(&text, language) {
            assert!(!words.is_empty() && words.len() < 2_000, "{words}");
        }
    }
    let quoted = serde_json::to_string(&text).unwrap();
    let process = format!(
        "process: p\ntitle: П\ntime_zone: Europe/Moscow\ncalendar: ru\nroles: {{clerk: К}}\nstart: {{schedule: {quoted}, basis: none, next: done}}\nsteps:\n  done: {{end: Конец, basis: none}}\n"
    );
    let compiled = compile(&files(&process));
    assert!(
        compiled.package.is_some() || compiled.has_errors(),
        "refused without a word"
    );
}
