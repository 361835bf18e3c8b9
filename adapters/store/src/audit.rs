//! Acts of administration: rows are added and read backwards.

use async_trait::async_trait;
use reglament_runtime::port::{AuditAct, AuditRow, AuditStore, Page, StoreError};

use crate::{
    SqlStore,
    database::{self, Row},
    error::position,
    moment::{instant, micros},
};

#[async_trait]
impl AuditStore for SqlStore {
    async fn note_act(&self, row: &AuditRow) -> Result<(), StoreError> {
        let query =
            database::query("INSERT INTO audit (at, by, act, about) VALUES ($1, $2, $3, $4)")
                .bind(micros(row.at))
                .bind(&row.by)
                .bind(row.act.name())
                .bind(&row.about);
        query.execute(self.writer()).await?;
        Ok(())
    }

    async fn acts(&self, page: &Page<u64>) -> Result<Vec<(u64, AuditRow)>, StoreError> {
        let before = page.after.and_then(|id| i64::try_from(id).ok());
        let rows = database::query(
            "SELECT id, at, by, act, about \
             FROM audit WHERE id < $1 ORDER BY id DESC LIMIT $2",
        )
        .bind(before.unwrap_or(i64::MAX))
        .bind(page.limit)
        .fetch_all(&self.read)
        .await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &Row) -> Result<(u64, AuditRow), StoreError> {
    let act: String = row.get("act")?;
    let found = AuditRow {
        at: instant(row.get("at")?)?,
        by: row.get("by")?,
        act: AuditAct::named(&act)
            .ok_or_else(|| StoreError::Damaged(format!("`{act}` is no act of administration")))?,
        about: row.get("about")?,
    };
    Ok((position(row.get("id")?)?, found))
}
