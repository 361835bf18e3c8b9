//! Open incidents. Closed ones are history and stay in the journal only.

use reglament_core::{IncidentId, InstanceId};
use reglament_runtime::port::{ChangeSet, IncidentRow, StoreError};
use serde_json::{Value as Json, json};
use sqlx::{Row as _, SqlitePool, sqlite::SqliteRow};

use crate::{
    change::{Connection, run},
    dialect::rows,
    error::{failed, small, write as json_text},
    moment::{instant, micros},
};

const INSERT: &str = concat!(
    "INSERT INTO incident (instance, incident, process, step, code, ru, en, at) ",
    "SELECT v.value->>'instance', CAST(v.value->>'incident' AS BIGINT), v.value->>'process', v.value->>'step', ",
    "v.value->>'code', v.value->>'ru', v.value->>'en', CAST(v.value->>'at' AS BIGINT) FROM ",
    rows!()
);

const DELETE: &str = concat!(
    "DELETE FROM incident WHERE (instance, incident) IN ",
    "(SELECT v.value->>'instance', CAST(v.value->>'incident' AS BIGINT) FROM ",
    rows!(),
    ")"
);

const OF_INSTANCE: &str = "SELECT instance, incident, process, step, code, ru, en, at FROM incident \
                           WHERE instance = $1 ORDER BY at DESC LIMIT $2";

const OF_PROCESSES: &str = "SELECT instance, incident, process, step, code, ru, en, at FROM incident \
                            WHERE process || '' IN (SELECT value FROM json_each($1)) ORDER BY at DESC LIMIT $2";

pub(crate) async fn write(c: &mut Connection, changes: &ChangeSet) -> Result<(), StoreError> {
    let closed = changes.closed_incidents.iter();
    let closed = closed.map(|(id, incident)| json!({"instance": id, "incident": incident}));
    run(c, DELETE, closed.collect()).await?;
    run(
        c,
        INSERT,
        changes.incidents.iter().map(incident_json).collect(),
    )
    .await
    .map(drop)
}

fn incident_json(row: &IncidentRow) -> Json {
    json!({
        "instance": row.instance, "incident": row.incident, "process": row.process, "step": row.step,
        "code": row.code, "ru": row.ru, "en": row.en, "at": micros(row.at),
    })
}

pub(crate) async fn list(
    pool: &SqlitePool,
    processes: &[String],
    instance: Option<&InstanceId>,
    limit: u32,
) -> Result<Vec<IncidentRow>, StoreError> {
    let query = match instance {
        Some(instance) => sqlx::query(OF_INSTANCE).bind(instance.as_str()),
        None => sqlx::query(OF_PROCESSES).bind(json_text(processes)),
    };
    let query = query.bind(limit);
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(row).collect()
}

fn row(row: &SqliteRow) -> Result<IncidentRow, StoreError> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(failed);
    let number = |name: &str| row.try_get::<i64, _>(name).map_err(failed);
    Ok(IncidentRow {
        instance: InstanceId(text("instance")?),
        incident: IncidentId(small(number("incident")?)?),
        process: text("process")?,
        step: text("step")?,
        code: text("code")?,
        ru: text("ru")?,
        en: text("en")?,
        at: instant(number("at")?)?,
    })
}
