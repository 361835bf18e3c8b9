//! A database copied into another one: every table, every kind of value, both ways; refused in words; killed half way.
//!
//! Kills at single writes of a file are in `crash`.

mod contents;
mod filled;
mod installation;
mod killed;
mod refusals;
mod schema;

use reglament_store::{Copied, MoveError, copy_database};
use reglament_tests::TestDatabase;
use sqlx::{
    AssertSqlSafe, Connection as _, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions,
};

/// Copies one database into another one.
async fn copied(from: &TestDatabase, to: &TestDatabase) -> Result<Copied, MoveError> {
    copy_database(from.database(), to.database(), |_| ()).await
}

/// The first column of an answer of SQLite, as text.
async fn of_sqlite(database: &TestDatabase, sql: &str) -> Vec<String> {
    let options = SqliteConnectOptions::new().filename(database.address());
    let mut c = SqliteConnection::connect_with(&options).await.unwrap();
    let query = sqlx::query_scalar(AssertSqlSafe(sql.to_owned()));
    let found = query.fetch_all(&mut c).await.unwrap();
    c.close().await.unwrap();
    found
}

/// The first column of an answer of PostgreSQL, as text.
async fn of_postgres(database: &TestDatabase, sql: &str) -> Vec<String> {
    let mut c = PgConnection::connect(&database.address()).await.unwrap();
    let query = sqlx::query_scalar(AssertSqlSafe(sql.to_owned()));
    let found = query.fetch_all(&mut c).await.unwrap();
    c.close().await.unwrap();
    found
}
