//! Data, parameters, links and steps share one namespace in expressions: no name may stand for two of them, or for
//! something of the language.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Outline;

/// Names that expressions use for something else.
const RESERVED: &[&str] = &[
    "instance",
    "organisation",
    "message",
    "error",
    "document",
    "task",
    "recipient",
    "item",
    "person",
];

/// Data, parameters, steps and links share one namespace in expressions.
pub(super) fn check(outline: &Outline<'_>) {
    let node = outline.block.node;
    let sections = [
        node.get("data"),
        node.get("parameters"),
        node.get("start").and_then(|s| s.get("links")),
        node.get("steps"),
    ];
    let mut seen: BTreeMap<&str, &Range<usize>> = BTreeMap::new();
    let reserved: BTreeSet<&str> = RESERVED.iter().copied().collect();
    for entry in sections
        .iter()
        .flatten()
        .filter_map(|node| node.map())
        .flatten()
    {
        let (reader, path) = (outline.reader, &outline.reader.source.path);
        if reserved.contains(entry.key.as_str()) {
            let ru = format!("Имя «{}» занято языком.", entry.key);
            let en = format!("The name `{}` belongs to the language.", entry.key);
            let hint = Some((
                "Выберите другое имя.".to_owned(),
                "Choose another name.".to_owned(),
            ));
            reader.error("R013", &entry.key_span, ru, en, hint);
        }
        match seen.get(entry.key.as_str()) {
            Some(first) => {
                let ru = format!("Имя «{}» объявлено дважды.", entry.key);
                let en = format!("The name `{}` is declared twice.", entry.key);
                let diagnostic = reader.source.error("R013", &entry.key_span, ru, en);
                let diagnostic =
                    diagnostic.related(path, first, "первый раз здесь", "first declared here");
                let hint = (
                    "Данные, параметры, ссылки и шаги делят одни имена: переименуйте одно.",
                    "Data, parameters, links and steps share their names: rename one.",
                );
                reader.report(diagnostic.hint(hint.0, hint.1));
            }
            None => {
                seen.insert(&entry.key, &entry.key_span);
            }
        }
    }
}
