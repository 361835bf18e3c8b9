//! Edits of the holders of a role: new ones behind the others, days at those who are there.

use std::collections::BTreeMap;

use reglament_definition::{Entry, Node, Tenure};

use super::scalar::{holder, list, scalar};
use super::text::Edits;

/// What becomes different of a role: person -> the days, and whether the person is named already.
pub(super) type Holding = BTreeMap<String, (Tenure, bool)>;

/// The value of a role that the file does not have yet.
pub(super) fn new(holding: &Holding) -> String {
    let shown: Vec<String> = holding
        .iter()
        .map(|(person, (tenure, _))| holder(person, tenure))
        .collect();
    match shown.as_slice() {
        [one] if !one.starts_with('{') => one.clone(),
        _ => list(&shown),
    }
}

/// Writes what became different of a role.
pub(super) fn role(edits: &mut Edits<'_>, entry: &Entry, holding: &Holding) {
    let value = &entry.value;
    let has_keys = value.get("holders").is_some() || value.get("deputies").is_some();
    if !has_keys {
        return named(edits, entry, holding, true);
    }
    for (key, may_add) in [("holders", true), ("deputies", false)] {
        match value.entry(key) {
            Some(list) => named(edits, list, holding, may_add),
            None if may_add && holding.values().any(|(_, known)| !known) => {
                edits.set(value, key, &new(&added(holding)));
            }
            None => {}
        }
    }
}

fn added(holding: &Holding) -> Holding {
    let added = holding.iter().filter(|(_, (_, known))| !known);
    added
        .map(|(person, change)| (person.clone(), *change))
        .collect()
}

/// People under a key: one, or a list of them.
fn named(edits: &mut Edits<'_>, entry: &Entry, holding: &Holding, may_add: bool) {
    let added: Vec<String> = added(holding)
        .iter()
        .filter(|_| may_add)
        .map(|(person, (tenure, _))| holder(person, tenure))
        .collect();
    if let Some(items) = entry.value.list() {
        for item in items {
            if let Some((person, tenure)) = changed(item, holding) {
                days(edits, item, person, &tenure);
            }
        }
        if !added.is_empty() {
            edits.append(&entry.value, &added);
        }
        return;
    }
    let change = changed(&entry.value, holding);
    if added.is_empty() {
        if let Some((person, tenure)) = change {
            days(edits, &entry.value, person, &tenure);
        }
        return;
    }
    let first = match change {
        Some((person, tenure)) => Some(holder(person, &tenure)),
        None => kept(&entry.value),
    };
    let all: Vec<String> = first.into_iter().chain(added).collect();
    edits.set_value(entry, &list(&all));
}

/// The person of an item, when something becomes different.
fn changed<'n>(item: &'n Node, holding: &Holding) -> Option<(&'n str, Tenure)> {
    let person = item.get("person").unwrap_or(item).text()?;
    let (tenure, known) = holding.get(person)?;
    known.then_some((person, *tenure))
}

/// The only holder as it is written.
fn kept(node: &Node) -> Option<String> {
    if node.map().is_none() {
        return node.text().map(scalar);
    }
    let part = |key: &str| node.get(key).and_then(Node::text);
    let keys = ["person", "from", "until"];
    let parts = keys.into_iter().filter_map(|key| Some((key, part(key)?)));
    let parts: Vec<String> = parts
        .map(|(key, text)| format!("{key}: {}", scalar(text)))
        .collect();
    Some(format!("{{{}}}", parts.join(", ")))
}

fn days(edits: &mut Edits<'_>, item: &Node, person: &str, tenure: &Tenure) {
    if item.map().is_none() {
        let end = item.span.end;
        return edits.replace(item.span.start..end, holder(person, tenure));
    }
    for (key, day) in [("from", tenure.from), ("until", tenure.until)] {
        let day = day.map(|day| day.to_string());
        let old = item.get(key).and_then(Node::text);
        if let Some(day) = day.filter(|day| old != Some(day.as_str())) {
            edits.set(item, key, &day);
        }
    }
}
