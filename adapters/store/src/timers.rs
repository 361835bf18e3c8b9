//! Pending timers, clustered by when they are due. Fired and cancelled ones are deleted.

use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, TimerId};
use reglament_runtime::port::{DueTimer, StoreError, TimerRow};

use crate::{
    change::Write,
    database::{self, Pool},
    dialect::{Sql, sql},
    error::small,
    line::{Line, line},
    moment::{instant, micros},
};

const INSERT: Sql = sql!(
    "INSERT INTO timer (due_at, instance, timer) ",
    "SELECT CAST(v.value->>'due_at' AS BIGINT), v.value->>'instance', CAST(v.value->>'timer' AS BIGINT) FROM ",
    rows
);

const DELETE: Sql = sql!(
    "DELETE FROM timer WHERE (due_at, instance, timer) IN ",
    "(SELECT CAST(v.value->>'due_at' AS BIGINT), v.value->>'instance', CAST(v.value->>'timer' AS BIGINT) FROM ",
    rows,
    ")"
);

pub(crate) const WRITES: &[Write] = &[
    Write::new(DELETE, |changes| {
        changes.dropped_timers.iter().map(timer_json).collect()
    }),
    Write::new(INSERT, |changes| {
        changes.timers.iter().map(timer_json).collect()
    }),
];

fn timer_json(row: &TimerRow) -> Line {
    line!({"due_at": micros(row.due_at), "instance": row.instance, "timer": row.timer})
}

pub(crate) async fn due(
    pool: &Pool,
    now: DateTime<Utc>,
    after: Option<&DueTimer>,
    limit: u32,
) -> Result<Vec<DueTimer>, StoreError> {
    let sql = "SELECT due_at, instance, timer FROM timer \
               WHERE due_at <= $1 AND (due_at, instance, timer) > ($2, $3, $4) \
               ORDER BY due_at, instance, timer LIMIT $5";
    let query = database::query_as::<(i64, String, i64)>(sql)
        .bind(micros(now))
        .bind(after.map_or(i64::MIN, |row| micros(row.due_at)))
        .bind(after.map_or("", |row| row.instance.as_str()))
        .bind(after.map_or(0, |row| row.timer.0))
        .bind(limit);
    let rows = query.fetch_all(pool).await?;
    let row = |(due_at, instance, timer)| {
        Ok(TimerRow {
            due_at: instant(due_at)?,
            instance: InstanceId(instance),
            timer: TimerId(small(timer)?),
        })
    };
    rows.into_iter().map(row).collect()
}

pub(crate) async fn next(pool: &Pool) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "SELECT MIN(due_at) FROM timer";
    let next: Option<i64> = database::query_scalar(sql).fetch_one(pool).await?;
    next.map(instant).transpose()
}
