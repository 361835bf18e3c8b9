//! Lists of open tasks.
//!
//! With roles the list is merged from one index walk per role, so that no sort over all tasks is needed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, TaskId};
use reglament_runtime::port::{Page, StoreError, TaskFilter, TaskRow, TermMark};
use sqlx::{AssertSqlSafe, SqlitePool};

use crate::{
    error::{failed, small, write as json_text},
    moment::{NEVER, micros},
    tasks::{COLUMNS, row},
};

/// Tasks by the roles that may do them.
const OF_ROLE: &str =
    "task_role JOIN task ON task.instance = task_role.instance AND task.task = task_role.task";

type Cursor = Page<(Option<DateTime<Utc>>, InstanceId, TaskId)>;

pub(super) async fn page(
    pool: &SqlitePool,
    filter: &TaskFilter,
    page: &Cursor,
) -> Result<Vec<TaskRow>, StoreError> {
    if filter.roles.is_empty() {
        return walk(pool, filter, None, page).await;
    }
    let mut merged: BTreeMap<(i64, InstanceId, TaskId), TaskRow> = BTreeMap::new();
    for role in &filter.roles {
        for row in walk(pool, filter, Some(role), page).await? {
            let sort_at = row.due_at.map_or(NEVER, micros);
            merged.insert((sort_at, row.instance.clone(), row.task), row);
        }
    }
    Ok(merged.into_values().take(page.limit as usize).collect())
}

async fn walk(
    pool: &SqlitePool,
    filter: &TaskFilter,
    role: Option<&str>,
    page: &Cursor,
) -> Result<Vec<TaskRow>, StoreError> {
    let (table, from) = match role {
        Some(_) => ("task_role", OF_ROLE),
        None => ("task", "task"),
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM {from} WHERE {} \
         AND ({table}.sort_at, {table}.instance, {table}.task) > ($6, $7, $8) \
         ORDER BY {table}.sort_at, {table}.instance, {table}.task LIMIT $9",
        condition(filter, table, role.is_some())
    );
    let (sort_at, instance, task) = match &page.after {
        Some((due, instance, task)) => (due.map_or(NEVER, micros), instance.as_str(), task.0),
        None => (i64::MIN, "", 0),
    };
    let query = sqlx::query(AssertSqlSafe(sql))
        .bind(role)
        .bind(processes(filter))
        .bind(filter.due_from.map_or(i64::MIN, micros))
        .bind(filter.due_before.map_or(NEVER, micros))
        .bind(filter.instance.as_ref().map(InstanceId::as_str))
        .bind(sort_at)
        .bind(instance)
        .bind(task)
        .bind(page.limit);
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(row).collect()
}

pub(super) async fn count(
    pool: &SqlitePool,
    filter: &TaskFilter,
    limit: u32,
) -> Result<u32, StoreError> {
    let roles: Vec<Option<&str>> = if filter.roles.is_empty() {
        vec![None]
    } else {
        filter
            .roles
            .iter()
            .map(|role| Some(role.as_str()))
            .collect()
    };
    let mut total: u32 = 0;
    for role in roles {
        let table = if role.is_some() { "task_role" } else { "task" };
        let from = match (role, filter.marked) {
            (Some(_), Some(_)) => OF_ROLE,
            _ => table,
        };
        let sql = format!(
            "SELECT COUNT(*) FROM (SELECT 1 FROM {from} WHERE {} LIMIT $6)",
            condition(filter, table, role.is_some())
        );
        let query = sqlx::query_scalar(AssertSqlSafe(sql))
            .bind(role)
            .bind(processes(filter))
            .bind(filter.due_from.map_or(i64::MIN, micros))
            .bind(filter.due_before.map_or(NEVER, micros))
            .bind(filter.instance.as_ref().map(InstanceId::as_str))
            .bind(limit);
        total += small(query.fetch_one(pool).await.map_err(failed)?)?;
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

/// Parameters 1 to 5: role, process or processes, due from, due before, instance. Each occurs in every form.
fn condition(filter: &TaskFilter, table: &str, by_role: bool) -> String {
    let role = if by_role {
        "task_role.role = $1"
    } else {
        "$1 IS NULL"
    };
    let process = match filter.processes.len() {
        0 => "$2 IS NOT NULL".to_owned(),
        1 => format!("{table}.process = $2"),
        _ => format!("{table}.process || '' IN (SELECT value FROM json_each($2))"),
    };
    let before = if filter.due_before.is_some() {
        "<"
    } else {
        "<="
    };
    let instance = match filter.instance {
        Some(_) => format!("{table}.instance = $5"),
        None => "$5 IS NULL".to_owned(),
    };
    let marked = match filter.marked {
        None => "",
        Some(TermMark::Extended) => " AND task.extended > 0 AND task.held_at IS NULL",
        Some(TermMark::Held) => " AND task.held_at IS NOT NULL",
    };
    format!(
        "{role} AND {process} AND {table}.sort_at >= $3 AND {table}.sort_at {before} $4 AND {instance}{marked}"
    )
}

fn processes(filter: &TaskFilter) -> String {
    match filter.processes.as_slice() {
        [one] => one.clone(),
        many => json_text(many),
    }
}
