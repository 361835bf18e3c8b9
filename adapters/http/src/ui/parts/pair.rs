//! A label with its value, in lists of facts.

use super::{Link, ScoreTable};

/// One fact. Line breaks in the value are kept.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The label.
    pub label: String,
    /// The value as printed.
    pub value: String,
    /// A scorecard, in place of the value.
    pub table: Option<ScoreTable>,
    /// Files that belong to it; the links stand after the value.
    pub links: Vec<Link>,
}

impl Pair {
    /// A fact.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            table: None,
            links: Vec::new(),
        }
    }

    /// The same with a table in place of the value.
    pub fn with_table(mut self, table: Option<ScoreTable>) -> Self {
        self.table = table;
        self
    }
}
