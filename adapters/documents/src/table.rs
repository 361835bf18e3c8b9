//! A table that somebody brought, as text: one header row and numbered rows. What the cells mean is not decided here.

use std::fmt::Write as _;

use serde::Serialize;

use crate::sentence::Sentence;

/// A table read from a file. Every row has as many cells as the header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Column titles, trimmed; an untitled column has an empty title.
    pub header: Vec<String>,
    /// The rows that are not empty, in file order.
    pub rows: Vec<TableRow>,
    /// What the reader noticed and a person should know: encoding, delimiter, which sheet was read.
    pub notes: Vec<Sentence>,
}

/// One row of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// Number of the row as the spreadsheet shows it, from 1.
    pub number: usize,
    /// Cells, trimmed, inner line breaks and no-break spaces turned into spaces; numbers with a decimal comma,
    /// dates as `dd.mm.yyyy`.
    pub cells: Vec<String>,
}

impl TableRow {
    /// The whole row on one line, for messages.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for cell in self.cells.iter().filter(|cell| !cell.is_empty()) {
            let separator = if text.is_empty() { "" } else { " | " };
            let _ = write!(text, "{separator}{cell}");
        }
        text
    }
}
