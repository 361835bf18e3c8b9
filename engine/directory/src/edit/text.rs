//! Edits of a YAML text at the places of its tree: everything else stays byte for byte.
//!
//! New entries go behind the last one of their list or map, in its style. Whether the result says what it should is not
//! judged here but by reading it again.

use std::ops::Range;

use reglament_definition::{Entry, Node, NodeValue};

/// Edits that are collected first and done at once.
pub(super) struct Edits<'t> {
    text: &'t str,
    all: Vec<(Range<usize>, String)>,
}

impl<'t> Edits<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            all: Vec::new(),
        }
    }

    /// The end of line that the text has.
    pub(super) fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }

    /// The text with all edits; none when two of them are at one place.
    pub(super) fn done(mut self) -> Option<String> {
        // Stable: insertions at one place keep their order.
        self.all.sort_by_key(|(range, _)| range.start);
        let mut result = String::with_capacity(self.text.len());
        let mut at = 0;
        for (range, new) in &self.all {
            result.push_str(self.text.get(at..range.start)?);
            result.push_str(new);
            at = range.end;
        }
        result.push_str(self.text.get(at..)?);
        Some(result)
    }

    pub(super) fn insert(&mut self, at: usize, new: String) {
        self.all.push((at..at, new));
    }

    pub(super) fn replace(&mut self, range: Range<usize>, new: String) {
        self.all.push((range, new));
    }

    /// Gives an entry of a map its value, where it stands or behind the others.
    pub(super) fn set(&mut self, map: &Node, key: &str, value: &str) {
        match map.entry(key) {
            Some(entry) => self.set_value(entry, value),
            None => self.add(map, &[(key.to_owned(), value.to_owned())]),
        }
    }

    /// Gives an entry another value.
    pub(super) fn set_value(&mut self, entry: &Entry, value: &str) {
        let node = &entry.value;
        if matches!(node.value, NodeValue::Scalar(_)) && !node.is_null() {
            return self.replace(node.span.start..self.end(node), value.to_owned());
        }
        self.replace(
            self.colon(entry)..self.entry_end(entry),
            format!(" {value}"),
        );
    }

    /// Puts another key and value in the place of an entry.
    pub(super) fn set_entry(&mut self, entry: &Entry, key: &str, value: &str) {
        self.replace(
            entry.key_span.start..self.entry_end(entry),
            format!("{key}: {value}"),
        );
    }

    /// Adds entries behind the last one of a map.
    pub(super) fn add(&mut self, map: &Node, entries: &[(String, String)]) {
        let shown = entries.iter().map(|(key, value)| format!("{key}: {value}"));
        let shown: Vec<String> = shown.collect();
        let last = map.map().unwrap_or_default().last();
        match (last, self.is_flow(map)) {
            (None, _) => self.insert(map.span.start + 1, shown.join(", ")),
            (Some(last), true) => {
                self.insert(self.entry_end(last), format!(", {}", shown.join(", ")));
            }
            (Some(last), false) => {
                let column = self.column(last.key_span.start);
                let at = self.line_end(self.entry_end(last));
                let lines = self.lines(shown.iter(), column, "");
                self.insert(at, lines);
            }
        }
    }

    /// Adds items behind the last one of a list.
    pub(super) fn append(&mut self, list: &Node, items: &[String]) {
        let last = list.list().unwrap_or_default().last();
        match (last, self.is_flow(list)) {
            (None, _) => self.insert(list.span.start + 1, items.join(", ")),
            (Some(last), true) => self.insert(self.end(last), format!(", {}", items.join(", "))),
            (Some(last), false) => {
                let before = self.text.get(..last.span.start).unwrap_or_default();
                let dash = before.rfind('-').unwrap_or(last.span.start);
                let at = self.line_end(self.end(last));
                let lines = self.lines(items.iter(), self.column(dash), "- ");
                self.insert(at, lines);
            }
        }
    }

    /// Lines of their own, each with a line break before it.
    pub(super) fn lines<'i>(
        &self,
        items: impl Iterator<Item = &'i String>,
        column: usize,
        mark: &str,
    ) -> String {
        let indent = " ".repeat(column);
        let line_break = self.line_break();
        items
            .map(|item| format!("{line_break}{indent}{mark}{item}"))
            .collect()
    }

    /// Whether a list or map is written in brackets.
    fn is_flow(&self, node: &Node) -> bool {
        let written = self.text.get(node.span.start..).unwrap_or_default();
        written.starts_with(['{', '['])
    }

    fn column(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.chars().count()
    }

    /// Where the line of a place ends, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        at + line.trim_end_matches('\r').len()
    }

    /// Behind the colon of an entry.
    fn colon(&self, entry: &Entry) -> usize {
        let rest = self.text.get(entry.key_span.end..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start().len();
        match rest.trim_start().starts_with(':') {
            true => entry.key_span.end + spaces + 1,
            false => entry.key_span.end,
        }
    }

    fn entry_end(&self, entry: &Entry) -> usize {
        match entry.value.is_null() {
            true => self.colon(entry),
            false => self.end(&entry.value),
        }
    }

    /// Where a value ends: what the parser calls the end of a block may lie behind the comments that follow it.
    fn end(&self, node: &Node) -> usize {
        let written = match &node.value {
            NodeValue::Map(entries) if !self.is_flow(node) => {
                return entries
                    .last()
                    .map_or(node.span.end, |last| self.entry_end(last));
            }
            NodeValue::List(items) if !self.is_flow(node) => {
                return items.last().map_or(node.span.end, |last| self.end(last));
            }
            _ => self.text.get(node.span.clone()).unwrap_or_default(),
        };
        node.span.start + written.trim_end().len()
    }
}
