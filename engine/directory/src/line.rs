//! One row of a table while it is read: its cells by column, and where to say what is wrong with it.

use std::cell::{Cell, RefCell};

use crate::columns::{Column, Columns};
use crate::problem::{Problem, Problems, Sentence};
use crate::sheet::{SheetRow, What};

/// A row with its columns.
pub(crate) struct Line<'s> {
    pub(crate) table: What,
    pub(crate) row: &'s SheetRow,
    pub(crate) columns: &'s Columns,
    pub(crate) problems: &'s RefCell<Problems>,
    wrong: Cell<bool>,
}

impl<'s> Line<'s> {
    pub(crate) fn new(
        table: What,
        row: &'s SheetRow,
        columns: &'s Columns,
        problems: &'s RefCell<Problems>,
    ) -> Self {
        let wrong = Cell::new(false);
        Self {
            table,
            row,
            columns,
            problems,
            wrong,
        }
    }

    /// The text of a cell; empty when there is no such column.
    pub(crate) fn text(&self, column: Column) -> &'s str {
        let place = self.columns.place(column);
        place.map_or("", |place| self.at(place))
    }

    /// The text of the cell at a place.
    pub(crate) fn at(&self, place: usize) -> &'s str {
        self.row.cells.get(place).map_or("", |cell| cell.trim())
    }

    /// Whether something of the row was wrong.
    pub(crate) fn is_wrong(&self) -> bool {
        self.wrong.get()
    }

    /// Reports a cell that cannot be taken.
    pub(crate) fn wrong(&self, column: Column, code: &'static str, says: Sentence) {
        let place = self.columns.place(column);
        self.wrong_at(place, code, says);
    }

    /// Reports the cell at a place, or the whole row.
    pub(crate) fn wrong_at(&self, place: Option<usize>, code: &'static str, says: Sentence) {
        self.wrong.set(true);
        let column = place.and_then(|place| self.columns.title(place));
        let row = Some(self.row.number);
        report(self.problems, self.table, row, column, code, says);
    }
}

/// Reports something that cannot be taken.
pub(crate) fn report(
    problems: &RefCell<Problems>,
    table: What,
    row: Option<usize>,
    column: Option<String>,
    code: &'static str,
    says: Sentence,
) {
    problems.borrow_mut().add(Problem {
        table,
        row,
        column,
        code,
        wrong: true,
        says,
    });
}

/// Reports something that is only worth a look.
pub(crate) fn remark(
    problems: &RefCell<Problems>,
    table: What,
    row: Option<usize>,
    code: &'static str,
    says: Sentence,
) {
    problems.borrow_mut().add(Problem {
        table,
        row,
        column: None,
        code,
        wrong: false,
        says,
    });
}
