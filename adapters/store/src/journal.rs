//! The journal: appended, read in order, never changed.

use reglament_core::{CommandId, InstanceId};
use reglament_runtime::port::{JournalRow, StoreError};
use serde_json::json;
use sqlx::{Row as _, SqlitePool, sqlite::SqliteRow};

use crate::{
    change::{Connection, run},
    dialect::rows,
    error::{failed, position, read, write as json_text},
    moment::{instant, micros},
};

const INSERT: &str = concat!(
    "INSERT INTO journal (instance, first_seq, last_seq, at, actor, cause, events, hash) ",
    "SELECT v.value->>'instance', CAST(v.value->>'first' AS BIGINT), CAST(v.value->>'last' AS BIGINT), ",
    "CAST(v.value->>'at' AS BIGINT), v.value->>'actor', v.value->>'cause', v.value->>'events', v.value->>'hash' ",
    "FROM ",
    rows!()
);

pub(crate) async fn write(c: &mut Connection, rows: &[JournalRow]) -> Result<(), StoreError> {
    let row = |row: &JournalRow| {
        json!({
            "instance": row.instance, "first": row.first_seq, "last": row.last_seq, "at": micros(row.at),
            "actor": json_text(&row.actor), "cause": row.cause, "events": json_text(&row.events), "hash": row.hash,
        })
    };
    run(c, INSERT, rows.iter().map(row).collect())
        .await
        .map(drop)
}

pub(crate) async fn page(
    pool: &SqlitePool,
    id: &InstanceId,
    after: u64,
    limit: u32,
) -> Result<Vec<JournalRow>, StoreError> {
    let sql = "SELECT instance, first_seq, last_seq, at, actor, cause, events, hash FROM journal \
               WHERE instance = $1 AND first_seq > $2 ORDER BY first_seq LIMIT $3";
    let query = sqlx::query(sql)
        .bind(id.as_str())
        .bind(after.cast_signed())
        .bind(limit);
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(row).collect()
}

/// Rows after the position given for each instance, by instance and position.
pub(crate) async fn tails(
    pool: &SqlitePool,
    after: Vec<serde_json::Value>,
) -> Result<Vec<JournalRow>, StoreError> {
    const SQL: &str = concat!(
        "SELECT instance, first_seq, last_seq, at, actor, cause, events, hash FROM ",
        rows!(),
        " JOIN journal ON instance = v.value->>'id' AND first_seq > CAST(v.value->>'after' AS BIGINT) ",
        "ORDER BY instance, first_seq"
    );
    let after = serde_json::Value::Array(after).to_string();
    let rows = sqlx::query(SQL)
        .bind(after)
        .fetch_all(pool)
        .await
        .map_err(failed)?;
    rows.iter().map(row).collect()
}

fn row(row: &SqliteRow) -> Result<JournalRow, StoreError> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(failed);
    let number = |name: &str| row.try_get::<i64, _>(name).map_err(failed);
    Ok(JournalRow {
        instance: InstanceId(text("instance")?),
        first_seq: position(number("first_seq")?)?,
        last_seq: position(number("last_seq")?)?,
        at: instant(number("at")?)?,
        actor: read(&text("actor")?)?,
        cause: CommandId(text("cause")?),
        events: read(&text("events")?)?,
        hash: text("hash")?,
    })
}
