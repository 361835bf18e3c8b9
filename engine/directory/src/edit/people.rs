//! Edits of one person and one unit, key by key.

use reglament_definition::{Node, Post};

use super::scalar::{list, post, scalar, written};
use super::text::Edits;
use crate::facts::{PersonFacts, UnitFacts};
use crate::name::Name;

/// Writes what became different of a person.
pub(super) fn person(
    edits: &mut Edits<'_>,
    node: &Node,
    before: &PersonFacts,
    after: &PersonFacts,
) {
    if before.name != after.name {
        name(edits, node, &after.name);
    }
    // Whoever has posts may do without a position beside them; it is never touched then.
    if before.position != after.position {
        edits.set(node, "position", &scalar(&after.position));
    }
    if before.email != after.email {
        edits.set(node, "email", &scalar(&after.email));
    }
    if before.posts != after.posts {
        posts(edits, node, &before.posts, &after.posts);
    } else if let Some(unit) = after.unit.as_ref().filter(|_| before.unit != after.unit) {
        edits.set(node, "unit", &scalar(unit));
    }
    for (attribute, value) in &after.attributes {
        if before.attributes.get(attribute) != Some(value) {
            edits.set(node, attribute, &written(value));
        }
    }
}

fn name(edits: &mut Edits<'_>, node: &Node, name: &Name) {
    let Some(written) = node.get("name").filter(|written| written.map().is_some()) else {
        return edits.set(node, "name", &scalar(&name.full()));
    };
    let parts = [
        ("family", &name.family),
        ("given", &name.given),
        ("patronymic", &name.patronymic),
    ];
    for (key, part) in parts {
        let old = written.get(key).and_then(Node::text).unwrap_or_default();
        if old != part {
            edits.set(written, key, &scalar(part));
        }
    }
}

/// Changes the days of posts where they stand and adds the new ones behind; the first posts take the place of the unit.
fn posts(edits: &mut Edits<'_>, node: &Node, before: &[Post], after: &[Post]) {
    let shown = |posts: &[Post]| posts.iter().map(post).collect::<Vec<_>>();
    let Some(items) = node.get("posts").filter(|posts| posts.list().is_some()) else {
        let all = list(&shown(after));
        return match node.entry("unit") {
            Some(unit) => edits.set_entry(unit, "posts", &all),
            None => edits.set(node, "posts", &all),
        };
    };
    for (item, (old, new)) in items
        .list()
        .unwrap_or_default()
        .iter()
        .zip(before.iter().zip(after))
    {
        let days = [
            ("from", old.tenure.from, new.tenure.from),
            ("until", old.tenure.until, new.tenure.until),
        ];
        for (key, _, new) in days.into_iter().filter(|(_, old, new)| old != new) {
            if let Some(day) = new {
                edits.set(item, key, &day.to_string());
            }
        }
    }
    if let Some(added) = after.get(before.len()..).filter(|added| !added.is_empty()) {
        edits.append(items, &shown(added));
    }
}

/// Writes what became different of a unit.
pub(super) fn unit(edits: &mut Edits<'_>, node: &Node, before: &UnitFacts, after: &UnitFacts) {
    if before.name != after.name {
        match node.get("name").filter(|name| name.map().is_some()) {
            Some(title) => edits.set(title, "ru", &scalar(&after.name)),
            None => edits.set(node, "name", &scalar(&after.name)),
        }
    }
    if before.kind != after.kind {
        edits.set(node, "kind", &scalar(&after.kind));
    }
    if let Some(parent) = after
        .parent
        .as_ref()
        .filter(|_| before.parent != after.parent)
    {
        edits.set(node, "parent", &scalar(parent));
    }
    for (attribute, value) in &after.attributes {
        if before.attributes.get(attribute) != Some(value) {
            edits.set(node, attribute, &written(value));
        }
    }
}
