//! A database that came out of a backup says so in its header, whatever its tables are: nothing is migrated by restoring.
//! The first start takes note: what leaves the house waits, and the installation gets a name of its own and remembers whose
//! backup it was.

use std::path::Path;

use chrono::{DateTime, Utc};
use reglament_runtime::port::{PauseReason, StoreError};
use sqlx::{
    AssertSqlSafe, Connection as _, SqliteConnection, SqlitePool, sqlite::SqliteConnectOptions,
};

use crate::error::failed;

/// Seconds of a minute: the mark has 31 bits, enough for minutes since 1970 until the year 6053.
const MINUTE: i64 = 60;

/// Marks a database that nobody has open as restored at a moment.
///
/// # Errors
/// The file is no database or cannot be written.
pub async fn mark_as_restored(database: &Path, at: DateTime<Utc>) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .create_if_missing(false);
    let mut connection = SqliteConnection::connect_with(&options)
        .await
        .map_err(failed)?;
    let minute = (at.timestamp() / MINUTE).clamp(1, i32::MAX.into());
    let sql = format!("PRAGMA user_version = {minute}");
    let marked = sqlx::query(AssertSqlSafe(sql))
        .execute(&mut connection)
        .await;
    connection.close().await.map_err(failed)?;
    marked.map(drop).map_err(failed)
}

/// Takes note of the mark, once, after the tables were brought up to date.
pub(crate) async fn take_note(pool: &SqlitePool) -> Result<(), sqlx::Error> {
    let minute: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(pool)
        .await?;
    if minute == 0 {
        return Ok(());
    }
    let mut transaction = pool.begin().await?;
    // The right sides are read before anything is set; the last row of all is never archived.
    let sql = "UPDATE installation SET restored_from = id, \
               restored_position = (SELECT COALESCE(MAX(position), 0) FROM journal), \
               id = lower(hex(randomblob(8))), paused_at = $1, paused_by = NULL, paused_why = $2";
    sqlx::query(sql)
        .bind(minute * MINUTE * 1_000_000)
        .bind(PauseReason::Restored.name())
        .execute(&mut *transaction)
        .await?;
    // They tell of files of the installation that the backup was made of.
    sqlx::query("DELETE FROM anchor")
        .execute(&mut *transaction)
        .await?;
    sqlx::query("PRAGMA user_version = 0")
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await
}
