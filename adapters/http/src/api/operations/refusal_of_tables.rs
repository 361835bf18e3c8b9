//! What a table sent as a file may meet.

use axum::http::StatusCode;

use super::refusal::{Refusal, words};

impl Refusal {
    /// A file that is no table, or one that fits nothing here.
    pub(super) fn of_tables() -> Self {
        let (ru, en) = words("refusal.table");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Self::of(status, "unreadable_table", ru, en)
    }
}
