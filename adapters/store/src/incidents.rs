//! Open incidents. Closed ones are history and stay in the journal only.

use reglament_core::{IncidentId, InstanceId};
use reglament_runtime::port::{IncidentRow, StoreError};

use crate::{
    change::Write,
    database::{self, Pool, Row, Value},
    dialect::{Sql, sql},
    error::small,
    line::{Line, line},
    moment::{instant, micros},
};

const INSERT: Sql = sql!(
    "INSERT INTO incident (instance, incident, process, step, code, ru, en, at) ",
    "SELECT v.value->>'instance', CAST(v.value->>'incident' AS BIGINT), v.value->>'process', v.value->>'step', ",
    "v.value->>'code', v.value->>'ru', v.value->>'en', CAST(v.value->>'at' AS BIGINT) FROM ",
    rows
);

const DELETE: Sql = sql!(
    "DELETE FROM incident WHERE (instance, incident) IN ",
    "(SELECT v.value->>'instance', CAST(v.value->>'incident' AS BIGINT) FROM ",
    rows,
    ")"
);

const OF_INSTANCE: Sql = sql!(
    "SELECT instance, incident, process, step, code, ru, en, at FROM incident ",
    "WHERE instance = $1 ORDER BY at DESC LIMIT $2"
);

const OF_PROCESSES: Sql = sql!(
    "SELECT instance, incident, process, step, code, ru, en, at FROM incident WHERE process || '' IN ",
    (list "$1"),
    " ORDER BY at DESC LIMIT $2"
);

pub(crate) const WRITES: &[Write] = &[
    Write::new(DELETE, |changes| {
        let closed = changes.closed_incidents.iter();
        let closed = closed.map(|(id, incident)| line!({"instance": id, "incident": incident}));
        closed.collect()
    }),
    Write::new(INSERT, |changes| {
        changes.incidents.iter().map(incident_json).collect()
    }),
];

fn incident_json(row: &IncidentRow) -> Line {
    line!({
        "instance": row.instance, "incident": row.incident, "process": row.process, "step": row.step,
        "code": row.code, "ru": row.ru, "en": row.en, "at": micros(row.at),
    })
}

pub(crate) async fn list(
    pool: &Pool,
    processes: &[String],
    instance: Option<&InstanceId>,
    limit: u32,
) -> Result<Vec<IncidentRow>, StoreError> {
    let query = match instance {
        Some(instance) => database::query(OF_INSTANCE).bind(instance.as_str()),
        None => database::query(OF_PROCESSES).bind(Value::json(processes)),
    };
    let query = query.bind(limit);
    let rows = query.fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

fn row(row: &Row) -> Result<IncidentRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let number = |name: &str| row.get::<i64>(name);
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
