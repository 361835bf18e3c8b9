//! Reading open tasks: many rows as one text, because each row and column of an answer costs more than all that is in it.
//!
//! Writing them is in `tasks`, finding them in `queries::tasks`.

use reglament_core::{InstanceId, TaskId};
use reglament_runtime::port::{StoreError, TaskRow};
use serde::Deserialize;

use crate::{
    database::Row,
    dialect::Dialect,
    error::{read, small},
    moment::{date, instant},
};

/// A row of `task` in the order of [`Stored`].
const FIELDS: &str = "task.instance, task.task, task.process, task.unit, task.step, task.roles, task.signature, \
                      task.not_by, task.people, task.claimed_by, task.delegated_by, task.personal, task.due_on, \
                      task.due_at, task.provisional, task.created_at, task.reminded, task.overdue, task.extended, \
                      task.held_at";

/// The statement that reads rows of `task`; `from` is what follows `FROM`. [`read_from`] reads its only row.
pub(crate) fn statement(dialect: Dialect, from: &str) -> String {
    match dialect {
        Dialect::Sqlite => {
            format!("SELECT json_group_array(json_array({FIELDS})) AS rows_found FROM {from}")
        }
        Dialect::Postgres => format!(
            "SELECT CAST(COALESCE(json_agg(json_build_array({FIELDS})), '[]') AS TEXT) AS rows_found FROM {from}"
        ),
    }
}

/// The columns as they are stored.
#[derive(Deserialize)]
struct Stored {
    instance: String,
    task: i64,
    process: String,
    unit: Option<String>,
    step: String,
    roles: String,
    signature: i64,
    not_by: String,
    people: Option<String>,
    claimed_by: Option<String>,
    delegated_by: Option<String>,
    personal: i64,
    due_on: Option<String>,
    due_at: Option<i64>,
    provisional: i64,
    created_at: i64,
    reminded: i64,
    overdue: i64,
    extended: i64,
    held_at: Option<i64>,
}

/// What a [`statement`] has found.
///
/// # Errors
/// Damaged, when something in it cannot be read.
pub(crate) fn read_from(found: &Row) -> Result<Vec<TaskRow>, StoreError> {
    let stored: Vec<Stored> = read(&found.get::<String>("rows_found")?)?;
    stored.into_iter().map(row).collect()
}

fn row(stored: Stored) -> Result<TaskRow, StoreError> {
    Ok(TaskRow {
        instance: InstanceId(stored.instance),
        task: TaskId(small(stored.task)?),
        process: stored.process,
        unit: stored.unit,
        step: stored.step,
        roles: read(&stored.roles)?,
        signature: stored.signature != 0,
        not_by: read(&stored.not_by)?,
        due_on: stored.due_on.as_deref().map(date).transpose()?,
        due_at: stored.due_at.map(instant).transpose()?,
        provisional: stored.provisional != 0,
        created_at: instant(stored.created_at)?,
        reminded: small(stored.reminded)?,
        overdue: small(stored.overdue)?,
        people: stored.people.as_deref().map(read).transpose()?,
        claimed_by: stored.claimed_by,
        delegated_by: stored.delegated_by,
        personal: stored.personal != 0,
        extended: small(stored.extended)?,
        held_at: stored.held_at.map(instant).transpose()?,
    })
}
