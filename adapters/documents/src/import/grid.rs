//! Collects the cells of either format under the same bounds and turns them into a [`Table`]: finds the header, drops
//! empty rows, gives every row the width of the header.

use std::collections::BTreeMap;

use crate::import::error::ImportError;
use crate::limits;
use crate::sentence::Sentence;
use crate::table::{Table, TableRow};

/// Cells by row (from 1) and column (from 0); only cells with text are kept, so memory follows the data.
#[derive(Default)]
pub(super) struct Grid {
    rows: BTreeMap<usize, BTreeMap<usize, String>>,
    pub(super) notes: Vec<Sentence>,
}

impl Grid {
    /// Keeps a cell, tidied; an empty one is forgotten.
    pub(super) fn put(&mut self, row: usize, column: usize, text: &str) -> Result<(), ImportError> {
        let text = tidy(text);
        if text.is_empty() {
            return Ok(());
        }
        if column >= limits::TABLE_COLUMNS {
            return Err(ImportError::TooManyColumns);
        }
        if text.chars().count() > limits::CELL_CHARS {
            return Err(ImportError::CellTooLong { row });
        }
        self.rows.entry(row).or_default().insert(column, text);
        if self.rows.len() > limits::TABLE_ROWS + limits::TITLE_ROWS {
            return Err(ImportError::TooManyRows);
        }
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The header is the first row with two cells or more: titles above a table stand in one cell.
    pub(super) fn into_table(self) -> Result<Table, ImportError> {
        let header_row = self
            .rows
            .iter()
            .take(limits::TITLE_ROWS)
            .find(|(_, cells)| cells.len() >= 2)
            .or_else(|| self.rows.iter().next())
            .map(|(number, _)| *number)
            .ok_or(ImportError::Empty)?;
        let width = self
            .rows
            .range(header_row..)
            .filter_map(|(_, cells)| cells.keys().next_back())
            .max()
            .map_or(0, |last| last + 1);
        let full = |cells: &BTreeMap<usize, String>| -> Vec<String> {
            (0..width)
                .map(|column| cells.get(&column).cloned().unwrap_or_default())
                .collect()
        };
        let rows: Vec<TableRow> = self
            .rows
            .range(header_row + 1..)
            .map(|(number, cells)| TableRow {
                number: *number,
                cells: full(cells),
            })
            .collect();
        if rows.len() > limits::TABLE_ROWS {
            return Err(ImportError::TooManyRows);
        }
        Ok(Table {
            header: self.rows.get(&header_row).map(full).unwrap_or_default(),
            rows,
            notes: self.notes,
        })
    }
}

fn tidy(text: &str) -> String {
    // Zero-width characters come with text copied from web pages and make equal names unequal.
    let visible: String = text
        .chars()
        .filter(|letter| !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}'))
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}
