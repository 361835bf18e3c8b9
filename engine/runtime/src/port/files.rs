//! Uploaded files: their bytes by content, who uploaded them and when.
//!
//! Who may see a file is the service's business; the store keeps what was uploaded, the same contents once.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::FileFact;

use super::StoreError;

/// An uploaded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// What data know of it.
    pub file: FileFact,
    /// Digest of the contents.
    pub hash: String,
    /// The person who uploaded it; none: the public.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps uploaded files.
#[async_trait]
pub trait FileStore: Send + Sync {
    /// Keeps a file. Contents that are kept already are not written twice.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the id is taken.
    async fn save_file(&self, row: &FileRow, bytes: &[u8]) -> Result<(), StoreError>;
    /// Those of these files that exist, in any order.
    async fn files(&self, ids: &[String]) -> Result<Vec<FileRow>, StoreError>;
    /// The contents of a file.
    async fn file_bytes(&self, id: &str) -> Result<Option<Vec<u8>>, StoreError>;
    /// Forgets files uploaded before `before` that no form was ever sent with; gives how many. Files that an instance
    /// came to know ([`super::ChangeSet::used_files`]) stay.
    async fn forget_files(&self, before: DateTime<Utc>) -> Result<u64, StoreError>;
}
