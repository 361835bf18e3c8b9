//! Where a part of a step stands in its file: the case, the key or the expression that a story is about.

use std::ops::Range;

use reglament_definition::{Entry, Node, NodeValue};

use crate::story::Spot;

/// Keys under which expressions stand, directly or below them.
const EXPRESSIONS: &[&str] = &[
    "when", "must", "from", "before", "until", "to", "not_by", "each", "opens", "closes", "values",
    "give", "data", "entry", "take", "set", "table", "title", "text",
];

/// The bytes of a part of a step; `None` when it cannot be told.
pub(crate) fn place(tree: &Node, text: &str, step: &str, spot: &Spot) -> Option<Range<usize>> {
    let body = tree.get("steps")?.get(step)?;
    match spot {
        Spot::Key(key) => Some(body.entry(key)?.key_span.clone()),
        Spot::Case(place) => {
            let case = body.get("cases")?.list()?.get(*place)?;
            Some(case.get("when")?.span.clone())
        }
        Spot::Read(name) => {
            let name = name.split('.').next().unwrap_or(name);
            let letter = || Some(body.get("letter")?.span.clone());
            read(body, text, name, false).or_else(letter)
        }
    }
}

/// The first expression that names this.
fn read(node: &Node, text: &str, name: &str, inside: bool) -> Option<Range<usize>> {
    match &node.value {
        NodeValue::Scalar(_) if inside => {
            let written = text.get(node.span.clone())?;
            let at = written
                .match_indices(name)
                .map(|(at, _)| at)
                .find(|at| whole(written, *at, name))?;
            Some(node.span.start + at..node.span.start + at + name.len())
        }
        NodeValue::Scalar(_) => None,
        NodeValue::List(items) => items.iter().find_map(|item| read(item, text, name, inside)),
        NodeValue::Map(entries) => {
            let of = |entry: &Entry| {
                let inside = inside || EXPRESSIONS.contains(&entry.key.as_str());
                read(&entry.value, text, name, inside)
            };
            entries.iter().find_map(of)
        }
    }
}

/// Whether what stands here is the whole name, and no part of another or a field of something.
fn whole(text: &str, at: usize, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let before = text[..at].chars().next_back();
    let after = text[at + name.len()..].chars().next();
    !before.is_some_and(|c| part(c) || c == '.') && !after.is_some_and(part)
}
