//! Positions at the edges: editors count lines from 0 and columns in UTF-16 units; everything inside counts bytes.

use std::ops::Range;

/// A place as editors name it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub struct Position {
    /// Line, from 0.
    pub line: u32,
    /// Column in UTF-16 units, from 0.
    pub character: u32,
}

/// The lines of a text, for turning places into bytes and back.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Prepares a text.
    pub fn new(text: &'t str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The place of a byte offset; one inside a character counts as its beginning, one past the end as the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = &self.text[self.starts[line]..offset];
        let units: usize = before.chars().map(char::len_utf16).sum();
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            character: u32::try_from(units).unwrap_or(u32::MAX),
        }
    }

    /// The byte offset of a place; a column past the end of its line is the end of the line, a line past the end of the
    /// text its end.
    pub fn offset(&self, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let Some(start) = self.starts.get(line).copied() else {
            return self.text.len();
        };
        let end = self
            .starts
            .get(line + 1)
            .map_or(self.text.len(), |next| next - 1);
        let mut units = u64::from(position.character);
        for (at, found) in self.text[start..end].char_indices() {
            let width = u64::try_from(found.len_utf16()).unwrap_or(2);
            if units < width {
                return start + at;
            }
            units -= width;
        }
        end
    }

    /// Both ends of a byte range.
    pub fn range(&self, span: &Range<usize>) -> (Position, Position) {
        (self.position(span.start), self.position(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position};

    #[test]
    fn cyrillic_and_emoji_are_counted_in_utf16() {
        let lines = Lines::new("шаг: 😀 да\nb\r\n");
        let at = |line, character| Position { line, character };
        let cases = [
            (0, at(0, 0)),
            (6, at(0, 3)),
            (8, at(0, 5)),
            (12, at(0, 7)),
            (13, at(0, 8)),
            (17, at(0, 10)),
            (18, at(1, 0)),
            (21, at(2, 0)),
        ];
        for (offset, position) in cases {
            assert_eq!(lines.position(offset), position, "{offset}");
            assert_eq!(lines.offset(position), offset, "{position:?}");
        }
        assert_eq!(lines.offset(at(0, 6)), 8, "inside the emoji: its beginning");
        assert_eq!(lines.position(9), at(0, 5));
        assert_eq!(lines.offset(at(0, 99)), 17);
        assert_eq!(lines.offset(at(9, 0)), 21);
    }
}
