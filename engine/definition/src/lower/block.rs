//! A map whose keys are known in advance: gives the values by key and reports the keys that nobody asked for.
//!
//! Every construct of the language opens its block with all the keys it accepts, so nothing is ever ignored.

use std::ops::Range;

use super::reader::{Reader, Word};
use crate::grammar::Shape;
use crate::model::Title;
use crate::source::{Entry, Node};
use crate::suggest::advice;

/// An opened block.
#[derive(Clone, Copy)]
pub(crate) struct Block<'a> {
    pub(crate) reader: Reader<'a>,
    pub(crate) node: &'a Node,
    entries: &'a [Entry],
    /// What the grammar says of its keys.
    described: Option<&'static Shape>,
}

impl<'a> Block<'a> {
    /// Opens a block that the grammar describes, reporting unknown keys. `None` (reported) when it is no block.
    pub(crate) fn shape(reader: Reader<'a>, node: &'a Node, shape: &'static Shape) -> Option<Self> {
        if node.map().is_none() {
            let what = ("блок с ключами", "a block with keys");
            reader.wrong_shape(node, what, example(shape));
            return None;
        }
        Some(Self::open(reader, node, &shape.names())?.described(shape))
    }

    /// The same with what the grammar says of its keys.
    pub(crate) fn described(self, shape: &'static Shape) -> Self {
        Self {
            described: Some(shape),
            ..self
        }
    }

    /// Opens a block, reporting unknown keys. `None` (reported) when it is no block.
    pub(crate) fn open(reader: Reader<'a>, node: &'a Node, known: &[&str]) -> Option<Self> {
        let block = Self::any(reader, node)?;
        for entry in block.entries {
            if !known.contains(&entry.key.as_str()) {
                reader.unknown_key(&entry.key, &entry.key_span, known);
            }
        }
        Some(block)
    }

    /// Opens a block whose keys are names given by the author.
    pub(crate) fn any(reader: Reader<'a>, node: &'a Node) -> Option<Self> {
        match node.map() {
            Some(entries) => Some(Self {
                reader,
                node,
                entries,
                described: None,
            }),
            None => {
                let hint = advice(
                    "Напишите имена и значения: `{имя: значение}`.",
                    "Write names and values: `{name: value}`.",
                );
                reader.wrong_shape(node, ("блок с ключами", "a block with keys"), hint);
                None
            }
        }
    }

    /// The entries in the order written.
    pub(crate) fn entries(&self) -> &'a [Entry] {
        self.entries
    }

    /// The value under a key; an empty value counts as absent and is reported.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        if entry.value.is_null() {
            let ru = format!("У ключа `{key}` нет значения.");
            let en = format!("The key `{key}` has no value.");
            let hint = (
                "Напишите значение или уберите ключ.".to_owned(),
                "Write a value or remove the key.".to_owned(),
            );
            self.reader
                .error("R007", &entry.key_span, ru, en, Some(hint));
            return None;
        }
        Some(&entry.value)
    }

    /// Whether the key is written.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The value under a key that must be there.
    pub(crate) fn need(&self, key: &str) -> Option<&'a Node> {
        if !self.has(key) {
            self.missing(key);
        }
        self.get(key)
    }

    /// Reports a key that must be there, with what it is for.
    pub(crate) fn missing(&self, key: &str) {
        let meaning = self.described.and_then(|shape| shape.key(key));
        self.reader.missing_key(key, &self.node.span, meaning);
    }

    /// A text.
    pub(crate) fn word(&self, key: &str) -> Option<Word> {
        self.get(key).and_then(|node| self.reader.word(node))
    }

    /// A text that must be there.
    pub(crate) fn need_word(&self, key: &str) -> Option<Word> {
        self.need(key).and_then(|node| self.reader.word(node))
    }

    /// One text or several; none when the key is absent.
    pub(crate) fn words(&self, key: &str) -> Vec<Word> {
        self.get(key)
            .map(|node| self.reader.words(node))
            .unwrap_or_default()
    }

    /// A title; empty (and reported) when it is missing.
    pub(crate) fn title(&self, key: &str) -> Title {
        self.need(key)
            .map(|node| self.reader.title(node))
            .unwrap_or_default()
    }

    /// A flag; false when absent.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.get(key).is_some_and(|node| self.reader.flag(node))
    }

    /// Where the key stands; the block itself when it is absent.
    pub(crate) fn key_span(&self, key: &str) -> Range<usize> {
        let found = self.entries.iter().find(|entry| entry.key == key);
        found.map_or_else(|| self.node.span.clone(), |entry| entry.key_span.clone())
    }
}

/// A block as it may be written: the term alone, or the first keys with their examples.
fn example(shape: &Shape) -> Option<(String, String)> {
    let keys = shape.all();
    let term = keys.iter().find(|key| key.name == "term");
    let shown: Vec<String> = match term {
        Some(term) => vec![format!("{}: {}", term.name, term.example)],
        None => keys
            .iter()
            .take(2)
            .map(|key| format!("{}: {}", key.name, key.example))
            .collect(),
    };
    let shown = shown.join(", ");
    advice(
        format!("Например, `{{{shown}}}`."),
        format!("For example, `{{{shown}}}`."),
    )
}
