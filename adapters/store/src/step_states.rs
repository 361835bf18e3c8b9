//! How far instances have come with their user tasks. What a state means for a board is not decided here.

use reglament_core::InstanceId;
use reglament_runtime::port::{ChangeSet, StepStateRow, StoreError};
use serde_json::json;
use sqlx::{Row as _, SqlitePool, sqlite::SqliteRow};

use crate::{
    change::{Connection, run},
    dialect::rows,
    error::failed,
    moment::{date, instant, micros},
};

const UPSERT: &str = concat!(
    "INSERT INTO step_state (instance, step, open, started_at, due_on, completed_at) ",
    "SELECT v.value->>'instance', v.value->>'step', CAST(v.value->>'open' AS BIGINT), ",
    "CAST(v.value->>'started_at' AS BIGINT), v.value->>'due_on', CAST(v.value->>'completed_at' AS BIGINT) FROM ",
    rows!(),
    " WHERE true ON CONFLICT (instance, step) DO UPDATE SET open = excluded.open, started_at = excluded.started_at, ",
    "due_on = excluded.due_on, completed_at = excluded.completed_at"
);

pub(crate) async fn write(c: &mut Connection, changes: &ChangeSet) -> Result<(), StoreError> {
    let row = |row: &StepStateRow| {
        json!({
            "instance": row.instance, "step": row.step, "open": i64::from(row.open),
            "started_at": micros(row.started_at), "due_on": row.due_on,
            "completed_at": row.completed_at.map(micros),
        })
    };
    let rows = changes.step_states.iter().map(row).collect();
    run(c, UPSERT, rows).await.map(drop)
}

/// The states of all children of an instance; served by `instance_by_parent` and the primary key.
pub(crate) async fn of_children(
    pool: &SqlitePool,
    parent: &InstanceId,
) -> Result<Vec<StepStateRow>, StoreError> {
    let sql = "SELECT s.* FROM instance i JOIN step_state s ON s.instance = i.id WHERE i.parent = $1 \
               ORDER BY s.instance, s.step";
    let query = sqlx::query(sql).bind(parent.as_str());
    let found = query.fetch_all(pool).await.map_err(failed)?;
    found.iter().map(row).collect()
}

fn row(row: &SqliteRow) -> Result<StepStateRow, StoreError> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(failed);
    let number = |name: &str| row.try_get::<i64, _>(name).map_err(failed);
    let due_on: Option<String> = row.try_get("due_on").map_err(failed)?;
    let completed_at: Option<i64> = row.try_get("completed_at").map_err(failed)?;
    Ok(StepStateRow {
        instance: InstanceId(text("instance")?),
        step: text("step")?,
        open: number("open")? != 0,
        started_at: instant(number("started_at")?)?,
        due_on: due_on.as_deref().map(date).transpose()?,
        completed_at: completed_at.map(instant).transpose()?,
    })
}
