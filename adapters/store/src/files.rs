//! Uploaded files: one row each, and their contents once per digest.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::FileFact;
use reglament_runtime::port::{FileRow, FileStore, StoreError};

use crate::{
    SqlStore,
    change::Write,
    database::{self, Row, Value},
    dialect::{Sql, sql},
    error::position,
    line::line,
    moment::{instant, micros},
};

const USED: Sql = sql!(
    "UPDATE file SET used = 1 WHERE id IN (SELECT v.value->>'id' FROM ",
    rows,
    ")"
);

const SOME: Sql = sql!(
    "SELECT id, hash, name, media, size, uploaded_by, uploaded_at FROM file WHERE id IN (SELECT v.value->>'id' FROM ",
    rows,
    ")"
);

/// Forgets those of these contents that no file has any more.
pub(crate) const CONTENTS: Sql = sql!(
    "DELETE FROM file_content WHERE hash IN (SELECT v.value->>'hash' FROM ",
    rows,
    ") AND NOT EXISTS (SELECT 1 FROM file WHERE file.hash = file_content.hash)"
);

/// Marks files that instances have come to know.
pub(crate) const WRITES: &[Write] = &[Write::new(USED, |changes| {
    let used = changes.used_files.iter();
    used.map(|id| line!({"id": id})).collect()
})];

#[async_trait]
impl FileStore for SqlStore {
    async fn save_file(&self, row: &FileRow, bytes: &[u8]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut transaction;
        let sql =
            "INSERT INTO file_content (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
        let query = database::query(sql).bind(&row.hash).bind(bytes);
        query.execute(&mut *c).await?;
        let sql = "INSERT INTO file (id, hash, name, media, size, uploaded_by, uploaded_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let query = database::query(sql)
            .bind(&row.file.id)
            .bind(&row.hash)
            .bind(&row.file.name)
            .bind(&row.file.media)
            .bind(bytes.len() as i64)
            .bind(&row.by)
            .bind(micros(row.at));
        query.execute(&mut *c).await?;
        transaction.commit().await
    }

    async fn files(&self, ids: &[String]) -> Result<Vec<FileRow>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = ids.iter().map(|id| line!({"id": id})).collect();
        let query = database::query(SOME).bind(Value::lines(&ids));
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(row).collect()
    }

    async fn file_bytes(&self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT bytes FROM file JOIN file_content ON file_content.hash = file.hash WHERE id = $1";
        let query = database::query_scalar(sql).bind(id);
        query.fetch_optional(&self.read).await
    }

    async fn forget_files(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut transaction;
        let sql = "DELETE FROM file WHERE used = 0 AND uploaded_at < $1 RETURNING hash";
        let query = database::query_scalar(sql).bind(micros(before));
        let gone: Vec<String> = query.fetch_all(&mut *c).await?;
        let contents: Vec<_> = gone.iter().map(|hash| line!({"hash": hash})).collect();
        let query = database::query(CONTENTS).bind(Value::lines(&contents));
        query.execute(&mut *c).await?;
        transaction.commit().await?;
        Ok(gone.len() as u64)
    }
}

fn row(row: &Row) -> Result<FileRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    Ok(FileRow {
        file: FileFact {
            id: text("id")?,
            name: text("name")?,
            size: position(row.get("size")?)?,
            media: text("media")?,
        },
        hash: text("hash")?,
        by: row.get("uploaded_by")?,
        at: instant(row.get("uploaded_at")?)?,
    })
}
