//! The rows of one table: read from one database, written to the other, and read again there.
//!
//! Rows stream in the order of their key, and no more than a batch of them is in memory.

use super::{
    MoveError, Side,
    batch::Batch,
    columns::{Column, Kind, columns, quoted},
    digest::{Cell, Contents, TableDigest},
    tables::CopiedTable,
};
use crate::{
    database::{self, Row},
    dialect::Dialect,
};

/// What was copied of one table.
#[derive(Debug)]
pub(super) struct Moved {
    /// What both databases hold now.
    pub(super) contents: Contents,
    /// Texts in which a letter had to be replaced.
    pub(super) replaced: u64,
}

/// Copies a table and compares what arrived with what was there.
pub(super) async fn table(
    table: &CopiedTable,
    from: &mut Side,
    to: &mut Side,
) -> Result<Moved, MoveError> {
    let known = columns(&mut from.transaction, table).await;
    let known = known.map_err(|error| from.failed(error))?;
    let wanted = columns(&mut to.transaction, table).await;
    if known != wanted.map_err(|error| to.failed(error))? {
        return Err(MoveError::OtherColumns { table: table.name });
    }
    let (left, replaced) = copy(table, &known, from, to).await?;
    let arrived = read(table, &known, to).await?;
    if left != arrived {
        return Err(MoveError::Differs {
            table: table.name,
            left,
            arrived,
        });
    }
    Ok(Moved {
        contents: arrived,
        replaced,
    })
}

async fn copy(
    table: &CopiedTable,
    columns: &[Column],
    from: &mut Side,
    to: &mut Side,
) -> Result<(Contents, u64), MoveError> {
    if table.is_born_filled {
        let sql = format!("DELETE FROM {}", table.name);
        let emptied = database::query(sql).execute(&mut to.transaction).await;
        emptied.map_err(|error| to.failed(error))?;
    }
    let mut digest = TableDigest::new(table.name, columns);
    let mut batch = Batch::new(table, columns);
    let mut replaced = 0;
    let lacks_zero = to.transaction.dialect() == Dialect::Postgres;
    let query = database::query(select(table, columns, from.transaction.dialect()));
    let place = from.place.clone();
    let mut rows = query.stream(&mut from.transaction);
    while let Some(row) = rows.next().await {
        let row = row.map_err(|error| MoveError::failed(&place, error))?;
        let mut cells = cells(&row, table, columns)?;
        if lacks_zero {
            replaced += without_zero(&mut cells, table, columns)?;
        }
        digest.add(&cells);
        let written = batch.add(cells, &mut to.transaction).await;
        written.map_err(|error| to.failed(error))?;
    }
    let written = batch.write(&mut to.transaction).await;
    written.map_err(|error| to.failed(error))?;
    Ok((digest.end(), replaced))
}

/// What a database holds of a table.
async fn read(
    table: &CopiedTable,
    columns: &[Column],
    side: &mut Side,
) -> Result<Contents, MoveError> {
    let mut digest = TableDigest::new(table.name, columns);
    let query = database::query(select(table, columns, side.transaction.dialect()));
    let place = side.place.clone();
    let mut rows = query.stream(&mut side.transaction);
    while let Some(row) = rows.next().await {
        let row = row.map_err(|error| MoveError::failed(&place, error))?;
        digest.add(&cells(&row, table, columns)?);
    }
    Ok(digest.end())
}

fn select(table: &CopiedTable, columns: &[Column], dialect: Dialect) -> String {
    let list = |names: &mut dyn Iterator<Item = &str>| -> String {
        let names: Vec<String> = names.map(|name| quoted(table, name, dialect)).collect();
        names.join(", ")
    };
    let all = list(&mut columns.iter().map(|column| column.name.as_str()));
    let key = list(&mut table.key.iter().copied());
    format!("SELECT {all} FROM {} ORDER BY {key}", table.name)
}

fn cells(row: &Row, table: &CopiedTable, columns: &[Column]) -> Result<Vec<Cell>, MoveError> {
    let read = columns.iter().enumerate().map(|(at, column)| {
        Cell::read(row, at, column.kind).ok_or_else(|| MoveError::Unreadable {
            table: table.name,
            column: column.name.clone(),
            row: key(row, table, columns),
        })
    });
    read.collect()
}

/// The key of a row, as far as it can be read.
fn key(row: &Row, table: &CopiedTable, columns: &[Column]) -> String {
    let part = |name: &&str| {
        let at = columns.iter().position(|column| column.name == *name)?;
        match Cell::read(row, at, columns.get(at)?.kind)? {
            Cell::Number(number) => Some(number.to_string()),
            Cell::Text(text) => Some(text),
            Cell::Nothing(_) | Cell::Bytes(_) => None,
        }
    };
    let parts: Vec<String> = table
        .key
        .iter()
        .map(|name| part(name).unwrap_or_else(|| "?".to_owned()))
        .collect();
    parts.join("/")
}

/// PostgreSQL has no letter U+0000. The store keeps U+FFFD in its place when somebody sends one, and so does a copy; but what
/// is chained or found by its key is not touched. Gives the number of texts that were.
fn without_zero(
    cells: &mut [Cell],
    table: &CopiedTable,
    columns: &[Column],
) -> Result<u64, MoveError> {
    let mut replaced = 0;
    for (cell, column) in cells.iter_mut().zip(columns) {
        let Cell::Text(text) = cell else { continue };
        if column.kind != Kind::Text || !text.contains('\0') {
            continue;
        }
        if table.name.starts_with("journal") || table.key.contains(&column.name.as_str()) {
            return Err(MoveError::Zero {
                table: table.name,
                column: column.name.clone(),
            });
        }
        *text = text.replace('\0', "\u{FFFD}");
        replaced += 1;
    }
    Ok(replaced)
}
