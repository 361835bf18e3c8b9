//! What SQLite says differently from other databases.
//!
//! Everything else is written in the common subset: `$1` parameters, `CAST(… AS BIGINT)`, `value->>'key'`,
//! `ON CONFLICT`, `RETURNING`. A second database brings its own version of this file.

/// The rows of a JSON array given as the first parameter; their fields are `value->>'key'`.
macro_rules! rows {
    () => {
        "json_each($1) AS v"
    };
}

/// The number of a row of [`rows`], from 0.
macro_rules! number {
    () => {
        "v.key"
    };
}

/// Begins a transaction that will write.
pub(crate) const BEGIN: &str = "BEGIN IMMEDIATE";

/// The oldest SQLite that does not lose commits in WAL mode (the "WAL reset" fault, mended in 3.51.3).
pub(crate) const OLDEST: (u32, u32, u32) = (3, 51, 3);

pub(crate) use {number, rows};
