//! A tree and the grammar walked side by side: what every key and every value of a file means.
//!
//! Completion, hover and the index of names are three visitors of the same walk.

use reglament_definition::grammar::{Key, Naming, TITLE, Value};
use reglament_definition::{Entry, Node, NodeValue};

/// A block or list on the way to a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Crumb<'n> {
    pub(crate) node: &'n Node,
    /// What the grammar says of it.
    pub(crate) value: &'static Value,
    /// The key that leads on from it; absent for items of a list.
    pub(crate) key: Option<&'n str>,
}

/// Something found on the walk.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found<'n> {
    /// A key of the language, or a word where one should be.
    Key(&'n Entry, Option<&'static Key>),
    /// A key that is a name.
    Name(&'n Entry, Naming),
    /// A scalar and what it should be.
    Scalar(&'n Node, &'static Value),
}

/// The way to what was found, outermost first.
pub(crate) type Trail<'n> = Vec<Crumb<'n>>;

/// Visits every key and value that the grammar knows.
pub(crate) fn walk<'n>(
    root: &'n Node,
    value: &'static Value,
    visit: &mut dyn FnMut(&[Crumb<'n>], Found<'n>),
) {
    step(root, value, &mut Vec::new(), visit);
}

fn step<'n>(
    node: &'n Node,
    value: &'static Value,
    trail: &mut Trail<'n>,
    visit: &mut dyn FnMut(&[Crumb<'n>], Found<'n>),
) {
    let value = form(value, node);
    match &node.value {
        NodeValue::Scalar(_) => visit(trail, Found::Scalar(node, value)),
        NodeValue::List(items) => {
            let (Value::Many(inner) | Value::List(inner)) = value else {
                return;
            };
            trail.push(Crumb {
                node,
                value,
                key: None,
            });
            for item in items {
                step(item, inner, trail, visit);
            }
            trail.pop();
        }
        NodeValue::Map(entries) => {
            for entry in entries {
                trail.push(Crumb {
                    node,
                    value,
                    key: Some(&entry.key),
                });
                let inner = entered(node, value, entry, trail, visit);
                if let Some(inner) = inner {
                    step(&entry.value, inner, trail, visit);
                }
                trail.pop();
            }
        }
    }
}

/// Visits the key of an entry and gives what its value should be.
fn entered<'n>(
    node: &'n Node,
    value: &'static Value,
    entry: &'n Entry,
    trail: &[Crumb<'n>],
    visit: &mut dyn FnMut(&[Crumb<'n>], Found<'n>),
) -> Option<&'static Value> {
    if let Value::Names(naming, inner) = value {
        visit(trail, Found::Name(entry, *naming));
        return Some(inner);
    }
    let key = key(node, value, &entry.key);
    visit(trail, Found::Key(entry, key));
    key.map(|key| &key.value)
}

/// The key of this name in a block that the grammar describes so.
pub(crate) fn key(node: &Node, value: &'static Value, name: &str) -> Option<&'static Key> {
    match value {
        Value::Block(shape) => shape.key(name),
        Value::Title => TITLE.key(name),
        Value::Kinds(kinds) => {
            let of = kind_of(node, value);
            let own = of.and_then(|kind| {
                let keys = kinds.keys(kind);
                keys.into_iter().find(|key| key.name == name)
            });
            let kind = kinds.kind(name).map(|kind| &kind.key);
            // Before the kind is written, or when it is misspelt, any kind's key may be meant.
            let any = || {
                let mut keys = kinds.kinds.iter().flat_map(|kind| kind.own.all());
                keys.find(|key| key.name == name)
            };
            let common = kinds.common.key(name);
            own.or(kind).or(common).or_else(any)
        }
        _ => None,
    }
}

/// The kind that a block of a step or of a field is of.
pub(crate) fn kind_of(node: &Node, value: &'static Value) -> Option<&'static str> {
    let Value::Kinds(kinds) = value else {
        return None;
    };
    let entries = node.map()?;
    let keys = entries.iter().map(|entry| entry.key.as_str());
    kinds.of(keys).map(|kind| kind.key.name)
}

/// The form of a value that fits what is written.
pub(crate) fn form(value: &'static Value, node: &Node) -> &'static Value {
    match (value, &node.value) {
        (Value::Either(ways), NodeValue::Map(_)) => {
            let mut ways = ways.iter();
            ways.find(|way| matches!(way, Value::Block(_) | Value::Names(..) | Value::Kinds(_)))
                .unwrap_or(value)
        }
        (Value::Either(ways), _) => ways.first().map_or(value, |way| form(way, node)),
        (Value::Many(inner), NodeValue::Scalar(_) | NodeValue::Map(_)) => form(inner, node),
        _ => value,
    }
}

/// The text under a key of the nearest block around that has it. The root of a file does not count: its `process:` is the
/// process itself.
pub(crate) fn beside<'n>(trail: &[Crumb<'n>], key: &str) -> Option<&'n str> {
    let blocks = trail.iter().skip(1).rev();
    blocks
        .filter_map(|crumb| crumb.node.get(key)?.text())
        .next()
}
