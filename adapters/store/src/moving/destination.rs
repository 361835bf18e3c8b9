//! The database that is filled: locked, empty, and brought to the version of this program.

use super::{
    COPIED_TABLES, MoveError, Side,
    tables::{MIGRATIONS, TABLES_LEFT},
};
use crate::{
    Database,
    database::{self, Pool},
    dialect::Sql,
    lock::Lock,
    open::{alone, check_server, migrate},
};

/// The tables that are there, whoever made them. Parts of a table are no tables of their own.
const TABLES: Sql = Sql::new(
    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
    "SELECT CAST(c.relname AS TEXT) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
     WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.relname",
);

/// Opens it, creating a file that is not there.
pub(super) async fn open(database: &Database) -> Result<Side, MoveError> {
    let lock = Lock::take_alone(database).await?;
    let pool = alone(database, false).await?;
    check_server(database, &pool).await?;
    let filled = filled(&pool).await;
    let filled = filled.map_err(|error| MoveError::failed(database, error))?;
    if !filled.is_empty() {
        return Err(MoveError::NotEmpty {
            database: database.clone(),
            tables: filled,
        });
    }
    migrate(database, &pool).await?;
    let begun = pool.begin().await;
    let transaction = begun.map_err(|error| MoveError::failed(database, error))?;
    Ok(Side {
        place: database.clone(),
        transaction,
        pool,
        lock,
    })
}

/// Tables that hold rows, and tables that are not ours.
async fn filled(pool: &Pool) -> Result<Vec<String>, reglament_runtime::port::StoreError> {
    let there = database::query_scalar::<String>(TABLES)
        .fetch_all(pool)
        .await?;
    let is_ours = there.iter().any(|name| name == MIGRATIONS);
    let is_left = |name: &str| TABLES_LEFT.iter().any(|(left, _)| *left == name);
    let mut filled = Vec::new();
    for name in there {
        if is_left(&name) {
            continue;
        }
        let table = COPIED_TABLES.iter().find(|table| table.name == name);
        if is_ours && table.is_some_and(|table| table.is_born_filled) {
            continue;
        }
        let is_full = match is_ours && table.is_some() {
            true => {
                let sql =
                    format!("SELECT CASE WHEN EXISTS (SELECT 1 FROM {name}) THEN 1 ELSE 0 END");
                database::query_scalar::<i64>(sql).fetch_one(pool).await? == 1
            }
            // What somebody else has put into a database of ours is left alone.
            false => !is_ours,
        };
        if is_full {
            filled.push(name);
        }
    }
    Ok(filled)
}
