//! Where a part of a scalar's text stands in the file: expressions and terms are checked as texts, and their problems
//! must point into the YAML.
//!
//! Walks the written form and the text side by side over escapes, doubled quotes and folded lines.

use std::ops::Range;

use super::{Node, NodeValue, Style};

/// Translates a byte range of the scalar's text into a byte range of the file.
pub(crate) fn locate(source: &str, node: &Node, part: &Range<usize>) -> Range<usize> {
    let NodeValue::Scalar(scalar) = &node.value else {
        return node.span.clone();
    };
    let Some(raw) = source.get(node.span.clone()) else {
        return node.span.clone();
    };
    let mut walk = Walk {
        raw,
        at: opening(raw, scalar.style),
        style: scalar.style,
    };
    let (mut start, mut end) = (None, None);
    for (offset, character) in scalar.text.char_indices() {
        walk.reach(character);
        if start.is_none() && offset >= part.start {
            start = Some(walk.at);
        }
        if offset >= part.end {
            end = Some(walk.at);
            break;
        }
        walk.pass(character);
    }
    let base = node.span.start;
    let start = start.unwrap_or(walk.at);
    base + start..base + end.unwrap_or(walk.at).max(start)
}

/// Bytes before the first character of the text.
fn opening(raw: &str, style: Style) -> usize {
    match style {
        Style::Plain => 0,
        Style::Single | Style::Double => 1.min(raw.len()),
        Style::Block => raw.find('\n').map_or(0, |at| at + 1),
    }
}

struct Walk<'a> {
    raw: &'a str,
    at: usize,
    style: Style,
}

impl Walk<'_> {
    fn rest(&self) -> &str {
        self.raw.get(self.at..).unwrap_or("")
    }

    /// Skips line breaks and indentation that the text does not contain.
    fn reach(&mut self, wanted: char) {
        if self.escape().is_some() || self.rest().starts_with(wanted) {
            return;
        }
        let blank = self.rest().len() - self.rest().trim_start().len();
        let folded = matches!(wanted, ' ' | '\n') && blank > 0;
        if !folded {
            self.at += blank;
        }
    }

    /// Steps over what the character was written as.
    fn pass(&mut self, character: char) {
        if let Some(length) = self.escape() {
            self.at += length;
        } else if self.rest().starts_with(character) {
            self.at += character.len_utf8();
        } else {
            self.at += self.rest().len() - self.rest().trim_start().len();
        }
    }

    /// Length of the escape that begins here, if one does.
    fn escape(&self) -> Option<usize> {
        let rest = self.rest();
        match self.style {
            Style::Single => rest.starts_with("''").then_some(2),
            Style::Double => {
                let letter = rest.strip_prefix('\\')?.chars().next()?;
                let digits = match letter {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    _ => 0,
                };
                Some((1 + letter.len_utf8() + digits).min(rest.len()))
            }
            Style::Plain | Style::Block => None,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::super::read;
    use super::*;
    use crate::source::Source;

    #[track_caller]
    fn check(yaml: &str, needle: &str) {
        let source = Source::new("a.yaml", yaml);
        let (node, problems) = read(&source);
        assert!(problems.is_empty(), "{problems:?}");
        let node = node.unwrap();
        let value = node.get("k").unwrap();
        let start = value.text().unwrap().find(needle).unwrap();
        let found = locate(yaml, value, &(start..start + needle.len()));
        assert_eq!(&yaml[found], needle, "in {yaml:?}");
    }

    #[test]
    fn a_part_of_a_scalar_is_found_however_it_is_written() {
        check("k: верно * 100 >= всего", "всего");
        check("k: \"has(reason) or tru\"", "tru");
        check("k: \"x == \\\"да\\\" and tru\"", "tru");
        check("k: 'имя == ''Пётр'' and tru'", "tru");
        check("k: \"\\u0438мя and tru\"", "tru");
        check("k: a +\n   bcd + e", "bcd");
        check("k: |\n  a +\n  bcd + e\nz: 1", "bcd");
        check("k: >\n  a +\n  bcd + e\nz: 1", "bcd");
    }
}
