//! The tree that a YAML file becomes: scalars with their original text, lists, maps in the order written.
//!
//! Nothing is interpreted here: `1.10` stays the text `1.10`, and whether `да` is a boolean is for the schema to say.

use std::ops::Range;

/// A node and the bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Byte range in the file, quotes included. An alias keeps the range of what it repeats.
    pub span: Range<usize>,
    /// What it is.
    pub value: NodeValue,
}

/// What a node may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeValue {
    /// A text, number, boolean or nothing.
    Scalar(Scalar),
    /// Items in order.
    List(Vec<Node>),
    /// Entries in the order written; keys are unique.
    Map(Vec<Entry>),
}

/// A scalar as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text after escapes.
    pub text: String,
    /// How it was written.
    pub style: Style,
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'`.
    Single,
    /// In `"`.
    Double,
    /// A block after `|` or `>`.
    Block,
}

/// An entry of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The text of a scalar; `None` for lists, maps and for nothing (`key:` without a value, `~`, `null`).
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            NodeValue::Scalar(scalar) if !scalar.is_null() => Some(&scalar.text),
            _ => None,
        }
    }

    /// Whether nothing was written.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, NodeValue::Scalar(scalar) if scalar.is_null())
    }

    /// The items of a list.
    pub fn list(&self) -> Option<&[Node]> {
        match &self.value {
            NodeValue::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a map.
    pub fn map(&self) -> Option<&[Entry]> {
        match &self.value {
            NodeValue::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a map with this key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.map()?.iter().find(|entry| entry.key == key)
    }

    /// The node in words, Russian and English, for messages.
    pub(crate) fn word(&self) -> (&'static str, &'static str) {
        match &self.value {
            NodeValue::Scalar(scalar) if scalar.is_null() => ("ничего", "nothing"),
            NodeValue::Scalar(_) => ("текст", "a text"),
            NodeValue::List(_) => ("список", "a list"),
            NodeValue::Map(_) => ("блок с ключами", "a block with keys"),
        }
    }
}

impl Scalar {
    /// Whether it is an empty plain scalar, `~` or `null`.
    pub fn is_null(&self) -> bool {
        self.style == Style::Plain
            && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }
}
