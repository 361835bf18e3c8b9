//! `{…}` and `[…]` of the tolerant reader.

use reglament_definition::limits::{YAML_DEPTH, YAML_NODES};
use reglament_definition::{Entry, Node, NodeValue, Style};

use super::Tolerant;
use super::line::unquoted;
use super::scalar::{above, scalar};

impl Tolerant<'_> {
    pub(super) fn flow_map(&mut self, parent: i64) -> Node {
        let start = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        while self.flow_space(parent) {
            match self.peek() {
                Some('}') => {
                    self.at += 1;
                    break;
                }
                Some(',') => self.at += 1,
                None | Some(']') => break,
                _ => entries.push(self.flow_entry(parent)),
            }
        }
        Node {
            span: start..self.at,
            value: NodeValue::Map(entries),
        }
    }

    pub(super) fn flow_list(&mut self, parent: i64) -> Node {
        let start = self.at;
        self.at += 1;
        let mut items = Vec::new();
        while self.flow_space(parent) {
            match self.peek() {
                Some(']') => {
                    self.at += 1;
                    break;
                }
                Some(',') => self.at += 1,
                None | Some('}') => break,
                _ => items.push(self.flow_value(parent)),
            }
        }
        Node {
            span: start..self.at,
            value: NodeValue::List(items),
        }
    }

    fn flow_entry(&mut self, parent: i64) -> Entry {
        let start = self.at;
        let (key, key_span) = match self.peek() {
            Some('"' | '\'') => {
                let node = self.quoted(parent);
                let text = node.text().unwrap_or_default().to_owned();
                (text, node.span)
            }
            _ => {
                let span = self.flow_word(true);
                (unquoted(&self.text[span.clone()]).to_owned(), span)
            }
        };
        self.skip_spaces();
        let mut value = Node {
            span: self.at..self.at,
            ..self.nothing()
        };
        if self.peek() == Some(':') {
            self.at += 1;
            value.span = self.at..self.at;
            if self.flow_space(parent) && !matches!(self.peek(), None | Some(',' | '}' | ']')) {
                value = self.flow_value(parent);
            }
        } else if self.at == start {
            // A bracket where a key should be: step over it.
            self.at += self.peek().map_or(0, char::len_utf8);
        }
        Entry {
            key,
            key_span,
            value,
        }
    }

    fn flow_value(&mut self, parent: i64) -> Node {
        self.nodes += 1;
        self.skip_properties();
        let deep = self.depth >= YAML_DEPTH || self.nodes > YAML_NODES;
        self.depth += 1;
        let node = match self.peek() {
            Some('{') if !deep => self.flow_map(parent),
            Some('[') if !deep => self.flow_list(parent),
            Some('"' | '\'') => self.quoted(parent),
            _ => {
                let from = self.at;
                let span = self.flow_word(false);
                if self.at == from {
                    self.at += self.peek().map_or(0, char::len_utf8);
                }
                let text = self.text[span.clone()].to_owned();
                scalar(span, text, Style::Plain)
            }
        };
        self.depth -= 1;
        node
    }

    /// A text without quotes up to the next `,`, bracket or line; a key also ends at its colon.
    fn flow_word(&mut self, key: bool) -> std::ops::Range<usize> {
        let rest = &self.text[self.at..self.line_end()];
        let mut end = rest.len();
        for (at, found) in rest.char_indices() {
            let after = rest[at + found.len_utf8()..].chars().next();
            let stops = match found {
                ',' | '}' | ']' => true,
                ':' => key && matches!(after, None | Some(' ' | ',' | '}' | ']' | '\r')),
                '#' => at > 0 && rest[..at].ends_with(' '),
                _ => false,
            };
            if stops {
                end = at;
                break;
            }
        }
        let word = rest[..end].trim_end();
        let span = self.at..self.at + word.len();
        self.at += end;
        span
    }

    /// Moves to the next thing inside brackets; false when a line begins that cannot be inside.
    fn flow_space(&mut self, parent: i64) -> bool {
        let line = self.line_start();
        loop {
            match self.peek() {
                Some(' ' | '\t' | '\n' | '\r') => self.at += 1,
                Some('#') => self.at = self.line_end(),
                _ => break,
            }
        }
        let start = self.line_start();
        let first = self.text[start..self.at].trim().is_empty();
        let moved = start != line || (first && start > 0);
        let closes = matches!(self.peek(), Some('}' | ']'));
        let outside = first && moved && parent >= 0 && !above(self.column(), parent) && !closes;
        if outside {
            self.at = start;
        }
        !outside
    }
}
