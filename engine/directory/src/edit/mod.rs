//! A plan -> the new text of `organisation.yaml`.
//!
//! The result is read again before it is handed out: every entry that was to change must say what the plan says, every
//! other one what it said. A file that uses YAML in a way that cannot be edited so is refused, never damaged.

mod people;
mod roles;
mod scalar;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{Node, NodeValue};

use crate::plan::Plan;
use crate::present::Present;
use crate::problem::Sentence;
use roles::Holding;
use text::Edits;

/// The text of the file after the plan; `files` are the files of the folder as [`Present`] read them.
///
/// # Errors
/// The file cannot be edited without touching something else, for instance because it repeats an entry by `*name`.
pub fn rewrite(
    files: &BTreeMap<String, String>,
    present: &Present,
    plan: &Plan,
) -> Result<String, Sentence> {
    let new = edited(present, plan).ok_or_else(|| refusal(present))?;
    let mut files = files.clone();
    files.insert(present.file.clone(), new.clone());
    let folder = present
        .file
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let after = Present::read(&files, folder).map_err(|_| refusal(present))?;
    if says(&after, plan) && rest(present, plan) == rest(&after, plan) {
        Ok(new)
    } else {
        Err(refusal(present))
    }
}

fn refusal(present: &Present) -> Sentence {
    let file = &present.file;
    Sentence::new(
        format!(
            "«{file}» так записан, что изменить его, не задев остального, нельзя (например, ссылками `*имя` или формами имени). Внесите изменения вручную."
        ),
        format!(
            "`{file}` is written so that it cannot be changed without touching something else (by aliases `*name`, for instance). Make the changes by hand."
        ),
    )
}

/// Whether the new file says what was planned.
fn says(after: &Present, plan: &Plan) -> bool {
    let people = plan.people.iter();
    let units = plan.units.iter();
    let person = |id: &str| {
        after.person(id).map(|mut person| {
            // Somebody with posts may have no position beside them; then it is that of the last one.
            if !person.posts.is_empty() {
                person.position.clear();
            }
            person
        })
    };
    people.into_iter().all(|(id, _, wanted)| {
        let mut wanted = wanted.clone();
        if !wanted.posts.is_empty() {
            wanted.position.clear();
        }
        person(id) == Some(wanted)
    }) && units
        .into_iter()
        .all(|(id, _, wanted)| after.unit(id).as_ref() == Some(wanted))
}

/// Everything that the plan does not touch, without places.
fn rest(present: &Present, plan: &Plan) -> Vec<(String, String)> {
    let people: BTreeSet<&str> = plan.people.iter().map(|(id, ..)| id.as_str()).collect();
    let units: BTreeSet<&str> = plan.units.iter().map(|(id, ..)| id.as_str()).collect();
    let roles = holdings(plan);
    let entries = present
        .tree
        .as_ref()
        .and_then(Node::map)
        .unwrap_or_default();
    let mut rest = Vec::new();
    for entry in entries {
        let touched = |id: &str| match entry.key.as_str() {
            "people" => people.contains(id),
            "units" => units.contains(id),
            "roles" => roles.contains_key(id),
            _ => false,
        };
        match entry.value.map() {
            Some(inner) => {
                let inner = inner.iter().filter(|inner| !touched(&inner.key));
                rest.extend(
                    inner
                        .map(|inner| (format!("{}.{}", entry.key, inner.key), shape(&inner.value))),
                );
            }
            None if entry.value.is_null() => {}
            None => rest.push((entry.key.clone(), shape(&entry.value))),
        }
    }
    rest
}

/// A node as text that tells everything but its place.
fn shape(node: &Node) -> String {
    match &node.value {
        NodeValue::Scalar(scalar) => format!("{:?}", scalar.text),
        NodeValue::List(items) => {
            let items = items.iter().map(shape);
            format!("[{}]", items.collect::<Vec<_>>().join(","))
        }
        NodeValue::Map(entries) => {
            let entries = entries
                .iter()
                .map(|entry| format!("{:?}:{}", entry.key, shape(&entry.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
    }
}

fn edited(present: &Present, plan: &Plan) -> Option<String> {
    let mut edits = Edits::new(&present.text);
    let empty = Node {
        span: 0..0,
        value: NodeValue::Map(Vec::new()),
    };
    let tree = present.tree.as_ref();
    let root = tree.unwrap_or(&empty);
    // What changes inside an entry goes before what is added behind it: both may end at one place.
    let mut added: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    let entry = |section: &str, id: &str| root.get(section)?.get(id);
    for (id, before, after) in &plan.units {
        match entry("units", id).zip(before.as_ref()) {
            Some((node, before)) => people::unit(&mut edits, node, before, after),
            None => added
                .entry("units")
                .or_default()
                .push((id.clone(), scalar::unit(after))),
        }
    }
    for (id, before, after) in &plan.people {
        match entry("people", id).zip(before.as_ref()) {
            Some((node, before)) => people::person(&mut edits, node, before, after),
            None => added
                .entry("people")
                .or_default()
                .push((id.clone(), scalar::person(after))),
        }
    }
    for (role, holding) in holdings(plan) {
        match root.get("roles").and_then(|roles| roles.entry(&role)) {
            Some(entry) => roles::role(&mut edits, entry, &holding),
            None => added
                .entry("roles")
                .or_default()
                .push((role, roles::new(&holding))),
        }
    }
    let mut sections = Vec::new();
    for section in ["units", "people", "roles"] {
        if let Some(entries) = added.get(section) {
            sections.extend(put(&mut edits, root, section, entries));
        }
    }
    behind(
        &mut edits,
        &present.text,
        tree.is_some_and(|tree| is_flow(&present.text, tree)),
        &sections,
    )?;
    edits.done()
}

/// Adds entries to a section; a section that is not there yet is handed back as text.
fn put(
    edits: &mut Edits<'_>,
    root: &Node,
    section: &str,
    entries: &[(String, String)],
) -> Option<String> {
    let lines = |edits: &Edits<'_>| {
        let shown = entries.iter().map(|(key, value)| format!("{key}: {value}"));
        edits.lines(shown.collect::<Vec<_>>().iter(), 2, "")
    };
    match root.entry(section) {
        Some(entry) if entry.value.map().is_some() => {
            edits.add(&entry.value, entries);
            None
        }
        Some(entry) => {
            let at = edits.line_end(entry.key_span.end);
            let lines = lines(edits);
            edits.insert(at, lines);
            None
        }
        None => Some(format!("{section}:{}", lines(edits))),
    }
}

fn is_flow(text: &str, tree: &Node) -> bool {
    text.get(tree.span.start..)
        .is_some_and(|text| text.starts_with('{'))
}

/// Puts new sections behind everything. A file that is one pair of brackets has no such place.
fn behind(edits: &mut Edits<'_>, text: &str, flow: bool, sections: &[String]) -> Option<()> {
    if sections.is_empty() {
        return Some(());
    }
    if flow {
        return None;
    }
    let end = text.trim_end().len();
    let line_break = edits.line_break();
    let between = format!("{line_break}{line_break}");
    let before = if end == 0 { "" } else { &between };
    let all = sections.join(&between);
    let last = if text.len() == end { line_break } else { "" };
    edits.insert(end, format!("{before}{all}{last}"));
    Some(())
}

/// What becomes different of every role.
fn holdings(plan: &Plan) -> BTreeMap<String, Holding> {
    let mut roles: BTreeMap<String, Holding> = BTreeMap::new();
    for (id, before, after) in &plan.people {
        for (role, tenure) in &after.roles {
            let known = before.as_ref().and_then(|before| before.roles.get(role));
            if known != Some(tenure) {
                let holding = roles.entry(role.clone()).or_default();
                holding.insert(id.clone(), (*tenure, known.is_some()));
            }
        }
    }
    roles
}
