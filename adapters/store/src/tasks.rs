//! Open tasks and the roles that may do them.

use reglament_core::{InstanceId, TaskId};
use reglament_runtime::port::{ChangeSet, StoreError, TaskRow};
use serde_json::{Value as Json, json};

use crate::{
    change::{Connection, run},
    dialect::rows,
    error::write as json_text,
    moment::{NEVER, micros},
};

const CLOSE: &str = concat!(
    "DELETE FROM task WHERE (instance, task) IN ",
    "(SELECT v.value->>'instance', CAST(v.value->>'task' AS BIGINT) FROM ",
    rows!(),
    ")"
);

const CLOSE_ROLES: &str = concat!(
    "DELETE FROM task_role WHERE (instance, task) IN ",
    "(SELECT v.value->>'instance', CAST(v.value->>'task' AS BIGINT) FROM ",
    rows!(),
    ")"
);

const UPSERT: &str = concat!(
    "INSERT INTO task (instance, task, process, step, roles, signature, not_by, due_on, due_at, sort_at, ",
    "provisional, created_at, reminded, overdue, people, claimed_by, delegated_by, personal, unit, extended, ",
    "held_at, complete) ",
    "SELECT v.value->>'instance', CAST(v.value->>'task' AS BIGINT), v.value->>'process', v.value->>'step', ",
    "v.value->>'roles', CAST(v.value->>'signature' AS BIGINT), v.value->>'not_by', v.value->>'due_on', ",
    "CAST(v.value->>'due_at' AS BIGINT), CAST(v.value->>'sort_at' AS BIGINT), ",
    "CAST(v.value->>'provisional' AS BIGINT), CAST(v.value->>'created_at' AS BIGINT), ",
    "CAST(v.value->>'reminded' AS BIGINT), CAST(v.value->>'overdue' AS BIGINT), v.value->>'people', ",
    "v.value->>'claimed_by', v.value->>'delegated_by', CAST(v.value->>'personal' AS BIGINT), v.value->>'unit', ",
    "CAST(v.value->>'extended' AS BIGINT), CAST(v.value->>'held_at' AS BIGINT), 1 FROM ",
    rows!(),
    " WHERE true ON CONFLICT (instance, task) DO UPDATE SET roles = excluded.roles, not_by = excluded.not_by, ",
    "due_on = excluded.due_on, due_at = excluded.due_at, sort_at = excluded.sort_at, ",
    "provisional = excluded.provisional, reminded = excluded.reminded, overdue = excluded.overdue, ",
    "people = excluded.people, claimed_by = excluded.claimed_by, delegated_by = excluded.delegated_by, ",
    "unit = excluded.unit, extended = excluded.extended, held_at = excluded.held_at, complete = 1"
);

const INSERT_ROLES: &str = concat!(
    "INSERT INTO task_role (role, sort_at, instance, task, process) ",
    "SELECT v.value->>'role', CAST(v.value->>'sort_at' AS BIGINT), v.value->>'instance', ",
    "CAST(v.value->>'task' AS BIGINT), v.value->>'process' FROM ",
    rows!()
);

pub(crate) async fn write(c: &mut Connection, changes: &ChangeSet) -> Result<(), StoreError> {
    let key = |id: &InstanceId, task: TaskId| json!({"instance": id, "task": task});
    let closed: Vec<Json> = changes
        .closed_tasks
        .iter()
        .map(|(id, task)| key(id, *task))
        .collect();
    let changed = changes.tasks.iter().map(|row| key(&row.instance, row.task));
    let outdated = closed.iter().cloned().chain(changed).collect();
    run(c, CLOSE, closed).await?;
    run(c, CLOSE_ROLES, outdated).await?;
    run(c, UPSERT, changes.tasks.iter().map(task_json).collect()).await?;
    let roles = changes
        .tasks
        .iter()
        .flat_map(|row| row.keys().into_iter().map(move |role| (row, role)));
    let roles = roles.map(|(row, role)| {
        json!({
            "role": role, "sort_at": sort_at(row), "instance": row.instance, "task": row.task, "process": row.process,
        })
    });
    run(c, INSERT_ROLES, roles.collect()).await.map(drop)
}

fn sort_at(row: &TaskRow) -> i64 {
    row.due_at.map_or(NEVER, micros)
}

fn task_json(row: &TaskRow) -> Json {
    json!({
        "instance": row.instance, "task": row.task, "process": row.process, "step": row.step,
        "roles": json_text(&row.roles), "signature": i64::from(row.signature), "not_by": json_text(&row.not_by),
        "due_on": row.due_on, "due_at": row.due_at.map(micros), "sort_at": sort_at(row),
        "provisional": i64::from(row.provisional), "created_at": micros(row.created_at), "reminded": row.reminded,
        "overdue": row.overdue, "people": row.people.as_ref().map(json_text), "claimed_by": row.claimed_by,
        "delegated_by": row.delegated_by, "personal": i64::from(row.personal),
        "extended": row.extended, "held_at": row.held_at.map(micros), "unit": row.unit,
    })
}
