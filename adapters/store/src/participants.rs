//! Who had a part in which instance. What somebody may see by it is the service's business.

use std::collections::BTreeSet;

use reglament_core::InstanceId;
use reglament_runtime::port::{Part, ParticipantRow, StoreError};

use crate::{
    change::Write,
    database::{self, Pool, Value},
    dialect::{Sql, sql},
    line::{Line, line},
    moment::micros,
};

const INSERT: Sql = sql!(
    "INSERT INTO participant (person, started_at, instance, part, process) ",
    "SELECT v.value->>'person', CAST(v.value->>'started_at' AS BIGINT), v.value->>'instance', ",
    "v.value->>'part', v.value->>'process' FROM ",
    rows,
    " WHERE true ON CONFLICT DO NOTHING"
);

const DELETE: Sql = sql!(
    "DELETE FROM participant WHERE (person, started_at, instance, part) IN ",
    "(SELECT v.value->>'person', CAST(v.value->>'started_at' AS BIGINT), v.value->>'instance', ",
    "v.value->>'part' FROM ",
    rows,
    ")"
);

pub(crate) const WRITES: &[Write] = &[
    Write::new(DELETE, |changes| {
        changes.dropped_participants.iter().map(row_json).collect()
    }),
    Write::new(INSERT, |changes| {
        changes.participants.iter().map(row_json).collect()
    }),
];

fn row_json(row: &ParticipantRow) -> Line {
    line!({
        "person": row.person, "started_at": micros(row.started_at), "instance": row.instance,
        "process": row.process, "part": part(row.part),
    })
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Start => "start",
        Part::Task => "task",
    }
}

pub(crate) async fn of(
    pool: &Pool,
    id: &InstanceId,
) -> Result<BTreeSet<(String, Part)>, StoreError> {
    let sql = "SELECT person, part FROM participant WHERE instance = $1";
    let query = database::query_as(sql).bind(id.as_str());
    let found: Vec<(String, String)> = query.fetch_all(pool).await?;
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
    pool: &Pool,
    person: &str,
    ids: &[InstanceId],
) -> Result<BTreeSet<InstanceId>, StoreError> {
    const SQL: Sql = sql!(
        "SELECT instance FROM participant WHERE instance IN ", (list "$1"), " AND person = $2"
    );
    let query = database::query_scalar(SQL)
        .bind(Value::json(ids))
        .bind(person);
    let found: Vec<String> = query.fetch_all(pool).await?;
    Ok(found.into_iter().map(InstanceId).collect())
}
