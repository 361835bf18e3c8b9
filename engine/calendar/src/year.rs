//! The published production calendar of one year.
//!
//! A year that arrives later is added with [`Calendar::with_year`](crate::Calendar::with_year); dates computed before
//! were provisional and are recomputed by whoever stored them.

use chrono::{Datelike, Weekday};

use crate::rows::{self, Row, RowError, RowKind, RowProblem};

/// The days of one year that differ from the plain week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearTable {
    pub(crate) year: i32,
    pub(crate) rows: Vec<Row>,
}

impl YearTable {
    /// Reads a year from CSV text with the header `date,kind,note`.
    ///
    /// # Errors
    /// Every bad line: form, a date of another year, `moved_work` on a weekday, rows that contradict each other.
    pub fn parse(year: i32, csv: &str) -> Result<YearTable, Vec<RowError>> {
        let rows = rows::read(csv)?;
        let errors: Vec<RowError> = rows.iter().filter_map(|row| misplaced(row, year)).collect();
        if errors.is_empty() {
            Ok(YearTable { year, rows })
        } else {
            Err(errors)
        }
    }

    /// The year of the table.
    pub fn year(&self) -> i32 {
        self.year
    }
}

fn misplaced(row: &Row, year: i32) -> Option<RowError> {
    let weekend = matches!(row.date.weekday(), Weekday::Sat | Weekday::Sun);
    let problem = if row.date.year() != year {
        RowProblem::WrongYear(row.date, year)
    } else if row.kind == RowKind::MovedWork && !weekend {
        RowProblem::WorksAnyway(row.date)
    } else if row.kind == RowKind::DayOff {
        RowProblem::KindNotHere(row.kind)
    } else {
        return None;
    };
    Some(rows::problem(row.line, problem))
}
