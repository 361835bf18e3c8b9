//! How far instances have come with their user tasks. What a state means for a board is not decided here.

use reglament_core::InstanceId;
use reglament_runtime::port::{StepStateRow, StoreError};

use crate::{
    change::Write,
    database::{self, Pool, Row},
    dialect::{Sql, sql},
    line::{Line, line},
    moment::{date, instant, micros},
};

const UPSERT: Sql = sql!(
    "INSERT INTO step_state (instance, step, open, started_at, due_on, completed_at) ",
    "SELECT v.value->>'instance', v.value->>'step', CAST(v.value->>'open' AS BIGINT), ",
    "CAST(v.value->>'started_at' AS BIGINT), v.value->>'due_on', CAST(v.value->>'completed_at' AS BIGINT) FROM ",
    rows,
    " WHERE true ON CONFLICT (instance, step) DO UPDATE SET open = excluded.open, started_at = excluded.started_at, ",
    "due_on = excluded.due_on, completed_at = excluded.completed_at"
);

pub(crate) const WRITES: &[Write] = &[Write::new(UPSERT, |changes| {
    changes.step_states.iter().map(row_json).collect()
})];

fn row_json(row: &StepStateRow) -> Line {
    line!({
        "instance": row.instance, "step": row.step, "open": i64::from(row.open),
        "started_at": micros(row.started_at), "due_on": row.due_on,
        "completed_at": row.completed_at.map(micros),
    })
}

/// The states of all children of an instance; served by `instance_by_parent` and the primary key.
pub(crate) async fn of_children(
    pool: &Pool,
    parent: &InstanceId,
) -> Result<Vec<StepStateRow>, StoreError> {
    let sql = "SELECT s.instance, s.step, s.open, s.started_at, s.due_on, s.completed_at \
             FROM instance i JOIN step_state s ON s.instance = i.id WHERE i.parent = $1 \
               ORDER BY s.instance, s.step";
    let query = database::query(sql).bind(parent.as_str());
    let found = query.fetch_all(pool).await?;
    found.iter().map(row).collect()
}

fn row(row: &Row) -> Result<StepStateRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let number = |name: &str| row.get::<i64>(name);
    let due_on: Option<String> = row.get("due_on")?;
    let completed_at: Option<i64> = row.get("completed_at")?;
    Ok(StepStateRow {
        instance: InstanceId(text("instance")?),
        step: text("step")?,
        open: number("open")? != 0,
        started_at: instant(number("started_at")?)?,
        due_on: due_on.as_deref().map(date).transpose()?,
        completed_at: completed_at.map(instant).transpose()?,
    })
}
