//! Files on their way: what has come of them so far, a part at a time, so that a connection that breaks costs a part and
//! not the file.
//!
//! They are no files yet: nothing refers to them. What becomes of one that is whole is the service's business.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;

/// A file on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadRow {
    /// SHA-256 of its secret.
    pub digest: String,
    /// The person who sends it; none: the public.
    pub by: Option<String>,
    /// The form that it is for, as a key: counted by, never shown.
    pub place: String,
    /// Name of the file.
    pub name: String,
    /// Size of the whole, bytes.
    pub size: u64,
    /// Bytes that have come, from the beginning without a gap.
    pub received: u64,
    /// When it goes, unless a part comes before that.
    pub expires_at: DateTime<Utc>,
    /// The file that it has become, once it is whole and was taken.
    pub file: Option<String>,
}

/// Keeps them.
#[async_trait]
pub trait UploadStore: Send + Sync {
    /// Keeps a new one. False: its place has `most` already that are not whole.
    async fn begin_upload(&self, row: &UploadRow, most: u32) -> Result<bool, StoreError>;
    /// The one with this digest, unless it has expired by `now`.
    async fn upload(
        &self,
        digest: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<UploadRow>, StoreError>;
    /// Adds a part that begins at `offset` and puts the expiry off. False: as many bytes as that have not come, or more have.
    async fn add_part(
        &self,
        digest: &str,
        offset: u64,
        bytes: &[u8],
        expires_at: DateTime<Utc>,
    ) -> Result<bool, StoreError>;
    /// Everything that has come of it, in order.
    async fn upload_bytes(&self, digest: &str) -> Result<Vec<u8>, StoreError>;
    /// Notes which file it has become; its parts go.
    async fn finish_upload(&self, digest: &str, file: &str) -> Result<(), StoreError>;
    /// Forgets it with its parts.
    async fn drop_upload(&self, digest: &str) -> Result<(), StoreError>;
    /// Forgets those that have expired by `now`; gives how many.
    async fn forget_uploads(&self, now: DateTime<Utc>) -> Result<u64, StoreError>;
}
