//! Change sets as statements with their rows as JSON: what a program would write that did nothing else.
//!
//! Written apart from the store on purpose, as a yardstick; it covers the tables that the measured regulation touches
//! and stops when a change set needs another one.

use reglament_runtime::port::ChangeSet;
use serde_json::{Value, json};

/// A statement and its rows.
pub(crate) struct Statement {
    pub(crate) sql: &'static str,
    pub(crate) rows: String,
}

const NEW_INSTANCE: &str = "INSERT INTO instance (id, process, version, digest, receipt, parent, subject, search, \
    running, end_step, started_at, ended_at, seq, hash) SELECT value->>'id', value->>'process', value->>'version', \
    value->>'digest', value->>'receipt', NULL, value->>'subject', value->>'search', value->>'running', NULL, \
    value->>'started_at', NULL, value->>'seq', value->>'hash' FROM json_each($1)";
const INSTANCE: &str = "UPDATE instance SET subject = v.value->>'subject', search = v.value->>'search', \
    running = v.value->>'running', end_step = v.value->>'end_step', ended_at = v.value->>'ended_at', \
    seq = v.value->>'seq', hash = v.value->>'hash' FROM json_each($1) AS v \
    WHERE instance.id = v.value->>'id' AND instance.seq = v.value->>'expected'";
const JOURNAL: &str = "INSERT INTO journal (instance, first_seq, last_seq, at, actor, cause, events, hash) SELECT \
    value->>'instance', value->>'first', value->>'last', value->>'at', value->>'actor', value->>'cause', \
    value->>'events', value->>'hash' FROM json_each($1)";
const TASK: &str = "INSERT INTO task (instance, task, process, step, roles, signature, not_by, due_on, due_at, sort_at, \
    provisional, created_at, reminded, overdue) SELECT value->>'instance', value->>'task', value->>'process', \
    value->>'step', value->>'roles', 0, value->>'not_by', value->>'due_on', value->>'due_at', value->>'due_at', 0, \
    value->>'created_at', 0, 0 FROM json_each($1)";
const TASK_ROLE: &str = "INSERT INTO task_role (role, sort_at, instance, task, process) SELECT value->>'role', \
    value->>'due_at', value->>'instance', value->>'task', value->>'process' FROM json_each($1)";
const TASK_GONE: &str = "DELETE FROM task WHERE (instance, task) IN \
    (SELECT value->>'instance', value->>'task' FROM json_each($1))";
const ROLE_GONE: &str = "DELETE FROM task_role WHERE (instance, task) IN \
    (SELECT value->>'instance', value->>'task' FROM json_each($1))";
const TIMER: &str = "INSERT INTO timer (due_at, instance, timer) SELECT value->>'at', value->>'instance', \
    value->>'timer' FROM json_each($1)";
const TIMER_GONE: &str = "DELETE FROM timer WHERE (due_at, instance, timer) IN \
    (SELECT value->>'at', value->>'instance', value->>'timer' FROM json_each($1))";
const COMMAND: &str = "INSERT INTO command (id, digest, reply, at) SELECT value->>'id', value->>'digest', \
    value->>'reply', value->>'at' FROM json_each($1)";

/// The statements of a change set, one per table and kind of change.
pub(crate) fn statements(changes: &ChangeSet) -> Vec<Statement> {
    let others = changes.incidents.len()
        + changes.outbox.len()
        + changes.signals.len()
        + changes.registers.len();
    assert_eq!(others, 0, "the measured regulation writes other tables now");
    let (new, moved): (Vec<Value>, Vec<Value>) =
        instances(changes).partition(|row| row["expected"] == 0);
    let key = |(instance, task): &(_, _)| json!({"instance": instance, "task": task});
    let gone: Vec<Value> = changes.closed_tasks.iter().map(key).collect();
    let (tasks, roles) = tasks(changes);
    let tables = [
        (NEW_INSTANCE, new),
        (INSTANCE, moved),
        (JOURNAL, journal(changes)),
        (TASK_GONE, gone.clone()),
        (ROLE_GONE, gone),
        (TASK, tasks),
        (TASK_ROLE, roles),
        (TIMER_GONE, timers(&changes.dropped_timers)),
        (TIMER, timers(&changes.timers)),
        (COMMAND, commands(changes)),
    ];
    let filled = tables.into_iter().filter(|(_, rows)| !rows.is_empty());
    let statement = |(sql, rows)| Statement {
        sql,
        rows: Value::Array(rows).to_string(),
    };
    filled.map(statement).collect()
}

fn instances(changes: &ChangeSet) -> impl Iterator<Item = Value> {
    changes.instances.iter().map(|change| {
        let (row, head) = (&change.row, changes.journal.iter().rfind(|row| row.instance == change.row.id));
        json!({
            "id": row.id, "process": row.definition.process, "version": row.definition.version,
            "digest": row.definition.digest, "receipt": row.receipt, "subject": row.subject,
            "search": row.subject.to_lowercase() + " " + &row.receipt.to_lowercase(),
            "running": i64::from(row.ended_at.is_none()), "end_step": row.end_step,
            "started_at": row.started_at.timestamp_micros(), "ended_at": row.ended_at.map(|at| at.timestamp_micros()),
            "seq": row.seq, "hash": head.map(|row| &row.hash), "expected": change.expected,
        })
    })
}

fn journal(changes: &ChangeSet) -> Vec<Value> {
    let rows = changes.journal.iter().map(|row| {
        json!({
            "instance": row.instance, "first": row.first_seq, "last": row.last_seq, "at": row.at.timestamp_micros(),
            "actor": text(&row.actor), "cause": row.cause, "events": text(&row.events), "hash": row.hash,
        })
    });
    rows.collect()
}

fn tasks(changes: &ChangeSet) -> (Vec<Value>, Vec<Value>) {
    let task = |row: &reglament_runtime::port::TaskRow| {
        json!({
            "instance": row.instance, "task": row.task, "process": row.process, "step": row.step,
            "roles": text(&row.roles), "not_by": text(&row.not_by), "due_on": row.due_on,
            "due_at": row.due_at.map(|at| at.timestamp_micros()), "created_at": row.created_at.timestamp_micros(),
            "role": row.roles.first(),
        })
    };
    let rows: Vec<Value> = changes.tasks.iter().map(task).collect();
    (rows.clone(), rows)
}

fn timers(timers: &[reglament_runtime::port::TimerRow]) -> Vec<Value> {
    let row = |row: &reglament_runtime::port::TimerRow| json!({"at": row.due_at.timestamp_micros(), "instance": row.instance, "timer": row.timer});
    timers.iter().map(row).collect()
}

fn commands(changes: &ChangeSet) -> Vec<Value> {
    let rows = changes.commands.iter().map(|command| {
        json!({
            "id": command.id, "digest": command.digest, "reply": text(&command.reply),
            "at": command.at.timestamp_micros(),
        })
    });
    rows.collect()
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}
