//! The raw limit: the rows of recorded change sets, already encoded, one statement per table, one transaction per batch.
//!
//! Same tables, indexes and settings as the product's. Whatever the engine does beyond this is its own cost.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use reglament_runtime::port::ChangeSet;
use reglament_store::{Database, SqlStore};
use sqlx::{
    Connection as _, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::rows::{self, Statement};

/// Writes the rows into a new database and gives the time.
pub(crate) async fn insert(path: &Path, changes: &[ChangeSet]) -> Duration {
    // The tables are the product's.
    SqlStore::open(&Database::file(path))
        .await
        .unwrap()
        .close()
        .await;
    let batches: Vec<Vec<Statement>> = changes.iter().map(rows::statements).collect();
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "memory");
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let began = Instant::now();
    for batch in &batches {
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.unwrap();
        for statement in batch {
            let query = sqlx::query(statement.sql).bind(&statement.rows);
            let done = query.execute(&mut *transaction).await.unwrap();
            assert!(
                done.rows_affected() > 0,
                "{} changed nothing",
                statement.sql
            );
        }
        transaction.commit().await.unwrap();
    }
    let time = began.elapsed();
    connection.close().await.unwrap();
    time
}
