//! Lines and columns of the tolerant reader: blank lines, comments, what a line begins with, keys.

use std::ops::Range;

use super::Tolerant;

impl Tolerant<'_> {
    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Column of the cursor in bytes.
    pub(super) fn column(&self) -> usize {
        self.at - self.line_start()
    }

    pub(super) fn line_start(&self) -> usize {
        self.text[..self.at].rfind('\n').map_or(0, |at| at + 1)
    }

    pub(super) fn line_end(&self) -> usize {
        let rest = &self.text[self.at..];
        rest.find('\n').map_or(self.text.len(), |at| self.at + at)
    }

    /// Moves over blank lines, comments and `---`; gives the column of what follows.
    pub(super) fn content(&mut self) -> Option<usize> {
        loop {
            match self.peek()? {
                ' ' | '\t' | '\n' | '\r' => self.at += 1,
                '#' => self.at = self.line_end(),
                '-' if self.column() == 0 && self.text[self.at..].starts_with("---") => {
                    self.at = self.line_end();
                }
                _ => return Some(self.column()),
            }
        }
    }

    pub(super) fn skip_spaces(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t')) {
            self.at += 1;
        }
    }

    /// Moves to the next line.
    pub(super) fn skip_line(&mut self) {
        self.at = (self.line_end() + 1).min(self.text.len());
    }

    /// Moves over anchors and tags, which mean nothing here.
    pub(super) fn skip_properties(&mut self) {
        while matches!(self.peek(), Some('&' | '!')) {
            let rest = &self.text[self.at..self.line_end()];
            self.at += rest.find(' ').unwrap_or(rest.len());
            self.skip_spaces();
        }
    }

    /// Whether nothing but a comment is left on the line.
    pub(super) fn at_line_end(&self) -> bool {
        matches!(self.peek(), None | Some('\n' | '\r' | '#'))
    }

    /// Whether an item of a list begins here.
    pub(super) fn at_dash(&self) -> bool {
        let mut rest = self.text[self.at..].chars();
        rest.next() == Some('-') && matches!(rest.next(), None | Some(' ' | '\n' | '\r'))
    }

    /// Whether a key with its colon begins here.
    pub(super) fn at_key(&self) -> bool {
        !matches!(self.peek(), Some('{' | '[' | '|' | '>')) && self.colon().is_some()
    }

    /// Where the colon of the key at the cursor stands.
    fn colon(&self) -> Option<usize> {
        let line = &self.text[self.at..self.line_end()];
        let skip = match line.chars().next()? {
            quote @ ('"' | '\'') => line[1..].find(quote)? + 2,
            _ => 0,
        };
        let comment = line.find(" #").unwrap_or(line.len());
        let found = line.match_indices(':').map(|(at, _)| at).find(|at| {
            let after = line[at + 1..].chars().next();
            *at >= skip && matches!(after, None | Some(' ' | '\r' | '\t'))
        })?;
        (found < comment && (skip == 0 || line[skip..found].trim().is_empty()))
            .then_some(self.at + found)
    }

    /// Reads the key at the cursor and its colon; the span is that of the word without quotes.
    pub(super) fn key(&mut self) -> (String, Range<usize>) {
        let colon = self.colon().unwrap_or_else(|| self.line_end());
        let raw = self.text[self.at..colon].trim_end();
        let span = self.at..self.at + raw.len();
        self.at = (colon + 1).min(self.text.len());
        (unquoted(raw).to_owned(), span)
    }

    /// The rest of the line without its comment.
    pub(super) fn rest_of_line(&self) -> Range<usize> {
        let line = &self.text[self.at..self.line_end()];
        let line = line.find(" #").map_or(line, |at| &line[..at]);
        self.at..self.at + line.trim_end().len()
    }
}

/// A word without the quotes around it.
pub(super) fn unquoted(raw: &str) -> &str {
    let inner = raw
        .strip_prefix(['"', '\''])
        .and_then(|rest| rest.strip_suffix(['"', '\'']));
    inner.unwrap_or(raw)
}
