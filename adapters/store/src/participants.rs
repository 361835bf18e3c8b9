//! Who had a part in which instance. What somebody may see by it is the service's business.

use std::collections::BTreeSet;

use reglament_core::InstanceId;
use reglament_runtime::port::{ChangeSet, Part, ParticipantRow, StoreError};
use serde_json::{Value as Json, json};
use sqlx::SqlitePool;

use crate::{
    change::{Connection, run},
    dialect::rows,
    error::{failed, write as json_text},
    moment::micros,
};

const INSERT: &str = concat!(
    "INSERT INTO participant (person, started_at, instance, part, process) ",
    "SELECT v.value->>'person', CAST(v.value->>'started_at' AS BIGINT), v.value->>'instance', ",
    "v.value->>'part', v.value->>'process' FROM ",
    rows!(),
    " WHERE true ON CONFLICT DO NOTHING"
);

const DELETE: &str = concat!(
    "DELETE FROM participant WHERE (person, started_at, instance, part) IN ",
    "(SELECT v.value->>'person', CAST(v.value->>'started_at' AS BIGINT), v.value->>'instance', ",
    "v.value->>'part' FROM ",
    rows!(),
    ")"
);

pub(crate) async fn write(c: &mut Connection, changes: &ChangeSet) -> Result<(), StoreError> {
    let json = |row: &ParticipantRow| -> Json {
        json!({
            "person": row.person, "started_at": micros(row.started_at), "instance": row.instance,
            "process": row.process, "part": part(row.part),
        })
    };
    let gone = changes.dropped_participants.iter().map(json).collect();
    run(c, DELETE, gone).await?;
    let new = changes.participants.iter().map(json).collect();
    run(c, INSERT, new).await.map(drop)
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Start => "start",
        Part::Task => "task",
    }
}

pub(crate) async fn of(
    pool: &SqlitePool,
    id: &InstanceId,
) -> Result<BTreeSet<(String, Part)>, StoreError> {
    let sql = "SELECT person, part FROM participant WHERE instance = $1";
    let query = sqlx::query_as(sql).bind(id.as_str());
    let found: Vec<(String, String)> = query.fetch_all(pool).await.map_err(failed)?;
    let known = |stored: String| {
        [Part::Start, Part::Task]
            .into_iter()
            .find(|one| part(*one) == stored)
    };
    let found = found.into_iter();
    Ok(found
        .filter_map(|(person, stored)| Some((person, known(stored)?)))
        .collect())
}

pub(crate) async fn parts(
    pool: &SqlitePool,
    person: &str,
    ids: &[InstanceId],
) -> Result<BTreeSet<InstanceId>, StoreError> {
    let sql = "SELECT instance FROM participant \
               WHERE instance IN (SELECT value FROM json_each($1)) AND person = $2";
    let query = sqlx::query_scalar(sql).bind(json_text(ids)).bind(person);
    let found: Vec<String> = query.fetch_all(pool).await.map_err(failed)?;
    Ok(found.into_iter().map(InstanceId).collect())
}
