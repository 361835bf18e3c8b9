//! Words of the pages come from the language files: every key exists, none is forgotten, none is written in place.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::locale::Language;
use crate::ui::parts::Theme;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn texts(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        &mut found,
    );
    found.sort();
    found
        .into_iter()
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

fn keys() -> BTreeSet<&'static str> {
    let lines = include_str!("../../locales/ru.txt").lines();
    lines
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once(" = "))
        .map(|(key, _)| key)
        .collect()
}

/// Every literal that looks like a key of a known group.
fn used_keys() -> BTreeSet<String> {
    let groups: BTreeSet<&str> = keys()
        .iter()
        .filter_map(|key| key.split_once('.'))
        .map(|(group, _)| group)
        .collect();
    let mut used = BTreeSet::new();
    for (_, text) in texts("templates").into_iter().chain(texts("src")) {
        for literal in text.split('"') {
            let (group, name) = literal.split_once('.').unwrap_or(("", ""));
            let is_name =
                !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            if groups.contains(group)
                && is_name
                && !["html", "rs", "txt", "css", "js"].contains(&name)
            {
                used.insert(literal.to_owned());
            }
        }
    }
    used
}

#[test]
fn every_key_used_exists() {
    let known = keys();
    let missing: Vec<String> = used_keys()
        .into_iter()
        .filter(|key| !known.contains(key.as_str()))
        .collect();
    assert!(missing.is_empty(), "not in the language files: {missing:?}");
}

#[test]
fn templates_hold_no_words_and_no_raw_html() {
    for (path, text) in texts("templates") {
        let cyrillic = text.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
        assert!(
            !cyrillic,
            "{}: move the words to the language files",
            path.display()
        );
        assert!(
            !text.contains("|safe") && !text.contains("| safe"),
            "{}: no raw HTML",
            path.display()
        );
    }
}

#[test]
fn an_english_page_shows_no_key_and_no_russian_word_of_the_interface() {
    for sample in super::samples::all(Language::English, Theme::Light) {
        for key in keys() {
            let bare = format!(">{key}<");
            assert!(
                !sample.html.contains(&bare),
                "{}: {key} is shown as a key",
                sample.name
            );
        }
    }
}
