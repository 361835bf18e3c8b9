//! A damaged file, found before anything is written to it.
//!
//! After a clean stop there is no log beside the file, and its pages are not looked through: that costs time at every start.
//! After a stop that was not clean they are; those of a large file only where the system itself has stopped, otherwise beside
//! the running server ([`super::Pages`]).

use std::{fs, path::Path};

use sqlx::SqliteConnection;

use super::copy::beside;

/// SQLite's codes for a damaged file and for one that is no database.
const DAMAGED: [&str; 2] = ["11", "26"];

/// Whether an error says that the file is damaged.
pub(crate) fn is_damage(error: &sqlx::Error) -> bool {
    let told = error.as_database_error();
    told.is_some_and(|told| told.code().is_some_and(|code| DAMAGED.contains(&&*code)))
}

/// Files of up to so many bytes are looked through at once: a tenth of a second.
const LOOKED_THROUGH_AT_ONCE: u64 = 200_000_000;

/// Whether the database is so large that looking through it would keep people waiting.
pub(crate) fn is_large(database: &Path) -> bool {
    fs::metadata(database).is_ok_and(|file| file.len() > LOOKED_THROUGH_AT_ONCE)
}

/// Whether whoever had the database last could not close it: the log has been left behind. To be asked before it is opened.
pub(crate) fn was_unclean(database: &Path) -> bool {
    fs::metadata(beside(database, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// What is wrong with the pages of the database, in SQLite's words, which name the page.
pub(crate) async fn damage(
    connection: &mut SqliteConnection,
) -> Result<Option<String>, sqlx::Error> {
    let told: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(connection)
        .await?;
    Ok((told != "ok").then_some(told))
}
