//! Letters that did not arrive, and addresses that take none.

use chrono::{DateTime, Utc};
use reglament_runtime::port::{BounceRow, StoreError};
use sqlx::SqlitePool;

use crate::{
    error::{failed, small},
    moment::{instant, micros},
};

type Columns = (
    String,
    String,
    Option<String>,
    String,
    bool,
    bool,
    String,
    String,
    i64,
);

pub(crate) async fn record(pool: &SqlitePool, row: &BounceRow) -> Result<bool, StoreError> {
    let sql = "INSERT INTO bounce (report, key, person, address, hard, failed, status, reason, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    let query = sqlx::query(sql)
        .bind(&row.report)
        .bind(&row.key)
        .bind(&row.person)
        .bind(&row.address)
        .bind(row.hard)
        .bind(row.failed)
        .bind(&row.status)
        .bind(&row.reason)
        .bind(micros(row.at));
    let mut transaction = pool.begin().await.map_err(failed)?;
    let done = query.execute(&mut *transaction).await.map_err(failed)?;
    if row.failed {
        let sql =
            "UPDATE outbox SET state = 'refused', error = $2 WHERE key = $1 AND state = 'sent'";
        let query = sqlx::query(sql).bind(&row.key).bind(&row.reason);
        query.execute(&mut *transaction).await.map_err(failed)?;
    }
    transaction.commit().await.map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn list(
    pool: &SqlitePool,
    address: Option<&str>,
    limit: u32,
) -> Result<Vec<BounceRow>, StoreError> {
    let all = "SELECT report, key, person, address, hard, failed, status, reason, at FROM bounce \
               WHERE $1 IS NULL ORDER BY at DESC, report LIMIT $2";
    let one = "SELECT report, key, person, address, hard, failed, status, reason, at FROM bounce \
               WHERE address = $1 ORDER BY at DESC, report LIMIT $2";
    let sql = if address.is_some() { one } else { all };
    let query = sqlx::query_as::<_, Columns>(sql).bind(address).bind(limit);
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.into_iter().map(row).collect()
}

fn row(columns: Columns) -> Result<BounceRow, StoreError> {
    let (report, key, person, address, hard, failed, status, reason, at) = columns;
    Ok(BounceRow {
        report,
        key,
        person,
        address,
        hard,
        failed,
        status,
        reason,
        at: instant(at)?,
    })
}

/// Hard bounces since the address was last freed.
pub(crate) async fn hard(pool: &SqlitePool, address: &str) -> Result<u32, StoreError> {
    let sql = "SELECT COUNT(*) FROM bounce WHERE address = $1 AND hard AND at > \
               COALESCE((SELECT freed_at FROM address WHERE address = $1), -1)";
    let query = sqlx::query_scalar(sql).bind(address);
    small(query.fetch_one(pool).await.map_err(failed)?)
}

pub(crate) async fn mark(
    pool: &SqlitePool,
    address: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO address (address, marked_at) VALUES ($1, $2) \
               ON CONFLICT (address) DO UPDATE SET marked_at = excluded.marked_at WHERE marked_at IS NULL";
    let query = sqlx::query(sql).bind(address).bind(micros(at));
    let done = query.execute(pool).await.map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn free(
    pool: &SqlitePool,
    address: &str,
    by: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE address SET marked_at = NULL, freed_at = $2, freed_by = $3 \
               WHERE address = $1 AND marked_at IS NOT NULL";
    let query = sqlx::query(sql).bind(address).bind(micros(at)).bind(by);
    let done = query.execute(pool).await.map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn marked_since(
    pool: &SqlitePool,
    address: &str,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "SELECT marked_at FROM address WHERE address = $1 AND marked_at IS NOT NULL";
    let query = sqlx::query_scalar::<_, i64>(sql).bind(address);
    let found = query.fetch_optional(pool).await.map_err(failed)?;
    found.map(instant).transpose()
}

pub(crate) async fn marked(
    pool: &SqlitePool,
    limit: u32,
) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
    let sql = "SELECT address, marked_at FROM address WHERE marked_at IS NOT NULL \
               ORDER BY marked_at DESC, address LIMIT $1";
    let query = sqlx::query_as::<_, (String, i64)>(sql).bind(limit);
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.into_iter()
        .map(|(address, at)| Ok((address, instant(at)?)))
        .collect()
}
