//! Lists of instances. The condition on processes chooses the index, so that no list sorts.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{InstanceFilter, InstanceRow, Page, StoreError};
use serde::Serialize;
use sqlx::{AssertSqlSafe, QueryBuilder, Sqlite, SqlitePool};

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

type Cursor = Page<(DateTime<Utc>, InstanceId)>;

/// Units up to so many are walked one by one; of more, the newest of all are read and those of other units left out.
const UNITS_WALKED: usize = 64;

/// One walk along one index.
enum Walk<'a> {
    /// Children of one instance.
    Children(&'a InstanceId),
    /// One process, or several by their start.
    Whole(&'a [String]),
    /// One unit.
    Unit(&'a str),
    /// Very many units, by start.
    Units,
    /// Where somebody has a part.
    Part(&'a str, &'a [String]),
}

/// Merged from one walk per kind of right, so that none of them sorts.
pub(super) async fn page(
    pool: &SqlitePool,
    filter: &InstanceFilter,
    page: &Cursor,
) -> Result<Vec<InstanceRow>, StoreError> {
    let mut merged = BTreeMap::new();
    for one in walks(filter) {
        for row in walk(pool, filter, &one, page).await? {
            merged.insert((Reverse(row.started_at), Reverse(row.id.clone())), row);
        }
    }
    Ok(merged.into_values().take(page.limit as usize).collect())
}

fn walks(filter: &InstanceFilter) -> Vec<Walk<'_>> {
    if let Some(parent) = &filter.parent {
        return vec![Walk::Children(parent)];
    }
    let mut walks = Vec::new();
    if !filter.processes.is_empty() {
        walks.push(Walk::Whole(&filter.processes));
    }
    let units = &filter.within.units;
    if filter.within.is_empty() {
    } else if units.len() <= UNITS_WALKED {
        walks.extend(units.iter().map(|unit| Walk::Unit(unit)));
    } else {
        walks.push(Walk::Units);
    }
    let part = filter.part.iter();
    walks.extend(part.map(|(person, processes)| Walk::Part(person, processes)));
    walks
}

async fn walk(
    pool: &SqlitePool,
    filter: &InstanceFilter,
    walk: &Walk<'_>,
    page: &Cursor,
) -> Result<Vec<InstanceRow>, StoreError> {
    let mut sql = QueryBuilder::new("SELECT ");
    sql.push(COLUMNS).push(" FROM instance");
    let by = match walk {
        Walk::Part(..) => ["since", "taken"],
        _ => ["started_at", "id"],
    };
    scope(&mut sql, filter, walk);
    let (started_at, id) = match &page.after {
        Some((at, id)) => (micros(*at), id.as_str()),
        None => (i64::MAX, ""),
    };
    sql.push(format!(" AND ({}, {}) < (", by[0], by[1]));
    sql.push_bind(started_at).push(", ").push_bind(id).push(")");
    if let Some(running) = filter.running {
        sql.push(" AND running = ").push_bind(running);
    }
    if let Some(text) = &filter.text {
        sql.push(" AND search LIKE '%' || ");
        sql.push_bind(pattern(text)).push(" || '%' ESCAPE '\\'");
    }
    sql.push(format!(" ORDER BY {} DESC, {} DESC LIMIT ", by[0], by[1]));
    sql.push_bind(page.limit);
    let rows = sql.build().fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(instance_row).collect()
}

/// The condition that chooses the index. The empty text keeps the index on a column out of play: rows come by start,
/// without sorting.
fn scope(sql: &mut QueryBuilder<Sqlite>, filter: &InstanceFilter, walk: &Walk<'_>) {
    let within = &filter.within;
    match walk {
        Walk::Children(parent) => {
            sql.push(" WHERE parent = ").push_bind(parent.to_string());
            sql.push(" AND (process IN ");
            among(sql, &filter.processes).push(" OR (process IN ");
            among(sql, &within.processes).push(" AND unit IN ");
            among(sql, &within.units).push(")");
            if let Some((person, processes)) = &filter.part {
                sql.push(" OR (process IN ");
                among(sql, processes)
                    .push(" AND id IN (SELECT instance FROM participant WHERE person = ");
                sql.push_bind(person.clone()).push("))");
            }
            sql.push(")");
        }
        Walk::Whole([one]) => {
            sql.push(" WHERE process = ").push_bind(one.clone());
        }
        Walk::Whole(many) => {
            sql.push(" WHERE process || '' IN ");
            among(sql, many);
        }
        Walk::Unit(unit) => {
            sql.push(" WHERE unit = ").push_bind((*unit).to_owned());
            sql.push(" AND process || '' IN ");
            among(sql, &within.processes);
        }
        Walk::Units => {
            sql.push(" WHERE unit || '' IN ");
            among(sql, &within.units).push(" AND process || '' IN ");
            among(sql, &within.processes);
        }
        Walk::Part(person, processes) => {
            sql.push(" JOIN (SELECT DISTINCT instance AS taken, started_at AS since FROM participant WHERE person = ");
            sql.push_bind((*person).to_owned());
            sql.push(" AND process IN ");
            among(sql, processes).push(") ON id = taken WHERE true");
        }
    }
}

/// `(a, b, c)` as one parameter.
fn among<'q, T: Serialize + ?Sized>(
    sql: &'q mut QueryBuilder<Sqlite>,
    values: &T,
) -> &'q mut QueryBuilder<Sqlite> {
    sql.push("(SELECT value FROM json_each(");
    sql.push_bind(json_text(values)).push("))")
}

/// A text to look for, in lower case, with the wildcards of LIKE taken literally.
fn pattern(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    lower
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}
