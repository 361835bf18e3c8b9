//! Absences and their substitutes. Rows are cancelled, never deleted.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::Absence;
use reglament_runtime::port::{AbsenceRow, AbsenceStore, StoreError};
use sqlx::{Row as _, sqlite::SqliteRow};

use crate::{
    SqliteStore,
    error::{failed, read, small, write as json_text},
    moment::{date, instant, micros},
};

#[async_trait]
impl AbsenceStore for SqliteStore {
    async fn absences(&self, since: NaiveDate) -> Result<Vec<Absence>, StoreError> {
        let sql = "SELECT * FROM absence WHERE until_on >= $1 AND cancelled_at IS NULL ORDER BY id";
        let query = sqlx::query(sql).bind(since.to_string());
        let rows = query.fetch_all(&self.read).await.map_err(failed)?;
        rows.iter().map(absence).collect()
    }

    async fn absence_rows(&self, limit: u32) -> Result<Vec<AbsenceRow>, StoreError> {
        let sql = "SELECT * FROM absence ORDER BY id DESC LIMIT $1";
        let query = sqlx::query(sql).bind(limit);
        let rows = query.fetch_all(&self.read).await.map_err(failed)?;
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
        let query = sqlx::query_scalar(sql)
            .bind(&absence.person)
            .bind(absence.from.to_string())
            .bind(absence.until.to_string())
            .bind(json_text(&absence.substitutes))
            .bind(&absence.order)
            .bind(by)
            .bind(micros(at));
        small(query.fetch_one(self.writer()).await.map_err(failed)?)
    }

    async fn cancel_absence(
        &self,
        id: u32,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE absence SET cancelled_by = $2, cancelled_at = $3 \
                   WHERE id = $1 AND cancelled_at IS NULL";
        let query = sqlx::query(sql).bind(id).bind(by).bind(micros(at));
        let done = query.execute(self.writer()).await.map_err(failed)?;
        Ok(done.rows_affected() == 1)
    }
}

fn absence(row: &SqliteRow) -> Result<Absence, StoreError> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(failed);
    Ok(Absence {
        person: text("person")?,
        from: date(&text("from_on")?)?,
        until: date(&text("until_on")?)?,
        substitutes: read(&text("substitutes")?)?,
        order: text("basis")?,
    })
}

fn row(row: &SqliteRow) -> Result<AbsenceRow, StoreError> {
    let by: Option<String> = row.try_get("cancelled_by").map_err(failed)?;
    let at: Option<i64> = row.try_get("cancelled_at").map_err(failed)?;
    let cancelled = match (by, at) {
        (Some(by), Some(at)) => Some((by, instant(at)?)),
        _ => None,
    };
    Ok(AbsenceRow {
        id: small(row.try_get("id").map_err(failed)?)?,
        absence: absence(row)?,
        entered_by: row.try_get("entered_by").map_err(failed)?,
        entered_at: instant(row.try_get("entered_at").map_err(failed)?)?,
        cancelled,
    })
}
