//! The journal: appended, read in order, never changed but by an erasure (`erasures`).
//!
//! Rows of cases that closed long ago lie in the archive (`archive`): always the first ones of an instance. Whoever reads on
//! from a position and finds the next row in the table that is written needs nothing of it.

use reglament_core::{CommandId, InstanceId};
use reglament_runtime::port::{JournalRow, StoreError};

use crate::{
    archive,
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

/// Rows of an instance with `first_seq > after`, in order.
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
    let rows: Vec<JournalRow> = rows.iter().map(row).collect::<Result<_, _>>()?;
    let next = after.saturating_add(1);
    if rows.first().is_some_and(|row| row.first_seq == next) {
        return Ok(rows);
    }
    // Asked after the rows: what was moved meanwhile is noted by now.
    match archive::place(pool, id).await? {
        Some(place) => of_both(pool, id, after, limit, place).await,
        None => Ok(rows),
    }
}

/// One statement: a row that is being moved is seen in one table.
async fn of_both(
    pool: &Pool,
    id: &InstanceId,
    after: u64,
    limit: u32,
    place: i64,
) -> Result<Vec<JournalRow>, StoreError> {
    let sql = "SELECT instance, first_seq, last_seq, at, actor, cause, events, hash, salt FROM journal \
               WHERE instance = $1 AND first_seq > $2 UNION ALL \
               SELECT instance, first_seq, last_seq, at, actor, cause, events, hash, salt FROM journal_archive \
               WHERE instance = $1 AND first_seq > $2 AND archived_at = $4 ORDER BY first_seq LIMIT $3";
    let query = database::query(sql)
        .bind(id.as_str())
        .bind(after.cast_signed())
        .bind(limit)
        .bind(place);
    let rows = query.fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

/// What the tables of a copy have, which may be older than the program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) has_salts: bool,
    pub(crate) has_archive: bool,
}

/// Rows of all instances, by instance and position, after the row given.
pub(crate) async fn all(
    pool: &Pool,
    after: Option<(&InstanceId, u64)>,
    limit: u32,
    shape: Shape,
) -> Result<Vec<JournalRow>, StoreError> {
    let salt = match shape.has_salts {
        true => "salt",
        false => "NULL AS salt",
    };
    let of = |table: &str| {
        format!(
            "SELECT instance, first_seq, last_seq, at, actor, cause, events, hash, {salt} FROM {table} \
             WHERE (instance, first_seq) > ($1, $2)"
        )
    };
    let mut sql = of("journal");
    if shape.has_archive {
        sql = format!("{sql} UNION ALL {}", of("journal_archive"));
    }
    sql += " ORDER BY instance, first_seq LIMIT $3";
    let (instance, first) = after.map_or(("", 0), |(id, first)| (id.as_str(), first));
    let query = database::query(sql)
        .bind(instance)
        .bind(first.cast_signed())
        .bind(limit);
    let rows = query.fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

/// Rows after the position given for each instance, by instance and position; none that are archived.
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
