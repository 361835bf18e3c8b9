//! Values as YAML: plain where nothing can be misread, otherwise in double quotes.

use std::collections::BTreeMap;

use reglament_definition::{Post, Tenure};

use crate::facts::{PersonFacts, UnitFacts, Written};

/// A text as a scalar that may stand in a list or map in brackets too.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' | '\r' | '\t' => quoted.push(' '),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// Letters, digits and the signs that mean nothing to YAML inside a word.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 8] = ["null", "true", "false", "yes", "no", "on", "off", "~"];
    let safe = |c: char| c.is_alphanumeric() || " _-–—./@«»№+()".contains(c);
    let begins = |c: char| c.is_alphanumeric() || c == '«' || c == '№';
    text.chars().next().is_some_and(begins)
        && text.chars().all(safe)
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !WORDS.contains(&text.to_lowercase().as_str())
}

/// `{key: value, …}`.
fn flow(entries: &[(String, String)]) -> String {
    let entries = entries.iter().map(|(key, value)| format!("{key}: {value}"));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
}

/// `[a, b]`.
pub(super) fn list(items: &[String]) -> String {
    format!("[{}]", items.join(", "))
}

pub(super) fn written(value: &Written) -> String {
    match value {
        Written::One(text) => scalar(text),
        Written::Many(texts) => list(&texts.iter().map(|text| scalar(text)).collect::<Vec<_>>()),
    }
}

fn days(tenure: &Tenure) -> Vec<(String, String)> {
    let days = [("from", tenure.from), ("until", tenure.until)];
    let days = days.into_iter();
    days.filter_map(|(key, day)| Some((key.to_owned(), day?.to_string())))
        .collect()
}

pub(super) fn post(post: &Post) -> String {
    let mut entries = Vec::new();
    if let Some(unit) = &post.unit {
        entries.push(("unit".to_owned(), scalar(unit)));
    }
    entries.push(("position".to_owned(), scalar(&post.position)));
    entries.extend(days(&post.tenure));
    flow(&entries)
}

/// Who holds a role: the id, or a block with the days.
pub(super) fn holder(person: &str, tenure: &Tenure) -> String {
    let days = days(tenure);
    if days.is_empty() {
        return scalar(person);
    }
    let mut entries = vec![("person".to_owned(), scalar(person))];
    entries.extend(days);
    flow(&entries)
}

fn attributes(values: &BTreeMap<String, Written>) -> impl Iterator<Item = (String, String)> {
    values
        .iter()
        .map(|(name, value)| (name.clone(), written(value)))
}

pub(super) fn person(facts: &PersonFacts) -> String {
    let mut entries = vec![("name".to_owned(), scalar(&facts.name.full()))];
    if !facts.position.is_empty() {
        entries.push(("position".to_owned(), scalar(&facts.position)));
    }
    entries.push(("email".to_owned(), scalar(&facts.email)));
    if let Some(unit) = &facts.unit {
        entries.push(("unit".to_owned(), scalar(unit)));
    }
    if !facts.posts.is_empty() {
        let posts: Vec<String> = facts.posts.iter().map(post).collect();
        entries.push(("posts".to_owned(), list(&posts)));
    }
    entries.extend(attributes(&facts.attributes));
    flow(&entries)
}

pub(super) fn unit(facts: &UnitFacts) -> String {
    let mut entries = vec![
        ("name".to_owned(), scalar(&facts.name)),
        ("kind".to_owned(), scalar(&facts.kind)),
    ];
    if let Some(parent) = &facts.parent {
        entries.push(("parent".to_owned(), scalar(parent)));
    }
    entries.extend(attributes(&facts.attributes));
    flow(&entries)
}

#[cfg(test)]
mod tests {
    use reglament_definition::{Source, read};

    use super::scalar;

    #[test]
    fn every_text_reads_back_as_it_was() {
        for text in [
            "директор",
            "МБОУ «СОШ № 5»",
            "null",
            "а: б",
            "a, b",
            "[x]",
            "- x",
            "№ 5 # не школа",
            "'x'",
            "\"x\"",
            "C:\\x",
            "",
            "да",
            "5",
            "2022-09-01",
            "a  b",
            "@x",
            "x:",
            "(и. о.) директора",
            "*x",
            "&x",
            "! x",
            "%",
        ] {
            let source = Source::new("a.yaml", &format!("k: [{}]\n", scalar(text)));
            let (tree, problems) = read(&source);
            assert!(problems.is_empty(), "{text}: {problems:?}");
            let tree = tree.unwrap();
            let items = tree.get("k").and_then(|k| k.list()).unwrap();
            assert_eq!(items.len(), 1, "{text}");
            assert_eq!(items[0].text(), Some(text), "{text}");
        }
    }
}
