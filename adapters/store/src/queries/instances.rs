//! Lists of instances, merged from walks along indexes. Finding them by a text is in `search`.

mod search;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{InstanceFilter, InstanceRow, Page, StoreError};
use serde_json::{Value as Json, json};

use crate::{
    database::{self, Builder, Connection, On, Pool, Value},
    dialect::{Dialect, Sql, sql},
    instances::{COLUMNS, row as instance_row},
    moment::micros,
    search::Wanted,
};

use super::walks::{self, MAX_WALKS, Merge};

pub(super) async fn rows(pool: &Pool, ids: &[InstanceId]) -> Result<Vec<InstanceRow>, StoreError> {
    of_ids(pool, ids).await
}

async fn of_ids<'a>(
    on: impl Into<On<'a>>,
    ids: &[InstanceId],
) -> Result<Vec<InstanceRow>, StoreError> {
    const OF_IDS: Sql = sql!(" FROM instance WHERE id IN ", (list "$1"));
    let on = on.into();
    let sql = format!("SELECT {COLUMNS}{}", OF_IDS.of(on.dialect()));
    let query = database::query(sql).bind(Value::json(ids));
    let found = query.fetch_all(on).await?;
    found.iter().map(instance_row).collect()
}

pub(super) async fn by_receipt(
    pool: &Pool,
    receipt: &str,
) -> Result<Option<InstanceId>, StoreError> {
    let query = database::query_scalar("SELECT id FROM instance WHERE receipt = $1").bind(receipt);
    let id: Option<String> = query.fetch_optional(pool).await?;
    Ok(id.map(InstanceId))
}

pub(super) async fn ids(
    pool: &Pool,
    after: Option<&InstanceId>,
    limit: u32,
) -> Result<Vec<InstanceId>, StoreError> {
    let sql = "SELECT id FROM instance WHERE id > $1 ORDER BY id LIMIT $2";
    let query = database::query_scalar(sql)
        .bind(after.map_or("", InstanceId::as_str))
        .bind(limit);
    let ids: Vec<String> = query.fetch_all(pool).await?;
    Ok(ids.into_iter().map(InstanceId).collect())
}

type Cursor = Page<(DateTime<Utc>, InstanceId)>;
/// Where an instance stands in a list: the newest first.
type Key = Reverse<(i64, String)>;

const PROCESS: &str =
    "process = w.value ->> 'process' AND running = CAST(w.value ->> 'running' AS BIGINT)";
const UNIT: &str = "unit = w.value ->> 'unit' AND process = w.value ->> 'process' \
                    AND running = CAST(w.value ->> 'running' AS BIGINT)";
/// The empty text keeps the index on the column out of play.
const OF_UNITS: Sql = sql!(" AND unit || '' IN ", (list "$5"));

const WITH_PART: Sql = sql!("person = w.value ->> 'person' AND process || '' IN ", (list "$6"));

/// Walks along one index.
struct Group {
    table: &'static str,
    columns: &'static str,
    condition: String,
    walks: Vec<Json>,
}

pub(super) async fn page(
    pool: &Pool,
    filter: &InstanceFilter,
    page: &Cursor,
) -> Result<Vec<InstanceRow>, StoreError> {
    // One state of the tables for keys and rows.
    let mut transaction = pool.snapshot().await?;
    let c = &mut *transaction;
    if let Some(parent) = &filter.parent {
        return children(c, filter, parent, page).await;
    }
    if let Some(text) = &filter.text {
        return search::page(c, filter, &Wanted::new(text), page).await;
    }
    first(c, filter, &groups(c.dialect(), filter, None), page, None).await
}

/// The first rows of all walks.
async fn first(
    c: &mut Connection,
    filter: &InstanceFilter,
    groups: &[Group],
    page: &Cursor,
    text: Option<&Wanted>,
) -> Result<Vec<InstanceRow>, StoreError> {
    let (started_at, id) = after(page);
    let own = filter.part.as_ref().map(|(_, processes)| processes);
    let mut merge = Merge::of(groups.iter().map(|group| group.walks.len()), page.limit);
    loop {
        for (place, group) in groups.iter().enumerate() {
            let walks = merge.asked(place, &group.walks);
            if walks.is_empty() {
                continue;
            }
            let order = group.columns.replace(',', " DESC,") + " DESC";
            let sql = walks::keys(
                c.dialect(),
                group.columns,
                group.table,
                &group.condition,
                &order,
                "$4",
            );
            let query = database::query(sql);
            let query = query.bind(Value::json(&walks));
            let query = query.bind(started_at).bind(id).bind(merge.share());
            let query = query.bind(Value::json(&filter.within.units));
            let query = query
                .bind(own.map_or(Value::Json(None), Value::json))
                .bind(filter.running);
            let query = query.bind(text.map(|wanted| wanted.text.as_str()));
            merge.add(place, &query.fetch_one(&mut *c).await?, Reverse)?;
        }
        if !merge.goes_on() {
            break;
        }
    }
    let keys: Vec<Key> = merge.first();
    let ids = keys.into_iter().map(|Reverse((_, id))| InstanceId(id));
    let ids: Vec<InstanceId> = ids.collect();
    Ok(newest_first(of_ids(c, &ids).await?))
}

fn after(page: &Cursor) -> (i64, &str) {
    match &page.after {
        Some((at, id)) => (micros(*at), id.as_str()),
        None => (i64::MAX, ""),
    }
}

fn newest_first(rows: Vec<InstanceRow>) -> Vec<InstanceRow> {
    let keyed = rows.into_iter();
    let keyed = keyed.map(|row| (Reverse((row.started_at, row.id.clone())), row));
    keyed.collect::<BTreeMap<_, _>>().into_values().collect()
}

/// The walks of a filter: whole processes, units, and where somebody has a part.
fn groups(dialect: Dialect, filter: &InstanceFilter, text: Option<&Wanted>) -> Vec<Group> {
    let (within, mut groups) = (&filter.within, Vec::new());
    if !filter.processes.is_empty() {
        let walks = of_processes(filter, &filter.processes);
        groups.push(walked(dialect, PROCESS, walks, text));
    }
    if !within.is_empty() {
        let walks = of_processes(filter, &within.processes);
        groups.push(match walks.len() * within.units.len() > MAX_WALKS {
            true => {
                let condition = format!("{PROCESS}{}", OF_UNITS.of(dialect));
                walked(dialect, &condition, walks, text)
            }
            false => walked(dialect, UNIT, of_units(filter, &walks), text),
        });
    }
    groups.extend(part(dialect, filter, text));
    groups
}

fn walked(dialect: Dialect, condition: &str, walks: Vec<Json>, text: Option<&Wanted>) -> Group {
    let text = compared(dialect, text);
    Group {
        table: "instance",
        columns: "started_at, id",
        condition: format!("{condition} AND (started_at, id) < ($2, $3){text}"),
        walks,
    }
}

/// Without a wish running and ended instances are walked apart and merged: one of the kinds is rare.
fn of_processes(filter: &InstanceFilter, processes: &[String]) -> Vec<Json> {
    let walks = processes.iter().flat_map(|process| {
        let kinds = [1, 0].into_iter();
        let kinds = kinds.filter(|kind| filter.running.is_none_or(|wish| wish == (*kind == 1)));
        kinds.map(move |kind| json!({"process": process, "running": kind}))
    });
    walks.collect()
}

fn of_units(filter: &InstanceFilter, inner: &[Json]) -> Vec<Json> {
    let walks = filter.within.units.iter().flat_map(|unit| {
        inner.iter().map(move |walk| {
            let mut walk = walk.clone();
            walk["unit"] = json!(unit);
            walk
        })
    });
    walks.collect()
}

/// The walk along what somebody has a part in; none without processes in which that counts.
fn part(dialect: Dialect, filter: &InstanceFilter, text: Option<&Wanted>) -> Option<Group> {
    let (person, processes) = filter.part.as_ref()?;
    let row = match (filter.running, text) {
        (None, None) => String::new(),
        _ => format!(
            " AND EXISTS (SELECT 1 FROM instance WHERE instance.id = participant.instance \
             AND ($7 IS NULL OR running = $7){})",
            compared(dialect, text)
        ),
    };
    let group = Group {
        table: "participant",
        columns: "started_at, instance",
        condition: format!(
            "{} AND (started_at, instance) < ($2, $3){row}",
            WITH_PART.of(dialect)
        ),
        walks: vec![json!({"person": person})],
    };
    (!processes.is_empty()).then_some(group)
}

fn compared(dialect: Dialect, text: Option<&Wanted>) -> String {
    const PLACE: Sql = sql!(place_of);
    text.map_or(String::new(), |wanted| {
        format!(" AND {}({}, $8) > 0", PLACE.of(dialect), wanted.column())
    })
}

/// Children of an instance, as far as they are seen: all of them are read, because they are those of one instance.
async fn children(
    c: &mut Connection,
    filter: &InstanceFilter,
    parent: &InstanceId,
    page: &Cursor,
) -> Result<Vec<InstanceRow>, StoreError> {
    let mut sql = Builder::new(c.dialect(), "SELECT ");
    sql.push(COLUMNS).push(" FROM instance WHERE parent = ");
    sql.push_bind(parent.to_string());
    search::visible(&mut sql, filter, true);
    if let Some(text) = &filter.text {
        search::with_text(&mut sql, &Wanted::new(text));
    }
    search::newest(&mut sql, filter, page);
    let rows = sql.build().fetch_all(c).await?;
    rows.iter().map(instance_row).collect()
}
