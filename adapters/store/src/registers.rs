//! Entries of registers. Numbers are given by the engine; the table's key refuses one given twice.

use reglament_core::{InstanceId, Numbers};
use reglament_runtime::port::{Page, RegisterRow, StoreError, VerificationMark, VerifiedRow};
use serde_json::json;
use sqlx::{Row as _, SqlitePool, sqlite::SqliteRow};

use crate::{
    change::{Connection, run},
    dialect::rows,
    error::{failed, read, small, write as json_text},
    moment::date,
};

const INSERT: &str = concat!(
    "INSERT INTO register_entry (register, year, number, text, on_date, instance, step, entry, ",
    "code, until, replaces, annuls) ",
    "SELECT v.value->>'register', CAST(v.value->>'year' AS BIGINT), CAST(v.value->>'number' AS BIGINT), ",
    "v.value->>'text', v.value->>'on', v.value->>'instance', v.value->>'step', v.value->>'entry', ",
    "v.value->>'code', v.value->>'until', v.value->>'replaces', v.value->>'annuls' FROM ",
    rows!()
);

/// The last number of every register and year: from one to the next by the key, instead of reading every entry.
const LAST_NUMBERS: &str = "WITH RECURSIVE known (register) AS (\
    SELECT MIN(register) FROM register_entry UNION ALL SELECT (SELECT MIN(register) FROM register_entry AS e \
    WHERE e.register > known.register) FROM known WHERE register IS NOT NULL), \
    found (register, year) AS (\
    SELECT register, (SELECT MIN(year) FROM register_entry AS e WHERE e.register = known.register) FROM known \
    WHERE register IS NOT NULL UNION ALL SELECT register, (SELECT MIN(year) FROM register_entry AS e \
    WHERE e.register = found.register AND e.year > found.year) FROM found WHERE year IS NOT NULL) \
    SELECT register, year, (SELECT MAX(number) FROM register_entry AS e \
    WHERE e.register = found.register AND e.year = found.year) FROM found WHERE year IS NOT NULL ORDER BY register, year";

pub(crate) async fn write(c: &mut Connection, rows: &[RegisterRow]) -> Result<(), StoreError> {
    let row = |row: &RegisterRow| {
        let mark = row.mark.as_ref();
        json!({
            "register": row.register, "year": row.year, "number": row.number, "text": row.text, "on": row.on,
            "instance": row.instance, "step": row.step, "entry": json_text(&row.entry),
            "code": mark.map(|mark| &mark.code), "until": mark.and_then(|mark| mark.until),
            "replaces": mark.and_then(|mark| mark.replaces.as_ref()),
            "annuls": mark.and_then(|mark| mark.annuls.as_ref()),
        })
    };
    run(c, INSERT, rows.iter().map(row).collect())
        .await
        .map(drop)
}

pub(crate) async fn numbers(pool: &SqlitePool) -> Result<Numbers, StoreError> {
    let query = sqlx::query_as::<_, (String, i32, i64)>(LAST_NUMBERS);
    let mut numbers = Numbers::default();
    for (register, year, last) in query.fetch_all(pool).await.map_err(failed)? {
        numbers.record(&register, year, small(last)?);
    }
    Ok(numbers)
}

pub(crate) async fn years(pool: &SqlitePool) -> Result<Vec<(String, i32, u32)>, StoreError> {
    // Numbers have no gaps, so the last one is the count.
    let query = sqlx::query_as::<_, (String, i32, i64)>(LAST_NUMBERS);
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.into_iter()
        .map(|(register, year, last)| Ok((register, year, small(last)?)))
        .collect()
}

pub(crate) async fn page(
    pool: &SqlitePool,
    register: &str,
    year: i32,
    page: &Page<u32>,
) -> Result<Vec<RegisterRow>, StoreError> {
    let sql = "SELECT register, year, number, text, on_date, instance, step, entry, code, until, replaces, annuls FROM register_entry \
               WHERE register = $1 AND year = $2 AND number > $3 ORDER BY number LIMIT $4";
    let query = sqlx::query(sql)
        .bind(register)
        .bind(year)
        .bind(page.after.unwrap_or(0))
        .bind(page.limit);
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(row).collect()
}

pub(crate) async fn by_code(
    pool: &SqlitePool,
    code: &str,
) -> Result<Option<VerifiedRow>, StoreError> {
    let sql = "SELECT e.until, \
               EXISTS (SELECT 1 FROM register_entry o WHERE o.register = e.register AND o.replaces = e.text) AS replaced, \
               EXISTS (SELECT 1 FROM register_entry o WHERE o.register = e.register AND o.annuls = e.text) AS annulled \
               FROM register_entry e WHERE e.code = $1";
    let query = sqlx::query_as::<_, (Option<String>, i64, i64)>(sql).bind(code);
    let found = query.fetch_optional(pool).await.map_err(failed)?;
    let verified = |(until, replaced, annulled): (Option<String>, i64, i64)| {
        Ok(VerifiedRow {
            until: until.as_deref().map(date).transpose()?,
            replaced: replaced != 0,
            annulled: annulled != 0,
        })
    };
    found.map(verified).transpose()
}

fn mark(row: &SqliteRow) -> Result<Option<VerificationMark>, StoreError> {
    let text = |name: &str| row.try_get::<Option<String>, _>(name).map_err(failed);
    let Some(code) = text("code")? else {
        return Ok(None);
    };
    Ok(Some(VerificationMark {
        code,
        until: text("until")?.as_deref().map(date).transpose()?,
        replaces: text("replaces")?,
        annuls: text("annuls")?,
    }))
}

fn row(row: &SqliteRow) -> Result<RegisterRow, StoreError> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(failed);
    Ok(RegisterRow {
        register: text("register")?,
        year: row.try_get("year").map_err(failed)?,
        number: small(row.try_get("number").map_err(failed)?)?,
        text: text("text")?,
        on: date(&text("on_date")?)?,
        instance: InstanceId(text("instance")?),
        step: text("step")?,
        entry: read(&text("entry")?)?,
        mark: mark(row)?,
    })
}
