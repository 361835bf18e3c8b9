//! A source file with its lines: turns byte offsets into lines and columns.
//!
//! It does not read the file system; whoever compiles hands in the text.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};

/// The text of a file and where its lines begin.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path in the package, with `/`.
    pub path: String,
    /// The text.
    pub text: String,
    lines: Vec<usize>,
}

impl Source {
    /// Prepares a text.
    pub fn new(path: &str, text: &str) -> Self {
        let breaks = text
            .bytes()
            .enumerate()
            .filter(|(_, b)| *b == b'\n')
            .map(|(i, _)| i + 1);
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            lines: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// Where the text begins: after the byte order mark that some editors write.
    pub(crate) fn begin(&self) -> usize {
        if self.text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        }
    }

    /// Line and column of a byte offset, both from 1; columns count characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = self.boundary(offset);
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines[line - 1];
        (line, self.text[start..offset].chars().count() + 1)
    }

    /// The byte offset of the beginning of a line (from 1), or the end of the text.
    pub(crate) fn line_start(&self, line: usize) -> usize {
        self.lines
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(self.text.len())
    }

    /// The nearest character boundary at or before the offset.
    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// A diagnostic about a place in this file.
    pub(crate) fn diagnostic(
        &self,
        severity: Severity,
        code: &'static str,
        span: &Range<usize>,
        ru: impl Into<String>,
        en: impl Into<String>,
    ) -> Diagnostic {
        let start = self.boundary(span.start);
        let end = self.boundary(span.end.max(span.start));
        let (line, column) = self.position(start);
        Diagnostic {
            code,
            severity,
            file: self.path.clone(),
            span: start..end,
            line,
            column,
            ru: ru.into(),
            en: en.into(),
            hint_ru: None,
            hint_en: None,
            related: Vec::new(),
            fix: None,
        }
    }

    /// An error about a place in this file.
    pub(crate) fn error(
        &self,
        code: &'static str,
        span: &Range<usize>,
        ru: impl Into<String>,
        en: impl Into<String>,
    ) -> Diagnostic {
        self.diagnostic(Severity::Error, code, span, ru, en)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_not_bytes() {
        let source = Source::new("a.yaml", "шаг: да\nимя: x");
        let at = source.text.find('x').unwrap();
        assert_eq!(source.position(at), (2, 6));
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(
            source.position(1),
            (1, 1),
            "inside a character: its beginning"
        );
        assert_eq!(source.position(999), (2, 7));
    }
}
