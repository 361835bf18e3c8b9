//! The archive: journals of cases that closed long ago, moved out of the table that every command writes.
//!
//! What has rested long enough is not decided here. Rows are moved as they are, the first ones of an instance first, so that
//! what is left of it in `journal` is always its end. Reading both tables is the business of `journal`.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{ArchiveStore, Archived, StoreError};

use crate::{
    SqlStore,
    change::run,
    database::{self, Connection, Pool, Value},
    dialect::{Sql, sql},
    line::{Line, line},
    moment::micros,
    months::{self, ARCHIVE},
};

/// Whoever gives a command on one of them waits until the piece is moved, and the piece goes past those under a command.
const CHOSEN: Sql = sql!(
    "SELECT id, archived_at FROM instance WHERE running = 0 AND archived = 0 AND ended_at < $1 ",
    "ORDER BY ended_at, id LIMIT $2",
    skip_locked
);

/// The last row of all stays: SQLite numbers rows after it, and whoever asks for the end of the journal finds it there.
const ROWS: Sql = sql!(
    "SELECT journal.position AS position, journal.instance AS instance FROM ",
    rows,
    " ",
    then_join,
    " journal ON journal.instance = v.value->>'id' WHERE journal.position < (SELECT MAX(position) FROM journal) ",
    "ORDER BY journal.instance, journal.first_seq LIMIT $2"
);

const COPY: Sql = sql!(
    "INSERT INTO journal_archive ",
    "(position, instance, first_seq, last_seq, at, actor, cause, events, hash, salt, archived_at) ",
    "SELECT journal.position, journal.instance, journal.first_seq, journal.last_seq, journal.at, journal.actor, ",
    "journal.cause, journal.events, journal.hash, journal.salt, CAST(v.value->>'at' AS BIGINT) FROM ",
    rows,
    " ",
    then_join,
    " journal ON journal.position = CAST(v.value->>'position' AS BIGINT)"
);

const REMOVE: Sql = sql!(
    "DELETE FROM journal WHERE position IN (SELECT CAST(v.value->>'position' AS BIGINT) FROM ",
    rows,
    ")"
);

const NOTE: Sql = sql!(
    "UPDATE instance SET archived_at = CAST(v.value->>'at' AS BIGINT), ",
    "archived = CASE WHEN EXISTS (SELECT 1 FROM journal WHERE journal.instance = instance.id) THEN 0 ELSE 1 END FROM ",
    rows,
    " WHERE instance.id = v.value->>'id' RETURNING archived"
);

#[async_trait]
impl ArchiveStore for SqlStore {
    async fn archive(
        &self,
        ended_before: DateTime<Utc>,
        now: DateTime<Utc>,
        instances: u32,
        rows: u32,
    ) -> Result<Archived, StoreError> {
        self.check()?;
        months::prepare(self.writer(), &ARCHIVE, now, None).await?;
        let mut piece = self.begin().await?;
        let places = chosen(&mut piece, ended_before, now, instances).await?;
        if places.is_empty() {
            return Ok(Archived::default());
        }
        let moved = move_rows(&mut piece, &places, rows).await?;
        let notes: Vec<Line> = places
            .iter()
            .map(|(id, at)| line!({"id": id, "at": at}))
            .collect();
        let whole = database::query_scalar::<i64>(NOTE).bind(Value::lines(&notes));
        let whole = whole.fetch_all(&mut piece).await?;
        piece.commit().await?;
        Ok(Archived {
            instances: whole.iter().filter(|whole| **whole == 1).count() as u64,
            rows: moved,
        })
    }
}

/// Instances to be moved, and where the rows of each lie or will lie.
async fn chosen(
    c: &mut Connection,
    ended_before: DateTime<Utc>,
    now: DateTime<Utc>,
    limit: u32,
) -> Result<BTreeMap<String, i64>, StoreError> {
    let query = database::query(CHOSEN)
        .bind(micros(ended_before))
        .bind(limit);
    let rows = query.fetch_all(c).await?;
    let mut places = BTreeMap::new();
    for row in &rows {
        let place: Option<i64> = row.get("archived_at")?;
        places.insert(row.get("id")?, place.unwrap_or_else(|| micros(now)));
    }
    Ok(places)
}

/// Gives how many.
async fn move_rows(
    c: &mut Connection,
    places: &BTreeMap<String, i64>,
    limit: u32,
) -> Result<u64, StoreError> {
    let ids: Vec<Line> = places.keys().map(|id| line!({"id": id})).collect();
    let query = database::query(ROWS).bind(Value::lines(&ids)).bind(limit);
    let mut rows = Vec::new();
    for row in &query.fetch_all(&mut *c).await? {
        let (id, position): (String, i64) = (row.get("instance")?, row.get("position")?);
        rows.push(line!({"position": position, "at": places.get(&id)}));
    }
    let copied = run(c, COPY, rows.clone()).await?;
    let removed = run(c, REMOVE, rows).await?;
    match copied == removed {
        true => Ok(removed),
        // Nobody writes the rows of an instance that is held; whoever did it all the same is not to lose any.
        false => Err(StoreError::Conflict),
    }
}

/// Where the archived rows of an instance lie, if it has any.
pub(crate) async fn place(pool: &Pool, id: &InstanceId) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT archived_at FROM instance WHERE id = $1 AND archived_at IS NOT NULL";
    let query = database::query_scalar(sql).bind(id.as_str());
    query.fetch_optional(pool).await
}
