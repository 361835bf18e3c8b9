//! Commands between instances that are under way, and replies to commands that were given.

use chrono::{DateTime, Utc};
use reglament_core::{CommandId, InstanceId};
use reglament_runtime::port::{KnownCommand, SignalRow, StoreError};

use crate::{
    change::Write,
    database::{self, Pool, Value},
    dialect::{Sql, sql},
    error::{read, write as json_text},
    line::{Line, line},
    moment::{instant, micros},
};

const INSERT: Sql = sql!(
    "INSERT INTO signal (id, target, body, at) ",
    "SELECT v.value->>'id', v.value->>'target', v.value->>'body', CAST(v.value->>'at' AS BIGINT) FROM ",
    rows
);

const DELETE: Sql = sql!(
    "DELETE FROM signal WHERE id IN (SELECT v.value->>'id' FROM ",
    rows,
    ")"
);

const INSERT_COMMANDS: Sql = sql!(
    "INSERT INTO command (id, digest, reply, at) ",
    "SELECT v.value->>'id', v.value->>'digest', v.value->>'reply', CAST(v.value->>'at' AS BIGINT) FROM ",
    rows
);

pub(crate) const WRITES: &[Write] = &[
    // A signal that is gone was carried out by another server.
    Write::exact(DELETE, |changes| {
        let done = changes.done_signals.iter();
        done.map(|id| line!({"id": id})).collect()
    }),
    Write::new(INSERT, |changes| {
        changes.signals.iter().map(signal_json).collect()
    }),
];

/// Replies, which come last.
pub(crate) const REPLIES: &[Write] = &[Write::new(INSERT_COMMANDS, |changes| {
    changes.commands.iter().map(command_json).collect()
})];

fn signal_json(row: &SignalRow) -> Line {
    line!({"id": row.id, "target": row.to, "body": json_text(&row.body), "at": micros(row.at)})
}

fn command_json(command: &KnownCommand) -> Line {
    line!({
        "id": command.id, "digest": command.digest, "reply": json_text(&command.reply), "at": micros(command.at),
    })
}

pub(crate) async fn pending(pool: &Pool, limit: u32) -> Result<Vec<SignalRow>, StoreError> {
    type Columns = (String, String, String, i64);
    let sql = "SELECT id, target, body, at FROM signal ORDER BY position LIMIT $1";
    let query = database::query_as::<Columns>(sql).bind(limit);
    let rows = query.fetch_all(pool).await?;
    let row = |(id, to, body, at): Columns| {
        Ok(SignalRow {
            id: CommandId(id),
            to: InstanceId(to),
            body: read(&body)?,
            at: instant(at)?,
        })
    };
    rows.into_iter().map(row).collect()
}

pub(crate) async fn known(pool: &Pool, ids: &[CommandId]) -> Result<Vec<CommandId>, StoreError> {
    const SQL: Sql = sql!("SELECT id FROM signal WHERE id IN ", (list "$1"));
    let query = database::query_scalar::<String>(SQL).bind(Value::json(ids));
    let ids = query.fetch_all(pool).await?;
    Ok(ids.into_iter().map(CommandId).collect())
}

pub(crate) async fn known_commands(
    pool: &Pool,
    ids: &[CommandId],
) -> Result<Vec<KnownCommand>, StoreError> {
    type Columns = (String, String, String, i64);
    const SQL: Sql = sql!("SELECT id, digest, reply, at FROM command WHERE id IN ", (list "$1"));
    let query = database::query_as::<Columns>(SQL).bind(Value::json(ids));
    let rows = query.fetch_all(pool).await?;
    let row = |(id, digest, reply, at): Columns| {
        Ok(KnownCommand {
            id: CommandId(id),
            digest,
            reply: read(&reply)?,
            at: instant(at)?,
        })
    };
    rows.into_iter().map(row).collect()
}

pub(crate) async fn forget_commands(pool: &Pool, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let query = database::query("DELETE FROM command WHERE at < $1").bind(micros(before));
    query.execute(pool).await
}
