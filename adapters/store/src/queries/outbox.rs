//! Lists of deliveries. Claiming and finishing them is in the `outbox` beside the tables.

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{OutboxRow, OutboxState, Page, StoreError};

use crate::{
    database::{self, Pool},
    dialect::{Sql, sql},
    error::small,
    moment::micros,
    outbox::{COLUMNS, row, state as stored},
};

pub(super) async fn page(
    pool: &Pool,
    state: Option<OutboxState>,
    page: &Page<(DateTime<Utc>, String)>,
) -> Result<Vec<OutboxRow>, StoreError> {
    let chosen = if state.is_some() {
        "state = $1"
    } else {
        "$1 IS NULL"
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox WHERE {chosen} AND (created_at, key) < ($2, $3) \
         ORDER BY created_at DESC, key DESC LIMIT $4"
    );
    let (at, key) = match &page.after {
        Some((at, key)) => (micros(*at), key.as_str()),
        None => (i64::MAX, ""),
    };
    let query = database::query(sql)
        .bind(state.map(stored))
        .bind(at)
        .bind(key)
        .bind(page.limit);
    let rows = query.fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

pub(super) async fn of(pool: &Pool, id: &InstanceId) -> Result<Vec<OutboxRow>, StoreError> {
    const WRITTEN: Sql = sql!(written);
    let written = WRITTEN.of(pool.dialect());
    let sql =
        format!("SELECT {COLUMNS} FROM outbox WHERE instance = $1 ORDER BY created_at, {written}");
    let query = database::query(sql).bind(id.as_str());
    let rows = query.fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

/// Asked once in a while for one person: no index is kept for it.
pub(super) async fn to(
    pool: &Pool,
    person: &str,
    limit: u32,
) -> Result<Vec<OutboxRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox WHERE person = $1 AND kind = 'letter' \
         ORDER BY created_at DESC, key DESC LIMIT $2"
    );
    let query = database::query(sql).bind(person).bind(limit);
    let rows = query.fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

pub(super) async fn count(pool: &Pool, state: OutboxState, limit: u32) -> Result<u32, StoreError> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE state = $1 LIMIT $2) AS found";
    let query = database::query_scalar(sql).bind(stored(state)).bind(limit);
    small(query.fetch_one(pool).await?)
}

pub(super) async fn one(pool: &Pool, key: &str) -> Result<Option<OutboxRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE key = $1");
    let query = database::query(sql).bind(key);
    let found = query.fetch_optional(pool).await?;
    found.as_ref().map(row).transpose()
}
