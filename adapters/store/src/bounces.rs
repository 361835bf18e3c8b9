//! Letters that did not arrive, and addresses that take none.

use chrono::{DateTime, Utc};
use reglament_runtime::port::{BounceRow, StoreError};

use crate::{
    database::{self, Pool},
    error::small,
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

pub(crate) async fn record(pool: &Pool, row: &BounceRow) -> Result<bool, StoreError> {
    let sql = "INSERT INTO bounce (report, key, person, address, hard, failed, status, reason, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    let query = database::query(sql)
        .bind(&row.report)
        .bind(&row.key)
        .bind(&row.person)
        .bind(&row.address)
        .bind(row.hard)
        .bind(row.failed)
        .bind(&row.status)
        .bind(&row.reason)
        .bind(micros(row.at));
    let mut transaction = pool.begin().await?;
    let done = query.execute(&mut transaction).await?;
    if row.failed {
        let sql =
            "UPDATE outbox SET state = 'refused', error = $2 WHERE key = $1 AND state = 'sent'";
        let query = database::query(sql).bind(&row.key).bind(&row.reason);
        query.execute(&mut transaction).await?;
    }
    transaction.commit().await?;
    Ok(done == 1)
}

pub(crate) async fn list(
    pool: &Pool,
    address: Option<&str>,
    limit: u32,
) -> Result<Vec<BounceRow>, StoreError> {
    let all = "SELECT report, key, person, address, hard, failed, status, reason, at FROM bounce \
               WHERE $1 IS NULL ORDER BY at DESC, report LIMIT $2";
    let one = "SELECT report, key, person, address, hard, failed, status, reason, at FROM bounce \
               WHERE address = $1 ORDER BY at DESC, report LIMIT $2";
    let sql = if address.is_some() { one } else { all };
    let query = database::query_as::<Columns>(sql).bind(address).bind(limit);
    let rows = query.fetch_all(pool).await?;
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
pub(crate) async fn hard(pool: &Pool, address: &str) -> Result<u32, StoreError> {
    let sql = "SELECT COUNT(*) FROM bounce WHERE address = $1 AND hard = 1 AND at > \
               COALESCE((SELECT freed_at FROM address WHERE address = $1), -1)";
    let query = database::query_scalar(sql).bind(address);
    small(query.fetch_one(pool).await?)
}

pub(crate) async fn mark(
    pool: &Pool,
    address: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO address (address, marked_at) VALUES ($1, $2) \
               ON CONFLICT (address) DO UPDATE SET marked_at = excluded.marked_at WHERE address.marked_at IS NULL";
    let query = database::query(sql).bind(address).bind(micros(at));
    let done = query.execute(pool).await?;
    Ok(done == 1)
}

pub(crate) async fn free(
    pool: &Pool,
    address: &str,
    by: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE address SET marked_at = NULL, freed_at = $2, freed_by = $3 \
               WHERE address = $1 AND marked_at IS NOT NULL";
    let query = database::query(sql).bind(address).bind(micros(at)).bind(by);
    let done = query.execute(pool).await?;
    Ok(done == 1)
}

pub(crate) async fn marked_since(
    pool: &Pool,
    address: &str,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "SELECT marked_at FROM address WHERE address = $1 AND marked_at IS NOT NULL";
    let query = database::query_scalar::<i64>(sql).bind(address);
    let found = query.fetch_optional(pool).await?;
    found.map(instant).transpose()
}

pub(crate) async fn marked(
    pool: &Pool,
    limit: u32,
) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
    let sql = "SELECT address, marked_at FROM address WHERE marked_at IS NOT NULL \
               ORDER BY marked_at DESC, address LIMIT $1";
    let query = database::query_as::<(String, i64)>(sql).bind(limit);
    let rows = query.fetch_all(pool).await?;
    rows.into_iter()
        .map(|(address, at)| Ok((address, instant(at)?)))
        .collect()
}
