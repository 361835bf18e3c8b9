//! Files on their way of the store that fails on demand: they never do.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{StoreError, UploadRow, UploadStore};

use super::FaultyStore;

#[async_trait]
impl UploadStore for FaultyStore {
    async fn begin_upload(&self, row: &UploadRow, most: u32) -> Result<bool, StoreError> {
        self.inner.begin_upload(row, most).await
    }

    async fn upload(
        &self,
        digest: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<UploadRow>, StoreError> {
        self.inner.upload(digest, now).await
    }

    async fn add_part(
        &self,
        digest: &str,
        offset: u64,
        bytes: &[u8],
        expires_at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.inner.add_part(digest, offset, bytes, expires_at).await
    }

    async fn upload_bytes(&self, digest: &str) -> Result<Vec<u8>, StoreError> {
        self.inner.upload_bytes(digest).await
    }

    async fn finish_upload(&self, digest: &str, file: &str) -> Result<(), StoreError> {
        self.inner.finish_upload(digest, file).await
    }

    async fn drop_upload(&self, digest: &str) -> Result<(), StoreError> {
        self.inner.drop_upload(digest).await
    }

    async fn forget_uploads(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        self.inner.forget_uploads(now).await
    }
}
