//! A YAML tree from half-typed text: every line gives what it can, a mistake costs its own line and no other.
//!
//! Indentation rules: an open `{`, `[` or quote ends where a line begins that could not be inside it. The strict reader of
//! `reglament-definition` is right about correct text; this one is only for text that it refuses, and for cursors.

mod flow;
mod line;
mod scalar;

use reglament_definition::limits::{YAML_DEPTH, YAML_NODES};
use reglament_definition::{Entry, Node, NodeValue, Scalar, Style};

/// Reads whatever the text is.
pub(crate) fn read(text: &str) -> Node {
    let mut reader = Tolerant {
        text,
        at: if text.starts_with('\u{feff}') { 3 } else { 0 },
        depth: 0,
        nodes: 0,
    };
    let root = match reader.content() {
        Some(column) => reader.node(column, -1),
        None => reader.nothing(),
    };
    match (&root.value, reader.content()) {
        // A stray first line must not hide the rest.
        (NodeValue::Scalar(_), Some(column)) => reader.map(column),
        _ => root,
    }
}

/// The text and how far it has been read. Columns are bytes from the beginning of the line: before a key in block style
/// there are only spaces and dashes.
struct Tolerant<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    nodes: usize,
}

impl Tolerant<'_> {
    /// What stands at the cursor; `parent` is the column of the block around it, -1 at the root.
    fn node(&mut self, column: usize, parent: i64) -> Node {
        self.nodes += 1;
        if self.depth >= YAML_DEPTH || self.nodes > YAML_NODES {
            self.skip_line();
            return self.nothing();
        }
        self.depth += 1;
        let node = if self.at_dash() {
            self.list(column)
        } else if self.at_key() || self.before_keys(column) {
            self.map(column)
        } else {
            self.inline(parent)
        };
        self.depth -= 1;
        node
    }

    /// Whether this line is a word and the next one a key in the same column: a key whose colon is not typed yet.
    fn before_keys(&mut self, column: usize) -> bool {
        let back = self.at;
        let word = !matches!(self.peek(), Some('{' | '[' | '"' | '\'' | '|' | '>'));
        self.skip_line();
        let keys = word && self.content() == Some(column) && self.at_key();
        self.at = back;
        keys
    }

    fn map(&mut self, column: usize) -> Node {
        let start = self.at;
        let mut end = start;
        let mut entries: Vec<Entry> = Vec::new();
        while let Some(here) = self.content() {
            if here < column || self.nodes > YAML_NODES {
                break;
            }
            if self.at_dash() {
                let list = self.list(here);
                end = list.span.end;
                if let Some(last) = entries.last_mut().filter(|last| last.value.is_null()) {
                    last.value = list;
                }
                continue;
            }
            let entry = self.entry(here);
            end = entry.value.span.end.max(entry.key_span.end);
            entries.push(entry);
        }
        Node {
            span: start..end,
            value: NodeValue::Map(entries),
        }
    }

    /// One line of a map: a key with its value, or a key without a colon yet.
    fn entry(&mut self, column: usize) -> Entry {
        self.nodes += 1;
        if !self.at_key() {
            let word = self.rest_of_line();
            self.skip_line();
            return Entry {
                key: self.text[word.clone()].to_owned(),
                value: Node {
                    span: word.end..word.end,
                    ..self.nothing()
                },
                key_span: word,
            };
        }
        let (key, key_span) = self.key();
        let value = self.value(column);
        Entry {
            key,
            key_span,
            value,
        }
    }

    /// What stands after the colon of a key in this column, on its line or below.
    fn value(&mut self, column: usize) -> Node {
        let own = i64::try_from(column).unwrap_or(i64::MAX);
        let after = self.at;
        self.skip_spaces();
        if !self.at_line_end() {
            return self.inline(own);
        }
        self.skip_line();
        let back = self.at;
        match self.content() {
            Some(here) if here > column => self.node(here, own),
            Some(here) if here == column && self.at_dash() => self.node(here, own),
            _ => {
                self.at = back;
                Node {
                    span: after..after,
                    ..self.nothing()
                }
            }
        }
    }

    fn list(&mut self, column: usize) -> Node {
        let start = self.at;
        let mut end = start;
        let mut items = Vec::new();
        let own = i64::try_from(column).unwrap_or(i64::MAX);
        while let Some(here) = self.content() {
            if here < column || self.nodes > YAML_NODES || (here == column && !self.at_dash()) {
                break;
            }
            let item = if here > column {
                self.node(here, own)
            } else {
                self.item(column)
            };
            end = item.span.end;
            items.push(item);
        }
        Node {
            span: start..end,
            value: NodeValue::List(items),
        }
    }

    fn item(&mut self, column: usize) -> Node {
        self.at += 1;
        let own = i64::try_from(column).unwrap_or(i64::MAX);
        let after = self.at;
        self.skip_spaces();
        if !self.at_line_end() {
            let inner = self.column();
            return self.node(inner, own);
        }
        self.skip_line();
        let back = self.at;
        match self.content() {
            Some(here) if here > column => self.node(here, own),
            _ => {
                self.at = back;
                Node {
                    span: after..after,
                    ..self.nothing()
                }
            }
        }
    }

    /// A value that begins on this line.
    fn inline(&mut self, parent: i64) -> Node {
        self.skip_properties();
        let node = match self.peek() {
            Some('{') => self.flow_map(parent),
            Some('[') => self.flow_list(parent),
            Some('"' | '\'') => self.quoted(parent),
            Some('|' | '>') => return self.block_scalar(parent),
            _ => return self.plain(parent),
        };
        // An abandoned bracket leaves the cursor at the line that it could not hold.
        if self.column() > 0 {
            self.skip_line();
        }
        node
    }

    fn nothing(&self) -> Node {
        Node {
            span: self.at..self.at,
            value: NodeValue::Scalar(Scalar {
                text: String::new(),
                style: Style::Plain,
            }),
        }
    }
}

#[cfg(test)]
mod tests;
