//! Scalars of the tolerant reader: plain, quoted, block.

use std::ops::Range;

use reglament_definition::{Node, NodeValue, Scalar, Style};

use super::Tolerant;

impl Tolerant<'_> {
    /// A text without quotes; further lines belong to it when they are deeper than `parent` and begin nothing else.
    pub(super) fn plain(&mut self, parent: i64) -> Node {
        let first = self.rest_of_line();
        let mut text = self.text[first.clone()].to_owned();
        let mut end = first.end;
        let commented = first.end < self.line_end() && self.text[first.end..].contains('#');
        self.skip_line();
        while !commented || self.text[first.end..self.at].trim().is_empty() {
            let back = self.at;
            let deeper = self.content().is_some_and(|here| above(here, parent));
            if !deeper || self.at_key() || self.at_dash() {
                self.at = back;
                break;
            }
            let more = self.rest_of_line();
            text.push(' ');
            text.push_str(&self.text[more.clone()]);
            end = more.end;
            self.skip_line();
        }
        scalar(first.start..end, text, Style::Plain)
    }

    /// A text in quotes; it ends at the latest before a line that cannot be inside it.
    pub(super) fn quoted(&mut self, parent: i64) -> Node {
        let start = self.at;
        let quote = self.peek().unwrap_or('"');
        self.at += 1;
        let mut text = String::new();
        while let Some(next) = self.peek() {
            self.at += next.len_utf8();
            match next {
                '\\' if quote == '"' => text.push(self.escaped()),
                '\'' if quote == '\'' && self.peek() == Some('\'') => {
                    self.at += 1;
                    text.push('\'');
                }
                found if found == quote => break,
                '\n' => {
                    let back = self.at - 1;
                    self.skip_spaces();
                    let outside = !above(self.column(), parent) || self.at_key();
                    if outside && self.peek() != Some('\n') {
                        self.at = back;
                        break;
                    }
                    text.push(' ');
                }
                other => text.push(other),
            }
        }
        let style = if quote == '"' {
            Style::Double
        } else {
            Style::Single
        };
        scalar(start..self.at, text, style)
    }

    fn escaped(&mut self) -> char {
        let Some(next) = self.peek() else { return '\\' };
        self.at += next.len_utf8();
        match next {
            'n' => '\n',
            't' => '\t',
            other => other,
        }
    }

    /// A text after `|` or `>`: all lines deeper than `parent`.
    pub(super) fn block_scalar(&mut self, parent: i64) -> Node {
        let start = self.at;
        let folded = self.peek() == Some('>');
        self.skip_line();
        let (mut end, mut lines) = (self.at, Vec::new());
        while self.at < self.text.len() {
            let line = &self.text[self.at..self.line_end()];
            let indent = line.len() - line.trim_start().len();
            if !line.trim().is_empty() && !above(indent, parent) {
                break;
            }
            if !line.trim().is_empty() {
                end = self.line_end();
            }
            lines.push(line.trim());
            self.skip_line();
        }
        let text = lines.join(if folded { " " } else { "\n" });
        scalar(start..end, text.trim_end().to_owned(), Style::Block)
    }
}

/// Whether a column is deeper than that of the block around.
pub(super) fn above(column: usize, parent: i64) -> bool {
    i64::try_from(column).unwrap_or(i64::MAX) > parent
}

pub(super) fn scalar(span: Range<usize>, text: String, style: Style) -> Node {
    Node {
        span,
        value: NodeValue::Scalar(Scalar { text, style }),
    }
}
