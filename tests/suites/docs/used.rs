//! The keys of the language that a file uses: the file and the grammar walked side by side.
//!
//! A key that means the same in several blocks (`at` of every action of a story) is one key: its name and its meaning.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::grammar::{Key, Kinds, Shape, Value};
use reglament_definition::{Entry, Node, NodeValue};

use super::blocks::Blocks;

/// Name and meaning of a key.
pub(crate) type Meaning = (&'static str, &'static str);

/// The keys used under `node`.
pub(crate) fn used(node: &Node, value: &'static Value, found: &mut BTreeSet<Meaning>) {
    match (value, &node.value) {
        (Value::Either(ways), _) => ways.iter().for_each(|way| used(node, way, found)),
        (Value::Many(inner) | Value::List(inner), NodeValue::List(items)) => {
            items.iter().for_each(|item| used(item, inner, found));
        }
        (Value::Many(inner), _) => used(node, inner, found),
        (Value::Names(_, inner), NodeValue::Map(entries)) => {
            entries
                .iter()
                .for_each(|entry| used(&entry.value, inner, found));
        }
        (Value::Block(shape), NodeValue::Map(entries)) => {
            entries.iter().for_each(|entry| key(shape, entry, found));
        }
        (Value::Kinds(kinds), NodeValue::Map(entries)) => kind(kinds, entries, found),
        _ => {}
    }
}

/// Every key of every block and every kind key, with a block where it may stand.
pub(crate) fn all(blocks: &Blocks) -> BTreeMap<Meaning, &'static str> {
    let shapes = blocks.shapes.values();
    let shapes = shapes.flat_map(|shape| shape.keys.iter().map(|key| (meaning(key), shape.name)));
    let kinds = blocks.kinds.values();
    let kinds = kinds.flat_map(|kinds| {
        let keys = kinds.kinds.iter().map(|kind| &kind.key);
        keys.map(|key| (meaning(key), kinds.name))
    });
    shapes.chain(kinds).collect()
}

fn meaning(key: &'static Key) -> Meaning {
    (key.name, key.en)
}

fn key(shape: &'static Shape, entry: &Entry, found: &mut BTreeSet<Meaning>) {
    if let Some(own) = shape.keys.iter().find(|key| key.name == entry.key) {
        found.insert(meaning(own));
        used(&entry.value, &own.value, found);
    }
    shape.also.iter().for_each(|also| key(also, entry, found));
}

fn kind(kinds: &'static Kinds, entries: &[Entry], found: &mut BTreeSet<Meaning>) {
    let Some(kind) = kinds.of(entries.iter().map(|entry| entry.key.as_str())) else {
        return;
    };
    found.insert(meaning(&kind.key));
    for entry in entries.iter().filter(|entry| entry.key != kind.key.name) {
        key(kind.own, entry, found);
        key(kinds.common, entry, found);
    }
}
