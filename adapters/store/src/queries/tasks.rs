//! Lists of open tasks.
//!
//! A list is merged from one index walk per role and unit, so that no sort over all tasks is needed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, TaskId};
use reglament_runtime::port::{Page, StoreError, TaskFilter, TaskRow, TermMark};
use serde::Serialize;
use sqlx::{QueryBuilder, Sqlite, SqlitePool};

use crate::{
    error::{failed, small, write as json_text},
    moment::{NEVER, micros},
    tasks::{COLUMNS, row},
};

type Cursor = Page<(Option<DateTime<Utc>>, InstanceId, TaskId)>;

/// Units up to so many are walked one by one; of more, the earliest of all are read and those of other units left out.
const UNITS_WALKED: usize = 64;

/// One walk along one index.
#[derive(Clone, Copy)]
struct Walk<'a> {
    role: Option<&'a str>,
    part: Part<'a>,
}

/// Which processes and units are walked through.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// Every process.
    All,
    /// Whole processes.
    Whole(&'a [String]),
    /// One unit.
    Unit(&'a str),
    /// Several units, by due date.
    Units,
}

pub(super) async fn page(
    pool: &SqlitePool,
    filter: &TaskFilter,
    page: &Cursor,
) -> Result<Vec<TaskRow>, StoreError> {
    let mut merged: BTreeMap<(i64, InstanceId, TaskId), TaskRow> = BTreeMap::new();
    for walk in walks(filter) {
        for row in rows(pool, filter, walk, page).await? {
            let sort_at = row.due_at.map_or(NEVER, micros);
            merged.insert((sort_at, row.instance.clone(), row.task), row);
        }
    }
    Ok(merged.into_values().take(page.limit as usize).collect())
}

pub(super) async fn count(
    pool: &SqlitePool,
    filter: &TaskFilter,
    limit: u32,
) -> Result<u32, StoreError> {
    let mut total: u32 = 0;
    for walk in walks(filter) {
        let mut sql = QueryBuilder::new("SELECT COUNT(*) FROM (SELECT 1");
        condition(&mut sql, filter, walk, false);
        sql.push(" LIMIT ").push_bind(limit).push(")");
        let found = sql.build_query_scalar().fetch_one(pool).await;
        total = total.saturating_add(small(found.map_err(failed)?)?);
        if total >= limit {
            break;
        }
    }
    Ok(total.min(limit))
}

pub(super) async fn incomplete(
    pool: &SqlitePool,
    limit: u32,
) -> Result<Vec<InstanceId>, StoreError> {
    let sql = "SELECT DISTINCT instance FROM task WHERE complete = 0 ORDER BY instance LIMIT $1";
    let query = sqlx::query_scalar(sql).bind(limit).fetch_all(pool);
    let ids: Vec<String> = query.await.map_err(failed)?;
    Ok(ids.into_iter().map(InstanceId).collect())
}

fn walks(filter: &TaskFilter) -> Vec<Walk<'_>> {
    let (within, mut parts) = (&filter.within, Vec::new());
    match filter.processes.as_slice() {
        [] if within.is_empty() => parts.push(Part::All),
        [] => {}
        some => parts.push(Part::Whole(some)),
    }
    let by_role = !filter.roles.is_empty();
    if within.is_empty() {
    } else if by_role || within.units.len() > UNITS_WALKED {
        parts.push(Part::Units);
    } else {
        parts.extend(within.units.iter().map(|unit| Part::Unit(unit)));
    }
    let roles: Vec<Option<&str>> = match by_role {
        true => filter
            .roles
            .iter()
            .map(|role| Some(role.as_str()))
            .collect(),
        false => vec![None],
    };
    let walks = roles.into_iter();
    walks
        .flat_map(|role| parts.iter().map(move |part| Walk { role, part: *part }))
        .collect()
}

async fn rows(
    pool: &SqlitePool,
    filter: &TaskFilter,
    walk: Walk<'_>,
    page: &Cursor,
) -> Result<Vec<TaskRow>, StoreError> {
    let mut sql = QueryBuilder::new("SELECT ");
    sql.push(COLUMNS);
    condition(&mut sql, filter, walk, true);
    let (sort_at, instance, task) = match &page.after {
        Some((due, instance, task)) => (due.map_or(NEVER, micros), instance.as_str(), task.0),
        None => (i64::MIN, "", 0),
    };
    let table = table(walk);
    let key = format!("{table}.sort_at, {table}.instance, {table}.task");
    sql.push(format!(" AND ({key}) > ("));
    sql.push_bind(sort_at).push(", ").push_bind(instance);
    sql.push(", ").push_bind(task).push(") ORDER BY ");
    sql.push(key).push(" LIMIT ").push_bind(page.limit);
    let rows = sql.build().fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(row).collect()
}

/// The table whose index is walked.
fn table(walk: Walk<'_>) -> &'static str {
    match walk.role {
        Some(_) => "task_role",
        None => "task",
    }
}

/// Everything from `FROM` on but the cursor; counting needs the tasks themselves only for their units and marks. The empty text keeps the index on a column out of play.
fn condition(sql: &mut QueryBuilder<Sqlite>, filter: &TaskFilter, walk: Walk<'_>, joined: bool) {
    let table = table(walk);
    match walk.role {
        Some(role) => {
            sql.push(" FROM task_role");
            if joined || filter.marked.is_some() || matches!(walk.part, Part::Units) {
                sql.push(" JOIN task ON task.instance = task_role.instance");
                sql.push(" AND task.task = task_role.task");
            }
            sql.push(" WHERE task_role.role = ")
                .push_bind(role.to_owned());
        }
        None => {
            sql.push(" FROM task WHERE true");
        }
    }
    match walk.part {
        Part::All => {}
        Part::Whole([one]) => {
            sql.push(format!(" AND {table}.process = "));
            sql.push_bind(one.clone());
        }
        Part::Whole(many) => among(sql, &format!("{table}.process"), many),
        Part::Unit(unit) => {
            sql.push(" AND task.unit = ").push_bind(unit.to_owned());
            among(sql, "task.process", &filter.within.processes);
        }
        Part::Units => {
            among(sql, "task.unit", &filter.within.units);
            among(sql, "task.process", &filter.within.processes);
        }
    }
    if let Some(from) = filter.due_from {
        sql.push(format!(" AND {table}.sort_at >= "));
        sql.push_bind(micros(from));
    }
    if let Some(before) = filter.due_before {
        sql.push(format!(" AND {table}.sort_at < "));
        sql.push_bind(micros(before));
    }
    match filter.marked {
        Some(TermMark::Extended) => {
            sql.push(" AND task.extended > 0 AND task.held_at IS NULL");
        }
        Some(TermMark::Held) => {
            sql.push(" AND task.held_at IS NOT NULL");
        }
        None => {}
    }
    if let Some(instance) = &filter.instance {
        sql.push(format!(" AND {table}.instance = "));
        sql.push_bind(instance.to_string());
    }
}

/// `AND column IN (…)` as one parameter, whatever index there is on the column.
fn among<T: Serialize + ?Sized>(sql: &mut QueryBuilder<Sqlite>, column: &str, values: &T) {
    sql.push(format!(
        " AND {column} || '' IN (SELECT value FROM json_each("
    ));
    sql.push_bind(json_text(values)).push("))");
}
