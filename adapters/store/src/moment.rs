//! Instants and dates between Rust and the tables: microseconds since 1970, and ISO dates.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_runtime::port::StoreError;

/// The end of time: tasks without a due date sort there.
pub(crate) const NEVER: i64 = i64::MAX;

/// An instant as stored.
pub(crate) fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

/// A stored instant.
pub(crate) fn instant(micros: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_micros(micros)
        .ok_or_else(|| StoreError::Damaged(format!("{micros} is not an instant")))
}

/// A stored date.
pub(crate) fn date(text: &str) -> Result<NaiveDate, StoreError> {
    text.parse()
        .map_err(|_| StoreError::Damaged(format!("`{text}` is not a date")))
}
