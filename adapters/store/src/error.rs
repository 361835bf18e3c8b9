//! Failures of the database in the runtime's words.

use std::io::Write as _;

use reglament_runtime::port::StoreError;
use serde::{Serialize, de::DeserializeOwned};

/// SQLite: the file is damaged, or is no database. PostgreSQL: rows or an index are damaged.
const DAMAGED: [&str; 4] = ["11", "26", "XX001", "XX002"];
/// PostgreSQL: another transaction was faster, or each of two waits for the other.
const OVERTAKEN: [&str; 2] = ["40001", "40P01"];

/// SQLite could not flush the file, or the folder that it stands in.
const NOT_FLUSHED: [&str; 2] = ["1034", "1290"];
/// How the program ends then: `EX_IOERR`.
const EXIT_UNFLUSHED: i32 = 74;

/// What a failure of the database means for the runtime.
pub(crate) fn failed(error: sqlx::Error) -> StoreError {
    let sqlx::Error::Database(database) = &error else {
        return StoreError::Unavailable(error.to_string());
    };
    if database.is_unique_violation() {
        return StoreError::Conflict;
    }
    let code = database.code().unwrap_or_default();
    if OVERTAKEN.contains(&&*code) {
        return StoreError::Conflict;
    }
    if NOT_FLUSHED.contains(&&*code) {
        stop(&database.to_string());
    }
    if DAMAGED.contains(&&*code) {
        StoreError::Damaged(database.to_string())
    } else {
        StoreError::Unavailable(database.to_string())
    }
}

/// Ends the program at once. After a flush that failed the system may have thrown the pages away and call the next flush a
/// success; what is on the disk only a process that reads it anew can say, and nobody has been told that it is there.
fn stop(error: &str) -> ! {
    tracing::error!(
        error,
        "the disk did not take what was written: the program ends and reads it anew at its next start"
    );
    // Single commands have no log, and nobody further up gets to say anything.
    let mut told = std::io::stderr();
    let _ = writeln!(
        told,
        "Диск не принял записанное, программа остановлена. Запустите её снова: она прочтёт то, что записано на самом деле."
    );
    let _ = writeln!(
        told,
        "The disk did not take what was written, the program has stopped. Start it again: it reads what is really there. {error}"
    );
    std::process::exit(EXIT_UNFLUSHED)
}

/// Reads stored JSON.
pub(crate) fn read<T: DeserializeOwned>(json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// Writes JSON to be stored.
pub(crate) fn write<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("rows have text keys and finite numbers")
}

/// A small count of the tables.
pub(crate) fn small(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::Damaged(format!("{number} is out of range")))
}

/// A position.
pub(crate) fn position(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Damaged(format!("{number} is out of range")))
}
