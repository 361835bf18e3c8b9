//! Absences and their substitutes. Rows are cancelled, never deleted.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::Absence;
use reglament_runtime::port::{AbsenceRow, AbsenceStore, StoreError};

use crate::{
    SqlStore,
    database::{self, Row},
    error::{read, small, write as json_text},
    moment::{date, instant, micros},
};

#[async_trait]
impl AbsenceStore for SqlStore {
    async fn absences(&self, since: NaiveDate) -> Result<Vec<Absence>, StoreError> {
        // With the plus few rows are found by their end and put in order, without it all are read because they lie in order.
        let sql = "SELECT id, person, from_on, until_on, substitutes, basis, entered_by, entered_at, cancelled_by, \
             cancelled_at \
             FROM absence WHERE until_on >= $1 AND cancelled_at IS NULL ORDER BY +id";
        let query = database::query(sql).bind(since.to_string());
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(absence).collect()
    }

    async fn absence_rows(&self, limit: u32) -> Result<Vec<AbsenceRow>, StoreError> {
        let sql = "SELECT id, person, from_on, until_on, substitutes, basis, entered_by, entered_at, cancelled_by, \
             cancelled_at \
             FROM absence ORDER BY id DESC LIMIT $1";
        let query = database::query(sql).bind(limit);
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(row).collect()
    }

    async fn enter_absence(
        &self,
        absence: &Absence,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<u32, StoreError> {
        let sql = "INSERT INTO absence (person, from_on, until_on, substitutes, basis, entered_by, entered_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
        let query = database::query_scalar(sql)
            .bind(&absence.person)
            .bind(absence.from.to_string())
            .bind(absence.until.to_string())
            .bind(json_text(&absence.substitutes))
            .bind(&absence.order)
            .bind(by)
            .bind(micros(at));
        small(query.fetch_one(self.writer()).await?)
    }

    async fn cancel_absence(
        &self,
        id: u32,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE absence SET cancelled_by = $2, cancelled_at = $3 \
                   WHERE id = $1 AND cancelled_at IS NULL";
        let query = database::query(sql).bind(id).bind(by).bind(micros(at));
        let done = query.execute(self.writer()).await?;
        Ok(done == 1)
    }
}

fn absence(row: &Row) -> Result<Absence, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    Ok(Absence {
        person: text("person")?,
        from: date(&text("from_on")?)?,
        until: date(&text("until_on")?)?,
        substitutes: read(&text("substitutes")?)?,
        order: text("basis")?,
    })
}

fn row(row: &Row) -> Result<AbsenceRow, StoreError> {
    let by: Option<String> = row.get("cancelled_by")?;
    let at: Option<i64> = row.get("cancelled_at")?;
    let cancelled = match (by, at) {
        (Some(by), Some(at)) => Some((by, instant(at)?)),
        _ => None,
    };
    Ok(AbsenceRow {
        id: small(row.get("id")?)?,
        absence: absence(row)?,
        entered_by: row.get("entered_by")?,
        entered_at: instant(row.get("entered_at")?)?,
        cancelled,
    })
}
