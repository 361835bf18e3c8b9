//! Numbers that tables give by themselves: the next one of the source becomes the next one of the copy, so that none is
//! given twice.

use reglament_runtime::port::StoreError;

use super::{
    Side,
    columns::quoted,
    tables::{CopiedTable, Counter},
};
use crate::{database, dialect::Dialect};

/// Carries the number over.
pub(super) async fn carry_over(
    table: &CopiedTable,
    counter: Counter,
    from: &mut Side,
    to: &mut Side,
) -> Result<(), super::MoveError> {
    let next = next(table, counter, from).await;
    let next = next.map_err(|error| from.failed(error))?;
    let set = set(table, counter, next, to).await;
    set.map_err(|error| to.failed(error))
}

async fn next(table: &CopiedTable, counter: Counter, side: &mut Side) -> Result<i64, StoreError> {
    let dialect = side.transaction.dialect();
    let column = quoted(table, counter.column, dialect);
    let highest = format!("SELECT COALESCE(MAX({column}), 0) + 1 FROM {}", table.name);
    let highest: i64 = database::query_scalar(highest)
        .fetch_one(&mut side.transaction)
        .await?;
    let remembered = match dialect {
        // Only some tables remember the number of a row that is gone.
        Dialect::Sqlite => {
            let sql = "SELECT COALESCE(MAX(seq), 0) + 1 FROM sqlite_sequence WHERE name = $1";
            database::query_scalar(sql).bind(table.name)
        }
        Dialect::Postgres => database::query_scalar(format!(
            "SELECT last_value + CASE WHEN is_called THEN 1 ELSE 0 END FROM {}",
            counter.sequence
        )),
    };
    let remembered: i64 = remembered.fetch_one(&mut side.transaction).await?;
    Ok(highest.max(remembered))
}

async fn set(
    table: &CopiedTable,
    counter: Counter,
    next: i64,
    side: &mut Side,
) -> Result<(), StoreError> {
    if side.transaction.dialect() == Dialect::Postgres {
        let sql = "SELECT setval(CAST($1 AS regclass), $2, false)";
        let query = database::query(sql).bind(counter.sequence).bind(next);
        return query.execute(&mut side.transaction).await.map(drop);
    }
    let sql = "DELETE FROM sqlite_sequence WHERE name = $1";
    let query = database::query(sql).bind(table.name);
    query.execute(&mut side.transaction).await?;
    let sql = "INSERT INTO sqlite_sequence (name, seq) SELECT name, $2 FROM sqlite_schema \
               WHERE type = 'table' AND name = $1 AND sql LIKE '%AUTOINCREMENT%'";
    let query = database::query(sql).bind(table.name).bind(next - 1);
    query.execute(&mut side.transaction).await.map(drop)
}
