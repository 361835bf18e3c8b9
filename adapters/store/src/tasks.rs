//! Open tasks and the roles that may do them.

use reglament_core::{InstanceId, TaskId};
use reglament_runtime::port::{ChangeSet, TaskRow};

use crate::{
    change::Write,
    dialect::{Sql, sql},
    error::write as json_text,
    line::{Line, line},
    moment::{NEVER, micros},
};

const CLOSE: Sql = sql!(
    "DELETE FROM task WHERE (instance, task) IN ",
    "(SELECT v.value->>'instance', CAST(v.value->>'task' AS BIGINT) FROM ",
    rows,
    ")"
);

const CLOSE_ROLES: Sql = sql!(
    "DELETE FROM task_role WHERE (instance, task) IN ",
    "(SELECT v.value->>'instance', CAST(v.value->>'task' AS BIGINT) FROM ",
    rows,
    ")"
);

const UPSERT: Sql = sql!(
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
    rows,
    " WHERE true ON CONFLICT (instance, task) DO UPDATE SET roles = excluded.roles, not_by = excluded.not_by, ",
    "due_on = excluded.due_on, due_at = excluded.due_at, sort_at = excluded.sort_at, ",
    "provisional = excluded.provisional, reminded = excluded.reminded, overdue = excluded.overdue, ",
    "people = excluded.people, claimed_by = excluded.claimed_by, delegated_by = excluded.delegated_by, ",
    "unit = excluded.unit, extended = excluded.extended, held_at = excluded.held_at, complete = 1"
);

const INSERT_ROLES: Sql = sql!(
    "INSERT INTO task_role (role, sort_at, instance, task, process) ",
    "SELECT v.value->>'role', CAST(v.value->>'sort_at' AS BIGINT), v.value->>'instance', ",
    "CAST(v.value->>'task' AS BIGINT), v.value->>'process' FROM ",
    rows
);

pub(crate) const WRITES: &[Write] = &[
    Write::new(CLOSE, |changes| closed(changes).collect()),
    // The keys of changed tasks are written anew.
    Write::new(CLOSE_ROLES, |changes| {
        let changed = changes
            .tasks
            .iter()
            .map(|row| key_json(&row.instance, row.task));
        closed(changes).chain(changed).collect()
    }),
    Write::new(UPSERT, |changes| {
        changes.tasks.iter().map(task_json).collect()
    }),
    Write::new(INSERT_ROLES, |changes| {
        changes.tasks.iter().flat_map(roles_json).collect()
    }),
];

fn closed(changes: &ChangeSet) -> impl Iterator<Item = Line> + '_ {
    let closed = changes.closed_tasks.iter();
    closed.map(|(id, task)| key_json(id, *task))
}

fn key_json(id: &InstanceId, task: TaskId) -> Line {
    line!({"instance": id, "task": task})
}

fn roles_json(row: &TaskRow) -> Vec<Line> {
    let of_role = |role| {
        line!({
            "role": role, "sort_at": sort_at(row), "instance": row.instance, "task": row.task, "process": row.process,
        })
    };
    row.keys().into_iter().map(of_role).collect()
}

fn sort_at(row: &TaskRow) -> i64 {
    row.due_at.map_or(NEVER, micros)
}

fn task_json(row: &TaskRow) -> Line {
    line!({
        "instance": row.instance, "task": row.task, "process": row.process, "step": row.step,
        "roles": json_text(&row.roles), "signature": i64::from(row.signature), "not_by": json_text(&row.not_by),
        "due_on": row.due_on, "due_at": row.due_at.map(micros), "sort_at": sort_at(row),
        "provisional": i64::from(row.provisional), "created_at": micros(row.created_at), "reminded": row.reminded,
        "overdue": row.overdue, "people": row.people.as_ref().map(json_text), "claimed_by": row.claimed_by,
        "delegated_by": row.delegated_by, "personal": i64::from(row.personal),
        "extended": row.extended, "held_at": row.held_at.map(micros), "unit": row.unit,
    })
}
