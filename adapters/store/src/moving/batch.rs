//! Rows on their way: written in batches that are bounded by number and by weight.

use reglament_runtime::port::StoreError;

use super::{
    columns::{Column, quoted},
    digest::Cell,
    tables::CopiedTable,
};
use crate::database::{Builder, Transaction};

/// Most rows of a statement. With the columns of the widest table they stay below the parameters that SQLite takes (32 766).
const ROWS: usize = 500;
/// Weight from which a batch is written, in bytes; one row may be heavier, by a file of 25 MB at most.
const WEIGHT: usize = 4 * 1024 * 1024;

/// Rows of one table that are not written yet.
#[derive(Debug)]
pub(super) struct Batch<'a> {
    table: &'a CopiedTable,
    columns: &'a [Column],
    rows: Vec<Vec<Cell>>,
    weight: usize,
}

impl<'a> Batch<'a> {
    /// An empty one.
    pub(super) fn new(table: &'a CopiedTable, columns: &'a [Column]) -> Self {
        Self {
            table,
            columns,
            rows: Vec::with_capacity(ROWS),
            weight: 0,
        }
    }

    /// Adds a row and writes all of them when they are enough.
    pub(super) async fn add(
        &mut self,
        row: Vec<Cell>,
        to: &mut Transaction,
    ) -> Result<(), StoreError> {
        self.weight += row.iter().map(Cell::weight).sum::<usize>();
        self.rows.push(row);
        match self.rows.len() >= ROWS || self.weight >= WEIGHT {
            true => self.write(to).await,
            false => Ok(()),
        }
    }

    /// Writes what is left. Statements are made for powers of two only, so that few of them are prepared.
    pub(super) async fn write(&mut self, to: &mut Transaction) -> Result<(), StoreError> {
        let mut rest = self.rows.as_slice();
        while !rest.is_empty() {
            let count = match rest.len() {
                ROWS => ROWS,
                fewer => 1 << fewer.ilog2(),
            };
            let (now, later) = rest.split_at(count);
            self.insert(now, to).await?;
            rest = later;
        }
        self.rows.clear();
        self.weight = 0;
        Ok(())
    }

    async fn insert(&self, rows: &[Vec<Cell>], to: &mut Transaction) -> Result<(), StoreError> {
        let dialect = to.dialect();
        let names = self.columns.iter();
        let names: Vec<String> = names
            .map(|column| quoted(self.table, &column.name, dialect))
            .collect();
        let text = format!(
            "INSERT INTO {} ({}) VALUES ",
            self.table.name,
            names.join(", ")
        );
        let mut sql = Builder::new(dialect, &text);
        for (at, row) in rows.iter().enumerate() {
            sql.push(if at == 0 { "(" } else { ", (" });
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    sql.push(", ");
                }
                sql.push_bind(cell.value());
            }
            sql.push(")");
        }
        sql.build().execute(to).await.map(drop)
    }
}
