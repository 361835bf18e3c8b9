//! The columns of a table, as the database itself tells them.

use reglament_runtime::port::StoreError;

use super::tables::CopiedTable;
use crate::{
    database::{self, Transaction},
    dialect::{Dialect, Sql},
};

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// What it holds. The schema has no other types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Number,
    Text,
    Bytes,
}

const COLUMNS: Sql = Sql::new(
    "SELECT name, type FROM pragma_table_info($1)",
    "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM information_schema.columns \
     WHERE table_schema = current_schema() AND table_name = $1",
);

/// The columns of a table by name, so that both databases tell them in one order.
pub(super) async fn columns(
    on: &mut Transaction,
    table: &CopiedTable,
) -> Result<Vec<Column>, StoreError> {
    let query = database::query_as::<(String, String)>(COLUMNS).bind(table.name);
    let mut columns = Vec::new();
    for (name, declared) in query.fetch_all(&mut *on).await? {
        let kind = match declared.to_lowercase().as_str() {
            "integer" | "bigint" => Kind::Number,
            "text" => Kind::Text,
            "blob" | "bytea" => Kind::Bytes,
            other => {
                let table = table.name;
                let why = format!("{table}.{name} is of the type {other}, which nobody can copy");
                return Err(StoreError::Damaged(why));
            }
        };
        columns.push(Column { name, kind });
    }
    if let Some(counter) = table.counter.filter(|_| table.counts_rows)
        && on.dialect() == Dialect::Sqlite
    {
        let name = counter.column.to_owned();
        let kind = Kind::Number;
        columns.push(Column { name, kind });
    }
    columns.sort();
    Ok(columns)
}

/// The column as a statement names it.
pub(super) fn quoted(table: &CopiedTable, column: &str, dialect: Dialect) -> String {
    let is_row = table.counts_rows
        && dialect == Dialect::Sqlite
        && table.counter.is_some_and(|it| it.column == column);
    match is_row {
        true => "rowid".to_owned(),
        false => format!("\"{column}\""),
    }
}
