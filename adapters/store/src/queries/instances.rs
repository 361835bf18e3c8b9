//! Lists of instances. The condition on processes chooses the index, so that no list sorts.

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{InstanceFilter, InstanceRow, Page, StoreError};
use sqlx::{AssertSqlSafe, SqlitePool};

use crate::{
    error::{failed, write as json_text},
    instances::{COLUMNS, row as instance_row},
    moment::micros,
};

pub(super) async fn rows(
    pool: &SqlitePool,
    ids: &[InstanceId],
) -> Result<Vec<InstanceRow>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM instance WHERE id IN (SELECT value FROM json_each($1))");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(json_text(ids));
    let found = query.fetch_all(pool).await.map_err(failed)?;
    found.iter().map(instance_row).collect()
}

pub(super) async fn by_receipt(
    pool: &SqlitePool,
    receipt: &str,
) -> Result<Option<InstanceId>, StoreError> {
    let query = sqlx::query_scalar("SELECT id FROM instance WHERE receipt = $1").bind(receipt);
    let id: Option<String> = query.fetch_optional(pool).await.map_err(failed)?;
    Ok(id.map(InstanceId))
}

pub(super) async fn ids(
    pool: &SqlitePool,
    after: Option<&InstanceId>,
    limit: u32,
) -> Result<Vec<InstanceId>, StoreError> {
    let sql = "SELECT id FROM instance WHERE id > $1 ORDER BY id LIMIT $2";
    let query = sqlx::query_scalar(sql)
        .bind(after.map_or("", InstanceId::as_str))
        .bind(limit);
    let ids: Vec<String> = query.fetch_all(pool).await.map_err(failed)?;
    Ok(ids.into_iter().map(InstanceId).collect())
}

pub(super) async fn page(
    pool: &SqlitePool,
    filter: &InstanceFilter,
    page: &Page<(DateTime<Utc>, InstanceId)>,
) -> Result<Vec<InstanceRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM instance WHERE {} AND (started_at, id) < ($1, $2) \
         AND {} AND ($4 IS NULL OR search LIKE '%' || $4 || '%' ESCAPE '\\') \
         ORDER BY started_at DESC, id DESC LIMIT $5",
        scope(filter),
        if filter.running.is_some() {
            "running = $3"
        } else {
            "$3 IS NULL"
        },
    );
    let (started_at, id) = match &page.after {
        Some((at, id)) => (micros(*at), id.as_str()),
        None => (i64::MAX, ""),
    };
    let pattern = filter.text.as_deref().map(pattern);
    let key = match (&filter.parent, filter.processes.as_slice()) {
        (Some(parent), _) => parent.to_string(),
        (None, [one]) => one.clone(),
        (None, many) => json_text(many),
    };
    let query = sqlx::query(AssertSqlSafe(sql))
        .bind(started_at)
        .bind(id)
        .bind(filter.running)
        .bind(pattern)
        .bind(page.limit)
        .bind(key)
        .bind(json_text(&filter.processes));
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(instance_row).collect()
}

/// The condition that chooses the index: children of one instance, one process, or the newest of all.
fn scope(filter: &InstanceFilter) -> &'static str {
    match (&filter.parent, filter.processes.len()) {
        (Some(_), _) => "parent = $6 AND process IN (SELECT value FROM json_each($7))",
        // `$7` is bound always and must occur.
        (None, 1) => "process = $6 AND $7 IS NOT NULL",
        // The empty text keeps the index on process out of play: rows come by start, without sorting.
        (None, _) => "process || '' IN (SELECT value FROM json_each($6)) AND $7 IS NOT NULL",
    }
}

/// A text to look for, in lower case, with the wildcards of LIKE taken literally.
fn pattern(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    lower
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}
