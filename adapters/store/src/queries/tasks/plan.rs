//! Which walks a list of tasks is merged from, by what it is narrowed to.

use reglament_runtime::port::{TaskFilter, TermMark};
use serde_json::{Value as Json, json};

use crate::{
    dialect::{Dialect, Sql, sql},
    queries::walks::MAX_WALKS,
};

/// Fewer open tasks of the roles asked for, and they lead where roles meet units.
pub(super) const ROLES_ARE_FEW: u32 = 3_000;

const PROCESS: &str = "process = w.value ->> 'process'";
const UNIT: &str = "unit = w.value ->> 'unit' AND process = w.value ->> 'process'";
const ROLE: &str = "role = w.value ->> 'role'";
const ROLE_AND_PROCESS: &str = "role = w.value ->> 'role' AND process = w.value ->> 'process'";

// What rows are compared with once they are found. The empty text keeps the index on a column out of play.
const OF_UNITS: Sql = sql!(" AND unit || '' IN ", (list "$7"));
const ROW_OF_UNITS: Sql = sql!(
    " AND EXISTS (SELECT 1 FROM task AS t WHERE t.instance = task_role.instance ",
    "AND t.task = task_role.task AND t.unit || '' IN ",
    (list "$7"),
    ")"
);
const OF_ROLES: Sql = sql!(
    " AND EXISTS (SELECT 1 FROM task_role AS r WHERE r.instance = task.instance ",
    "AND r.task = task.task AND r.role || '' IN ",
    (list "$8"),
    ")"
);

const EXTENDED: Sql = sql!("task", (led_by "task_extended"));
const HELD: Sql = sql!("task", (led_by "task_held"));

/// Walks along one index.
pub(super) struct Group {
    pub(super) table: &'static str,
    pub(super) condition: String,
    pub(super) walks: Vec<Json>,
}

fn group(table: &'static str, condition: &str, walks: Vec<Json>) -> Group {
    Group {
        table,
        condition: condition.to_owned(),
        walks,
    }
}

/// The walks of a filter without an instance.
pub(super) fn groups(dialect: Dialect, filter: &TaskFilter, roles_are_few: bool) -> Vec<Group> {
    if let Some(mark) = filter.marked {
        return marked(dialect, filter, mark);
    }
    let (processes, within) = (&filter.processes, &filter.within);
    let of_roles = !filter.roles.is_empty();
    let mut groups = Vec::new();
    if processes.is_empty() && within.is_empty() {
        groups.push(match of_roles {
            true => group("task_role", ROLE, each("role", &filter.roles)),
            false => group("task", "true", vec![json!({})]),
        });
    }
    if !processes.is_empty() {
        groups.push(match of_roles {
            true => group("task_role", ROLE_AND_PROCESS, pairs(filter, processes)),
            false => group("task", PROCESS, each("process", processes)),
        });
    }
    if !within.is_empty() {
        groups.push(match of_roles && roles_are_few {
            true => by_role(dialect, filter),
            false => by_unit(dialect, filter),
        });
    }
    groups
}

/// The tasks with a mark are few beside the others: the index of the mark leads, whatever else is asked.
fn marked(dialect: Dialect, filter: &TaskFilter, mark: TermMark) -> Vec<Group> {
    let (table, mark) = match mark {
        TermMark::Extended => (EXTENDED, "extended > 0 AND held_at IS NULL"),
        TermMark::Held => (HELD, "held_at IS NOT NULL"),
    };
    let table = table.of(dialect);
    let roles = if filter.roles.is_empty() {
        ""
    } else {
        OF_ROLES.of(dialect)
    };
    let (processes, within) = (&filter.processes, &filter.within);
    if processes.is_empty() && within.is_empty() {
        return vec![group("task", &format!("{mark}{roles}"), vec![json!({})])];
    }
    let condition = format!("{PROCESS} AND {mark}{roles}");
    let mut groups = Vec::new();
    if !processes.is_empty() {
        groups.push(group(table, &condition, each("process", processes)));
    }
    if !within.is_empty() {
        let condition = format!("{condition}{}", OF_UNITS.of(dialect));
        groups.push(group(table, &condition, each("process", &within.processes)));
    }
    groups
}

/// The tasks of the roles in the processes that tell units apart, of whatever unit.
pub(super) fn of_roles(filter: &TaskFilter) -> Group {
    let walks = pairs(filter, &filter.within.processes);
    group("task_role", ROLE_AND_PROCESS, walks)
}

/// Those of the units, found by their roles.
fn by_role(dialect: Dialect, filter: &TaskFilter) -> Group {
    let mut group = of_roles(filter);
    group.condition += ROW_OF_UNITS.of(dialect);
    group
}

/// The tasks of the units (and roles, if any), found by their units.
fn by_unit(dialect: Dialect, filter: &TaskFilter) -> Group {
    let (units, processes) = (&filter.within.units, &filter.within.processes);
    let roles = if filter.roles.is_empty() {
        ""
    } else {
        OF_ROLES.of(dialect)
    };
    if units.len() * processes.len() > MAX_WALKS {
        let condition = format!("{PROCESS}{}{roles}", OF_UNITS.of(dialect));
        return group("task", &condition, each("process", processes));
    }
    let walks = units.iter().flat_map(|unit| {
        let walk = move |process: &String| json!({"unit": unit, "process": process});
        processes.iter().map(walk)
    });
    group("task", &format!("{UNIT}{roles}"), walks.collect())
}

fn each(name: &str, values: &[String]) -> Vec<Json> {
    values.iter().map(|value| json!({name: value})).collect()
}

fn pairs(filter: &TaskFilter, processes: &[String]) -> Vec<Json> {
    let walks = filter.roles.iter().flat_map(|role| {
        let walk = move |process: &String| json!({"role": role, "process": process});
        processes.iter().map(walk)
    });
    walks.collect()
}
