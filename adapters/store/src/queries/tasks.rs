//! Lists of open tasks, merged from walks along indexes. Which walks a list needs is planned in `plan`.

mod plan;

use reglament_core::{InstanceId, TaskId};
use reglament_runtime::port::{Page, StoreError, TaskFilter, TaskRow, TermMark};
use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::{
    database::{self, Connection, Pool, Query, Value},
    dialect::{Sql, sql},
    error::small,
    moment::{NEVER, micros},
    task_rows,
};

use super::walks::{self, Merge};
use plan::{Group, ROLES_ARE_FEW, groups};

type Cursor = Page<(Option<chrono::DateTime<chrono::Utc>>, InstanceId, TaskId)>;

/// Where a task stands in a list.
type Key = (i64, String, i64);

/// Times that rows are read and sifted for those of some roles before the index of roles is asked.
const SIEVES: usize = 2;
/// Pages of rows read each time: with very many walks five pages of keys cost hardly more than one.
const SIEVE_PAGES: u32 = 5;

/// What stands at the end of every condition: after the row seen last, and in time.
const SPAN: &str = "(sort_at, instance, task) > ($2, $3, $4) AND sort_at <= $5";

/// From which key, until which instant.
struct Span {
    after: Key,
    until: i64,
}

impl Span {
    fn of(filter: &TaskFilter, after: Option<Key>) -> Self {
        let from = filter.due_from.map_or(i64::MIN, micros);
        let first = (from, String::new(), -1);
        let before = filter.due_before.map(|at| micros(at).saturating_sub(1));
        Self {
            after: after.map_or(first.clone(), |after| after.max(first)),
            until: before.unwrap_or(NEVER),
        }
    }

    fn has(&self, key: &Key) -> bool {
        *key > self.after && key.0 <= self.until
    }
}

pub(super) async fn page(
    pool: &Pool,
    filter: &TaskFilter,
    page: &Cursor,
) -> Result<Vec<TaskRow>, StoreError> {
    let after = page.after.as_ref();
    let after = after.map(|(due, instance, task)| {
        (
            due.map_or(NEVER, micros),
            instance.to_string(),
            i64::from(task.0),
        )
    });
    let span = Span::of(filter, after);
    if let Some(instance) = &filter.instance {
        let mut rows = of_instance(pool, filter, &span, instance).await?;
        rows.truncate(page.limit as usize);
        return Ok(rows);
    }
    // One state of the tables for keys and rows.
    let mut transaction = pool.snapshot().await?;
    let c = &mut *transaction;
    if meets_units(filter) && !roles_are_few(c, filter).await? {
        return sifted(c, filter, span, page.limit).await;
    }
    let groups = groups(c.dialect(), filter, true);
    let keys = first(c, filter, &groups, &span, page.limit).await?;
    rows(c, keys).await
}

/// The tasks of units whose roles are asked for too, when these have many: most rows are theirs, and looking at what was read
/// costs less than asking the index of roles about every key. Where hardly any is theirs the statement asks it after all.
async fn sifted(
    c: &mut Connection,
    filter: &TaskFilter,
    mut span: Span,
    limit: u32,
) -> Result<Vec<TaskRow>, StoreError> {
    let of_any_role = TaskFilter {
        roles: Vec::new(),
        ..filter.clone()
    };
    let all = groups(c.dialect(), &of_any_role, false);
    let sieve = limit.saturating_mul(SIEVE_PAGES);
    let mut found = Vec::new();
    for _ in 0..SIEVES {
        let keys = first(c, &of_any_role, &all, &span, sieve).await?;
        let next = keys.last().filter(|_| keys.len() == sieve as usize);
        let next = next.cloned();
        let read = rows(c, keys).await?;
        found.extend(read.into_iter().filter(|row| fits(filter, row)));
        match next {
            Some(key) if found.len() < limit as usize => span.after = key,
            _ => {
                found.truncate(limit as usize);
                return Ok(found);
            }
        }
    }
    let asked = groups(c.dialect(), filter, false);
    let wanted = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(limit));
    let keys = first(c, filter, &asked, &span, wanted).await?;
    found.extend(rows(c, keys).await?);
    Ok(found)
}

pub(super) async fn count(pool: &Pool, filter: &TaskFilter, limit: u32) -> Result<u32, StoreError> {
    let span = Span::of(filter, None);
    if let Some(instance) = &filter.instance {
        let rows = of_instance(pool, filter, &span, instance).await?;
        return Ok(u32::try_from(rows.len()).unwrap_or(limit).min(limit));
    }
    let mut transaction = pool.snapshot().await?;
    let c = &mut *transaction;
    let mut total: u32 = 0;
    let few = meets_units(filter) && roles_are_few(c, filter).await?;
    for group in groups(c.dialect(), filter, few) {
        let condition = format!("{} AND {SPAN}", group.condition);
        let sql = walks::count(c.dialect(), group.table, &condition, "$6");
        let query = asked(database::query(sql), filter, &group.walks, &span, limit);
        total = total.saturating_add(number(c, query).await?);
        if total >= limit {
            break;
        }
    }
    Ok(total.min(limit))
}

/// Instances with tasks of which this version must learn more, in the order of their ids.
pub(super) async fn incomplete(pool: &Pool, limit: u32) -> Result<Vec<InstanceId>, StoreError> {
    let sql = "SELECT DISTINCT instance FROM task WHERE complete = 0 ORDER BY instance LIMIT $1";
    let query = database::query_scalar(sql).bind(limit).fetch_all(pool);
    let ids: Vec<String> = query.await?;
    Ok(ids.into_iter().map(InstanceId).collect())
}

/// Whether roles meet units: the rarer of them leads then.
fn meets_units(filter: &TaskFilter) -> bool {
    !filter.roles.is_empty() && !filter.within.is_empty() && filter.marked.is_none()
}

async fn roles_are_few(c: &mut Connection, filter: &TaskFilter) -> Result<bool, StoreError> {
    let of_roles = plan::of_roles(filter);
    let span = Span::of(&TaskFilter::default(), None);
    let condition = format!("{} AND {SPAN}", of_roles.condition);
    let sql = walks::count(c.dialect(), of_roles.table, &condition, "$6");
    let query = database::query(sql);
    let query = asked(query, filter, &of_roles.walks, &span, ROLES_ARE_FEW);
    Ok(number(c, query).await? < ROLES_ARE_FEW)
}

fn asked<'q>(
    query: Query<'q>,
    filter: &TaskFilter,
    walks: &[impl Serialize],
    span: &Span,
    limit: u32,
) -> Query<'q> {
    let (sort_at, instance, task) = span.after.clone();
    let query = query.bind(Value::json(&walks));
    let query = query.bind(sort_at).bind(instance).bind(task);
    let query = query.bind(span.until).bind(limit);
    let query = query.bind(Value::json(&filter.within.units));
    query.bind(Value::json(&filter.roles))
}

async fn number(c: &mut Connection, query: Query<'_>) -> Result<u32, StoreError> {
    small(query.fetch_one(c).await?.number(0)?)
}

async fn first(
    c: &mut Connection,
    filter: &TaskFilter,
    groups: &[Group],
    span: &Span,
    limit: u32,
) -> Result<Vec<Key>, StoreError> {
    let mut merge = Merge::of(groups.iter().map(|group| group.walks.len()), limit);
    loop {
        for (place, group) in groups.iter().enumerate() {
            let walks = merge.asked(place, &group.walks);
            if walks.is_empty() {
                continue;
            }
            let condition = format!("{} AND {SPAN}", group.condition);
            let columns = "sort_at, instance, task";
            let sql = walks::keys(c.dialect(), columns, group.table, &condition, columns, "$6");
            let query = asked(database::query(sql), filter, &walks, span, merge.share());
            merge.add(place, &query.fetch_one(&mut *c).await?, |key: Key| key)?;
        }
        if !merge.goes_on() {
            return Ok(merge.first());
        }
    }
}

/// The rows behind keys, in their order.
async fn rows(c: &mut Connection, keys: Vec<Key>) -> Result<Vec<TaskRow>, StoreError> {
    const WANTED: Sql = sql!(
        rows,
        " ",
        then_join,
        " task ON task.instance = v.value ->> 0 AND task.task = CAST(v.value ->> 1 AS BIGINT)"
    );
    let sql = task_rows::statement(c.dialect(), WANTED.of(c.dialect()));
    let wanted = keys
        .iter()
        .map(|(_, instance, task)| json!([instance, task]));
    let wanted: Vec<Json> = wanted.collect();
    let query = database::query(sql).bind(Value::json(&wanted));
    Ok(sorted(task_rows::read_from(&query.fetch_one(c).await?)?))
}

/// Open tasks of one instance: few, so that they are chosen here.
async fn of_instance(
    pool: &Pool,
    filter: &TaskFilter,
    span: &Span,
    instance: &InstanceId,
) -> Result<Vec<TaskRow>, StoreError> {
    let sql = task_rows::statement(pool.dialect(), "task WHERE task.instance = $1");
    let query = database::query(sql).bind(instance.as_str());
    let mut rows = task_rows::read_from(&query.fetch_one(pool).await?)?;
    rows.retain(|row| fits(filter, row) && span.has(&key(row)));
    Ok(sorted(rows))
}

/// Whether the filter lets a task of the instance through.
fn fits(filter: &TaskFilter, row: &TaskRow) -> bool {
    let within = &filter.within;
    let unit = row.unit.as_ref();
    let everything = filter.processes.is_empty() && within.is_empty();
    let seen = everything
        || filter.processes.contains(&row.process)
        || within.processes.contains(&row.process)
            && unit.is_some_and(|unit| within.units.contains(unit));
    let keys = row.keys();
    let of_roles = filter.roles.is_empty() || filter.roles.iter().any(|role| keys.contains(role));
    let marked = match filter.marked {
        Some(TermMark::Extended) => row.extended > 0 && row.held_at.is_none(),
        Some(TermMark::Held) => row.held_at.is_some(),
        None => true,
    };
    seen && of_roles && marked
}

fn key(row: &TaskRow) -> Key {
    let sort_at = row.due_at.map_or(NEVER, micros);
    (sort_at, row.instance.to_string(), i64::from(row.task.0))
}

fn sorted(mut rows: Vec<TaskRow>) -> Vec<TaskRow> {
    rows.sort_by_cached_key(key);
    rows
}
