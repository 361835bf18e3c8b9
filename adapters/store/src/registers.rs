//! Entries of registers. Numbers are given by the engine; the table's key refuses one given twice.

use reglament_core::{InstanceId, Numbers};
use reglament_runtime::port::{Page, RegisterRow, StoreError, VerificationMark, VerifiedRow};

use crate::{
    change::Write,
    database::{self, Pool, Row},
    dialect::{Sql, sql},
    error::{read, small, write as json_text},
    line::{Line, line},
    moment::date,
};

const INSERT: Sql = sql!(
    "INSERT INTO register_entry (register, year, number, text, on_date, instance, step, entry, ",
    "code, until, replaces, annuls) ",
    "SELECT v.value->>'register', CAST(v.value->>'year' AS BIGINT), CAST(v.value->>'number' AS BIGINT), ",
    "v.value->>'text', v.value->>'on', v.value->>'instance', v.value->>'step', v.value->>'entry', ",
    "v.value->>'code', v.value->>'until', v.value->>'replaces', v.value->>'annuls' FROM ",
    rows
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

pub(crate) const WRITES: &[Write] = &[Write::new(INSERT, |changes| {
    changes.registers.iter().map(row_json).collect()
})];

fn row_json(row: &RegisterRow) -> Line {
    let mark = row.mark.as_ref();
    line!({
        "register": row.register, "year": row.year, "number": row.number, "text": row.text, "on": row.on,
        "instance": row.instance, "step": row.step, "entry": json_text(&row.entry),
        "code": mark.map(|mark| &mark.code), "until": mark.and_then(|mark| mark.until),
        "replaces": mark.and_then(|mark| mark.replaces.as_ref()),
        "annuls": mark.and_then(|mark| mark.annuls.as_ref()),
    })
}

pub(crate) async fn numbers(pool: &Pool) -> Result<Numbers, StoreError> {
    let query = database::query_as::<(String, i32, i64)>(LAST_NUMBERS);
    let mut numbers = Numbers::default();
    for (register, year, last) in query.fetch_all(pool).await? {
        numbers.record(&register, year, small(last)?);
    }
    Ok(numbers)
}

pub(crate) async fn years(pool: &Pool) -> Result<Vec<(String, i32, u32)>, StoreError> {
    // Numbers have no gaps, so the last one is the count.
    let query = database::query_as::<(String, i32, i64)>(LAST_NUMBERS);
    let rows = query.fetch_all(pool).await?;
    rows.into_iter()
        .map(|(register, year, last)| Ok((register, year, small(last)?)))
        .collect()
}

pub(crate) async fn page(
    pool: &Pool,
    register: &str,
    year: i32,
    page: &Page<u32>,
) -> Result<Vec<RegisterRow>, StoreError> {
    let sql = "SELECT register, year, number, text, on_date, instance, step, entry, code, until, replaces, annuls FROM register_entry \
               WHERE register = $1 AND year = $2 AND number > $3 ORDER BY number LIMIT $4";
    let query = database::query(sql)
        .bind(register)
        .bind(year)
        .bind(page.after.unwrap_or(0))
        .bind(page.limit);
    let rows = query.fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

pub(crate) async fn by_code(pool: &Pool, code: &str) -> Result<Option<VerifiedRow>, StoreError> {
    let sql = "SELECT e.until, \
               EXISTS (SELECT 1 FROM register_entry o WHERE o.register = e.register AND o.replaces = e.text) AS replaced, \
               EXISTS (SELECT 1 FROM register_entry o WHERE o.register = e.register AND o.annuls = e.text) AS annulled \
               FROM register_entry e WHERE e.code = $1";
    let query = database::query_as::<(Option<String>, i64, i64)>(sql).bind(code);
    let found = query.fetch_optional(pool).await?;
    let verified = |(until, replaced, annulled): (Option<String>, i64, i64)| {
        Ok(VerifiedRow {
            until: until.as_deref().map(date).transpose()?,
            replaced: replaced != 0,
            annulled: annulled != 0,
        })
    };
    found.map(verified).transpose()
}

fn mark(row: &Row) -> Result<Option<VerificationMark>, StoreError> {
    let text = |name: &str| row.get::<Option<String>>(name);
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

fn row(row: &Row) -> Result<RegisterRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    Ok(RegisterRow {
        register: text("register")?,
        year: row.get("year")?,
        number: small(row.get("number")?)?,
        text: text("text")?,
        on: date(&text("on_date")?)?,
        instance: InstanceId(text("instance")?),
        step: text("step")?,
        entry: read(&text("entry")?)?,
        mark: mark(row)?,
    })
}
