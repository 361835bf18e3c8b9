//! Commands between instances that are under way, and replies to commands that were given.

use chrono::{DateTime, Utc};
use reglament_core::{CommandId, InstanceId};
use reglament_runtime::port::{ChangeSet, KnownCommand, SignalRow, StoreError};
use serde_json::json;
use sqlx::SqlitePool;

use crate::{
    change::{Connection, run},
    dialect::rows,
    error::{failed, read, write as json_text},
    moment::{instant, micros},
};

const INSERT: &str = concat!(
    "INSERT INTO signal (id, target, body, at) ",
    "SELECT v.value->>'id', v.value->>'target', v.value->>'body', CAST(v.value->>'at' AS BIGINT) FROM ",
    rows!()
);

const DELETE: &str = concat!(
    "DELETE FROM signal WHERE id IN (SELECT v.value->>'id' FROM ",
    rows!(),
    ")"
);

const INSERT_COMMANDS: &str = concat!(
    "INSERT INTO command (id, digest, reply, at) ",
    "SELECT v.value->>'id', v.value->>'digest', v.value->>'reply', CAST(v.value->>'at' AS BIGINT) FROM ",
    rows!()
);

pub(crate) async fn write(c: &mut Connection, changes: &ChangeSet) -> Result<(), StoreError> {
    let done = changes.done_signals.iter().map(|id| json!({"id": id}));
    run(c, DELETE, done.collect()).await?;
    let row = |row: &SignalRow| json!({"id": row.id, "target": row.to, "body": json_text(&row.body), "at": micros(row.at)});
    run(c, INSERT, changes.signals.iter().map(row).collect())
        .await
        .map(drop)
}

pub(crate) async fn pending(pool: &SqlitePool, limit: u32) -> Result<Vec<SignalRow>, StoreError> {
    type Columns = (String, String, String, i64);
    let sql = "SELECT id, target, body, at FROM signal ORDER BY position LIMIT $1";
    let query = sqlx::query_as::<_, Columns>(sql).bind(limit);
    let rows = query.fetch_all(pool).await.map_err(failed)?;
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

pub(crate) async fn write_commands(
    c: &mut Connection,
    commands: &[KnownCommand],
) -> Result<(), StoreError> {
    let row = |command: &KnownCommand| {
        json!({
            "id": command.id, "digest": command.digest, "reply": json_text(&command.reply), "at": micros(command.at),
        })
    };
    run(c, INSERT_COMMANDS, commands.iter().map(row).collect())
        .await
        .map(drop)
}

pub(crate) async fn known_commands(
    pool: &SqlitePool,
    ids: &[CommandId],
) -> Result<Vec<KnownCommand>, StoreError> {
    type Columns = (String, String, String, i64);
    let sql =
        "SELECT id, digest, reply, at FROM command WHERE id IN (SELECT value FROM json_each($1))";
    let query = sqlx::query_as::<_, Columns>(sql).bind(json_text(ids));
    let rows = query.fetch_all(pool).await.map_err(failed)?;
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

pub(crate) async fn forget_commands(
    pool: &SqlitePool,
    before: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let query = sqlx::query("DELETE FROM command WHERE at < $1").bind(micros(before));
    Ok(query.execute(pool).await.map_err(failed)?.rows_affected())
}
