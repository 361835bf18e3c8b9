//! Uploaded files: one row each, and their contents once per digest.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::FileFact;
use reglament_runtime::port::{FileRow, FileStore, StoreError};
use serde_json::json;
use sqlx::{Row as _, sqlite::SqliteRow};

use crate::{
    SqliteStore,
    change::{Connection, run},
    dialect::rows,
    error::{failed, position, write as json_text},
    moment::{instant, micros},
};

const USED: &str = concat!(
    "UPDATE file SET used = 1 WHERE id IN (SELECT v.value->>'id' FROM ",
    rows!(),
    ")"
);

const SOME: &str = concat!(
    "SELECT id, hash, name, media, size, uploaded_by, uploaded_at FROM file WHERE id IN (SELECT v.value->>'id' FROM ",
    rows!(),
    ")"
);

/// Marks files that instances have come to know.
pub(crate) async fn write(c: &mut Connection, used: &[String]) -> Result<(), StoreError> {
    let rows = used.iter().map(|id| json!({ "id": id })).collect();
    run(c, USED, rows).await.map(drop)
}

#[async_trait]
impl FileStore for SqliteStore {
    async fn save_file(&self, row: &FileRow, bytes: &[u8]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut *transaction;
        let sql =
            "INSERT INTO file_content (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
        let query = sqlx::query(sql).bind(&row.hash).bind(bytes);
        query.execute(&mut *c).await.map_err(failed)?;
        let sql = "INSERT INTO file (id, hash, name, media, size, uploaded_by, uploaded_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let query = sqlx::query(sql)
            .bind(&row.file.id)
            .bind(&row.hash)
            .bind(&row.file.name)
            .bind(&row.file.media)
            .bind(bytes.len() as i64)
            .bind(&row.by)
            .bind(micros(row.at));
        query.execute(&mut *c).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)
    }

    async fn files(&self, ids: &[String]) -> Result<Vec<FileRow>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
        let query = sqlx::query(SOME).bind(json_text(&ids));
        let rows = query.fetch_all(&self.read).await.map_err(failed)?;
        rows.iter().map(row).collect()
    }

    async fn file_bytes(&self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT bytes FROM file JOIN file_content ON file_content.hash = file.hash WHERE id = $1";
        let query = sqlx::query_scalar(sql).bind(id);
        query.fetch_optional(&self.read).await.map_err(failed)
    }

    async fn forget_files(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut *transaction;
        let sql = "DELETE FROM file WHERE used = 0 AND uploaded_at < $1";
        let query = sqlx::query(sql).bind(micros(before));
        let done = query.execute(&mut *c).await.map_err(failed)?;
        let sql = "DELETE FROM file_content WHERE NOT EXISTS (SELECT 1 FROM file WHERE file.hash = file_content.hash)";
        sqlx::query(sql).execute(&mut *c).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        Ok(done.rows_affected())
    }
}

fn row(row: &SqliteRow) -> Result<FileRow, StoreError> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(failed);
    Ok(FileRow {
        file: FileFact {
            id: text("id")?,
            name: text("name")?,
            size: position(row.try_get("size").map_err(failed)?)?,
            media: text("media")?,
        },
        hash: text("hash")?,
        by: row.try_get("uploaded_by").map_err(failed)?,
        at: instant(row.try_get("uploaded_at").map_err(failed)?)?,
    })
}
