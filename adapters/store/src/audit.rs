//! Acts of administration: rows are added and read backwards.

use async_trait::async_trait;
use reglament_runtime::port::{AuditAct, AuditRow, AuditStore, Page, StoreError};
use sqlx::{Row as _, sqlite::SqliteRow};

use crate::{
    SqliteStore,
    error::{failed, position},
    moment::{instant, micros},
};

#[async_trait]
impl AuditStore for SqliteStore {
    async fn note_act(&self, row: &AuditRow) -> Result<(), StoreError> {
        let query = sqlx::query("INSERT INTO audit (at, by, act, about) VALUES ($1, $2, $3, $4)")
            .bind(micros(row.at))
            .bind(&row.by)
            .bind(row.act.name())
            .bind(&row.about);
        query.execute(self.writer()).await.map_err(failed)?;
        Ok(())
    }

    async fn acts(&self, page: &Page<u64>) -> Result<Vec<(u64, AuditRow)>, StoreError> {
        let before = page.after.and_then(|id| i64::try_from(id).ok());
        let rows = sqlx::query("SELECT * FROM audit WHERE id < $1 ORDER BY id DESC LIMIT $2")
            .bind(before.unwrap_or(i64::MAX))
            .bind(page.limit)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &SqliteRow) -> Result<(u64, AuditRow), StoreError> {
    let act: String = row.try_get("act").map_err(failed)?;
    let found = AuditRow {
        at: instant(row.try_get("at").map_err(failed)?)?,
        by: row.try_get("by").map_err(failed)?,
        act: AuditAct::named(&act)
            .ok_or_else(|| StoreError::Damaged(format!("`{act}` is no act of administration")))?,
        about: row.try_get("about").map_err(failed)?,
    };
    Ok((position(row.try_get("id").map_err(failed)?)?, found))
}
