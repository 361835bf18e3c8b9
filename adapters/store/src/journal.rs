//! The journal: appended, read in order, never changed but by an erasure (`erasures`).

use reglament_core::{CommandId, InstanceId};
use reglament_runtime::port::{JournalRow, StoreError};

use crate::{
    change::Write,
    database::{self, Pool, Row, Value},
    dialect::{Sql, sql},
    error::{position, read, write as json_text},
    line::{Line, line},
    moment::{instant, micros},
};

const INSERT: Sql = sql!(
    "INSERT INTO journal (instance, first_seq, last_seq, at, actor, cause, events, hash, salt) ",
    "SELECT v.value->>'instance', CAST(v.value->>'first' AS BIGINT), CAST(v.value->>'last' AS BIGINT), ",
    "CAST(v.value->>'at' AS BIGINT), v.value->>'actor', v.value->>'cause', v.value->>'events', v.value->>'hash', ",
    "v.value->>'salt' ",
    "FROM ",
    rows
);

pub(crate) const WRITES: &[Write] = &[Write::new(INSERT, |changes| {
    changes.journal.iter().map(row_json).collect()
})];

fn row_json(row: &JournalRow) -> Line {
    line!({
        "instance": row.instance, "first": row.first_seq, "last": row.last_seq, "at": micros(row.at),
        "actor": json_text(&row.actor), "cause": row.cause, "events": json_text(&row.events), "hash": row.hash,
        "salt": row.salt,
    })
}

pub(crate) async fn page(
    pool: &Pool,
    id: &InstanceId,
    after: u64,
    limit: u32,
) -> Result<Vec<JournalRow>, StoreError> {
    let sql = "SELECT instance, first_seq, last_seq, at, actor, cause, events, hash, salt FROM journal \
               WHERE instance = $1 AND first_seq > $2 ORDER BY first_seq LIMIT $3";
    let query = database::query(sql)
        .bind(id.as_str())
        .bind(after.cast_signed())
        .bind(limit);
    let rows = query.fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

/// Rows of all instances, by instance and position, after the row given. `is_salted`: whether the tables are new enough to have
/// salts.
pub(crate) async fn all(
    pool: &Pool,
    after: Option<(&InstanceId, u64)>,
    limit: u32,
    is_salted: bool,
) -> Result<Vec<JournalRow>, StoreError> {
    let salt = if is_salted { "salt" } else { "NULL AS salt" };
    let sql = format!(
        "SELECT instance, first_seq, last_seq, at, actor, cause, events, hash, {salt} FROM journal \
         WHERE (instance, first_seq) > ($1, $2) ORDER BY instance, first_seq LIMIT $3"
    );
    let (instance, first) = after.map_or(("", 0), |(id, first)| (id.as_str(), first));
    let query = database::query(sql)
        .bind(instance)
        .bind(first.cast_signed())
        .bind(limit);
    let rows = query.fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

/// Rows after the position given for each instance, by instance and position.
pub(crate) async fn tails(pool: &Pool, after: Vec<Line>) -> Result<Vec<JournalRow>, StoreError> {
    const SQL: Sql = sql!(
        "SELECT instance, first_seq, last_seq, at, actor, cause, events, hash, salt FROM ",
        rows,
        " JOIN journal ON instance = v.value->>'id' AND first_seq > CAST(v.value->>'after' AS BIGINT) ",
        "ORDER BY instance, first_seq"
    );
    let rows = database::query(SQL)
        .bind(Value::lines(&after))
        .fetch_all(pool)
        .await?;
    rows.iter().map(row).collect()
}

fn row(row: &Row) -> Result<JournalRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let number = |name: &str| row.get::<i64>(name);
    Ok(JournalRow {
        instance: InstanceId(text("instance")?),
        first_seq: position(number("first_seq")?)?,
        last_seq: position(number("last_seq")?)?,
        at: instant(number("at")?)?,
        actor: read(&text("actor")?)?,
        cause: CommandId(text("cause")?),
        events: read(&text("events")?)?,
        hash: text("hash")?,
        salt: row.get("salt")?,
    })
}
