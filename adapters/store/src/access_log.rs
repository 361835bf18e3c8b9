//! The access log: rows are added in batches and read backwards.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{AccessLogStore, Page, StoreError, ViewFilter, ViewKind, ViewRow};
use serde_json::json;

use crate::{
    SqlStore,
    database::{self, Row, Value},
    dialect::{Sql, sql},
    error::position,
    moment::{instant, micros},
    months::{self, VIEWS},
};

const INSERT: Sql = sql!(
    "INSERT INTO access_log (at, person, program, address, what, door, target, process, instance) ",
    "SELECT CAST(v.value->>'at' AS BIGINT), v.value->>'person', v.value->>'program', v.value->>'address', ",
    "v.value->>'what', v.value->>'door', v.value->>'target', v.value->>'process', v.value->>'instance' FROM ",
    rows
);

const PROCESSES: Sql = sql!((list "$7"));

#[async_trait]
impl AccessLogStore for SqlStore {
    async fn record_views(&self, views: &[ViewRow]) -> Result<(), StoreError> {
        let row = |view: &ViewRow| {
            json!({
                "at": micros(view.at), "person": view.person, "program": view.program, "address": view.address,
                "what": view.what.name(), "door": view.door, "target": view.target, "process": view.process,
                "instance": view.instance.as_ref().map(InstanceId::as_str),
            })
        };
        let rows: Vec<serde_json::Value> = views.iter().map(row).collect();
        let query = database::query(INSERT).bind(Value::json(&rows));
        query.execute(self.writer()).await?;
        Ok(())
    }

    async fn views(
        &self,
        filter: &ViewFilter,
        page: &Page<(DateTime<Utc>, u64)>,
    ) -> Result<Vec<(u64, ViewRow)>, StoreError> {
        // Each filter has an index of its own, so that they are said in words and not as `$n IS NULL`.
        let person = match filter.person {
            Some(_) => "person = $1",
            None => "$1 IS NULL",
        };
        let instance = match filter.instance {
            Some(_) => "instance = $2",
            None => "$2 IS NULL",
        };
        let sql = format!(
            "SELECT id, at, person, program, address, what, door, target, process, instance \
             FROM access_log WHERE {person} AND {instance} AND at >= $3 AND at < $4 AND (at, id) < ($5, $6) \
             AND (process IN {} OR (process IS NULL AND $8 = 1)) ORDER BY at DESC, id DESC LIMIT $9",
            PROCESSES.of(self.read.dialect())
        );
        let (at, id) = match page.after {
            Some((at, id)) => (micros(at), i64::try_from(id).unwrap_or(i64::MAX)),
            None => (i64::MAX, 0),
        };
        let query = database::query(sql)
            .bind(filter.person.as_deref())
            .bind(filter.instance.as_ref().map(InstanceId::as_str))
            .bind(filter.from.map_or(i64::MIN, micros))
            .bind(filter.until.map_or(i64::MAX, micros))
            .bind(at)
            .bind(id)
            .bind(Value::json(&filter.processes))
            .bind(filter.unplaced)
            .bind(page.limit);
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(row).collect()
    }

    async fn prepare_months(
        &self,
        now: DateTime<Utc>,
        forget: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        months::prepare(self.writer(), &VIEWS, now, Some(forget)).await
    }

    async fn forget_views(&self, before: DateTime<Utc>, limit: u32) -> Result<u64, StoreError> {
        let sql = "DELETE FROM access_log WHERE at < $1 AND (at, id) IN \
                   (SELECT at, id FROM access_log WHERE at < $1 ORDER BY at, id LIMIT $2)";
        let query = database::query(sql).bind(micros(before)).bind(limit);
        let gone = query.execute(self.writer()).await?;
        Ok(gone)
    }
}

fn row(row: &Row) -> Result<(u64, ViewRow), StoreError> {
    let what: String = row.get("what")?;
    let view = ViewRow {
        at: instant(row.get("at")?)?,
        person: row.get("person")?,
        program: row.get("program")?,
        address: row.get("address")?,
        what: ViewKind::named(&what)
            .ok_or_else(|| StoreError::Damaged(format!("`{what}` is no kind of a view")))?,
        door: row.get("door")?,
        target: row.get("target")?,
        process: row.get("process")?,
        instance: row.get::<Option<String>>("instance")?.map(InstanceId),
    };
    Ok((position(row.get("id")?)?, view))
}
