//! Tables of PostgreSQL by months: room is made ahead, months that are too old go in one piece.
//!
//! A row that no month has room for goes to the rest, so that a leader that is away for long stops nobody; making the
//! month later takes it along. SQLite has one table and nothing to do here.

use chrono::{DateTime, Datelike as _, Months, TimeZone as _, Utc};
use reglament_runtime::port::StoreError;

use crate::{
    database::{self, Gate, Pool, Transaction},
    dialect::Dialect,
    moment::micros,
};

/// Months beside the present one for which there is room.
const AHEAD: u32 = 2;

/// How long the table may be waited for: whoever reads it for long would hold up all who write behind us.
const PATIENCE: &str = "SET LOCAL lock_timeout = '5s'";

/// A table that is divided.
#[derive(Debug)]
pub(crate) struct Divided {
    table: &'static str,
    /// The instant by which its rows are divided, microseconds since 1970.
    by: &'static str,
    /// What a row consists of.
    columns: &'static str,
}

/// Who looked at whose data.
pub(crate) const VIEWS: Divided = Divided {
    table: "access_log",
    by: "at",
    columns: "id, at, person, program, address, what, door, target, process, instance",
};

/// Journals of cases that closed long ago.
pub(crate) const ARCHIVE: Divided = Divided {
    table: "journal_archive",
    by: "archived_at",
    columns: "position, instance, first_seq, last_seq, at, actor, cause, events, hash, salt, archived_at",
};

/// Makes the present month and those to come, and drops those that ended before `forget`. Gives how many tables came and went.
pub(crate) async fn prepare(
    pool: &Pool,
    divided: &Divided,
    now: DateTime<Utc>,
    forget: Option<DateTime<Utc>>,
) -> Result<u64, StoreError> {
    if pool.dialect() == Dialect::Sqlite {
        return Ok(0);
    }
    let known = months(pool, divided).await?;
    let covered = known.iter().map(|month| month.until).max();
    let begins = first_of(now).max(covered.map_or(DateTime::UNIX_EPOCH, first_of_micros));
    let last = first_of(now) + Months::new(AHEAD);
    let mut changed = 0;
    let mut month = begins;
    while month <= last {
        make(pool, divided, month, covered.unwrap_or(i64::MIN)).await?;
        changed += 1;
        month = month + Months::new(1);
    }
    let forget = forget.map_or(i64::MIN, micros);
    for old in known.iter().filter(|month| month.until <= forget) {
        let mut transaction = pool.begin_alone(Gate::Months).await?;
        database::query(PATIENCE).execute(&mut transaction).await?;
        let drop = format!("DROP TABLE IF EXISTS {}", old.table);
        database::query(drop).execute(&mut transaction).await?;
        transaction.commit().await?;
        changed += 1;
    }
    Ok(changed)
}

/// A table with the rows of a time.
struct Month {
    table: String,
    /// Microseconds since 1970; its rows are earlier.
    until: i64,
}

async fn months(pool: &Pool, divided: &Divided) -> Result<Vec<Month>, StoreError> {
    let sql = "SELECT CAST(child.relname AS TEXT) AS name, pg_get_expr(child.relpartbound, child.oid) AS bound FROM pg_inherits \
               JOIN pg_class child ON child.oid = inhrelid WHERE inhparent = CAST($1 AS regclass)";
    let rows = database::query(sql).bind(divided.table);
    let rows = rows.fetch_all(pool).await?;
    let mut found = Vec::new();
    for row in &rows {
        let bound: String = row.get("bound")?;
        if let Some(until) = until(&bound) {
            let table = row.get("name")?;
            found.push(Month { table, until });
        }
    }
    Ok(found)
}

/// The end of `FOR VALUES FROM (…) TO ('…')`; the rest of all has none.
fn until(bound: &str) -> Option<i64> {
    let (_, end) = bound.split_once(" TO ('")?;
    end.split('\'').next()?.parse().ok()
}

/// Makes a month unless another server was faster.
async fn make(
    pool: &Pool,
    divided: &Divided,
    month: DateTime<Utc>,
    covered: i64,
) -> Result<(), StoreError> {
    let Divided {
        table: whole,
        by,
        columns,
    } = divided;
    let (from, until) = (micros(month).max(covered), micros(month + Months::new(1)));
    let table = format!("{whole}_{}", month.format("%Y_%m"));
    let mut transaction = pool.begin_alone(Gate::Months).await?;
    if is_there(&mut transaction, &table).await? {
        return Ok(());
    }
    let of_month = format!("{by} >= {from} AND {by} < {until}");
    for sql in [
        PATIENCE.to_owned(),
        // Nobody writes into the rest between the move and the end of it.
        format!("LOCK TABLE {whole} IN ACCESS EXCLUSIVE MODE"),
        format!("CREATE TABLE {table} (LIKE {whole} INCLUDING DEFAULTS)"),
        format!(
            "WITH moved AS (DELETE FROM {whole}_rest WHERE {of_month} RETURNING {columns}) \
             INSERT INTO {table} ({columns}) SELECT {columns} FROM moved"
        ),
        format!(
            "ALTER TABLE {whole} ATTACH PARTITION {table} FOR VALUES FROM ({from}) TO ({until})"
        ),
    ] {
        database::query(sql).execute(&mut transaction).await?;
    }
    transaction.commit().await
}

async fn is_there(transaction: &mut Transaction, table: &str) -> Result<bool, StoreError> {
    let sql = "SELECT to_regclass($1) IS NOT NULL";
    let query = database::query_scalar::<bool>(sql).bind(table);
    query.fetch_one(transaction).await
}

fn first_of(at: DateTime<Utc>) -> DateTime<Utc> {
    let first = Utc.with_ymd_and_hms(at.year(), at.month(), 1, 0, 0, 0);
    first.single().unwrap_or(at)
}

/// The month of an end is the first that it leaves out.
fn first_of_micros(until: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(until).map_or(DateTime::UNIX_EPOCH, first_of)
}

#[cfg(test)]
mod tests {
    use super::until;

    #[test]
    fn the_end_of_a_month_is_read() {
        let bound = "FOR VALUES FROM ('1793491200000000') TO ('1796083200000000')";
        assert_eq!(until(bound), Some(1_796_083_200_000_000));
        let first = "FOR VALUES FROM (MINVALUE) TO ('1796083200000000')";
        assert_eq!(until(first), Some(1_796_083_200_000_000));
        assert_eq!(until("DEFAULT"), None);
    }
}
