//! Files on their way: a row each, and their parts until they are whole.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{StoreError, UploadRow, UploadStore};

use crate::{
    SqlStore,
    database::{self, Gate, Row},
    error::position,
    moment::{instant, micros},
};

#[async_trait]
impl UploadStore for SqlStore {
    async fn begin_upload(&self, row: &UploadRow, most: u32) -> Result<bool, StoreError> {
        // One statement, one at a time, so that many at once do not go beyond the bound.
        let sql = "INSERT INTO upload (digest, uploaded_by, place, name, size, expires_at) \
                   SELECT $1, $2, $3, $4, $5, $6 \
                   WHERE (SELECT COUNT(*) FROM upload WHERE place = $3 AND file IS NULL) < $7";
        let query = database::query(sql)
            .bind(&row.digest)
            .bind(&row.by)
            .bind(&row.place)
            .bind(&row.name)
            .bind(number(row.size))
            .bind(micros(row.expires_at))
            .bind(most);
        let mut transaction = self.writer().begin_alone(Gate::Uploads).await?;
        let done = query.execute(&mut transaction).await?;
        transaction.commit().await?;
        Ok(done == 1)
    }

    async fn upload(
        &self,
        digest: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<UploadRow>, StoreError> {
        let sql = "SELECT digest, uploaded_by, place, name, size, received, expires_at, file FROM upload \
                   WHERE digest = $1 AND expires_at > $2";
        let query = database::query(sql).bind(digest).bind(micros(now));
        let found = query.fetch_optional(&self.read).await?;
        found.as_ref().map(row).transpose()
    }

    async fn add_part(
        &self,
        digest: &str,
        offset: u64,
        bytes: &[u8],
        expires_at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut transaction;
        let sql = "UPDATE upload SET received = received + $3, expires_at = $4 \
                   WHERE digest = $1 AND received = $2 AND received + $3 <= size AND file IS NULL";
        let query = database::query(sql)
            .bind(digest)
            .bind(number(offset))
            .bind(number(bytes.len() as u64))
            .bind(micros(expires_at));
        let done = query.execute(&mut *c).await?;
        if done == 0 {
            return Ok(false);
        }
        let sql = "INSERT INTO upload_part (digest, \"offset\", bytes) VALUES ($1, $2, $3)";
        let query = database::query(sql)
            .bind(digest)
            .bind(number(offset))
            .bind(bytes);
        query.execute(&mut *c).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn upload_bytes(&self, digest: &str) -> Result<Vec<u8>, StoreError> {
        let sql = "SELECT bytes FROM upload_part WHERE digest = $1 ORDER BY \"offset\"";
        let query = database::query_scalar::<Vec<u8>>(sql).bind(digest);
        let parts = query.fetch_all(&self.read).await?;
        Ok(parts.concat())
    }

    async fn finish_upload(&self, digest: &str, file: &str) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut transaction;
        let query = database::query("UPDATE upload SET file = $2 WHERE digest = $1").bind(digest);
        query.bind(file).execute(&mut *c).await?;
        let query = database::query("DELETE FROM upload_part WHERE digest = $1").bind(digest);
        query.execute(&mut *c).await?;
        transaction.commit().await
    }

    async fn drop_upload(&self, digest: &str) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut transaction;
        for sql in [
            "DELETE FROM upload_part WHERE digest = $1",
            "DELETE FROM upload WHERE digest = $1",
        ] {
            let query = database::query(sql).bind(digest);
            query.execute(&mut *c).await?;
        }
        transaction.commit().await
    }

    async fn forget_uploads(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut transaction;
        let sql = "DELETE FROM upload_part WHERE digest IN (SELECT digest FROM upload WHERE expires_at <= $1)";
        let query = database::query(sql).bind(micros(now));
        query.execute(&mut *c).await?;
        let query = database::query("DELETE FROM upload WHERE expires_at <= $1").bind(micros(now));
        let done = query.execute(&mut *c).await?;
        transaction.commit().await?;
        Ok(done)
    }
}

/// Sizes are bounded far below what a number of the store can hold.
fn number(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

fn row(row: &Row) -> Result<UploadRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let size = |name: &str| position(row.get(name)?);
    Ok(UploadRow {
        digest: text("digest")?,
        by: row.get("uploaded_by")?,
        place: text("place")?,
        name: text("name")?,
        size: size("size")?,
        received: size("received")?,
        expires_at: instant(row.get("expires_at")?)?,
        file: row.get("file")?,
    })
}
