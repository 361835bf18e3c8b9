//! The port for publications on public pages. It gives what is current and nothing else; drawing pages is for adapters.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, PublicationFact};

use super::StoreError;

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationRow {
    /// Instance.
    pub instance: InstanceId,
    /// What.
    pub fact: PublicationFact,
    /// When it was published.
    pub at: DateTime<Utc>,
    /// When another one took its place.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// Answers what everybody may see.
#[async_trait]
pub trait PublicationStore: Send + Sync {
    /// What a page shows at `now`, the newest first; the flag tells whether its document is rendered.
    async fn publications(
        &self,
        page: &str,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<(PublicationRow, bool)>, StoreError>;
    /// The bytes of a document that a page shows at `now`; none for anything else.
    async fn published_pdf(
        &self,
        page: &str,
        instance: &InstanceId,
        publication: u32,
        now: DateTime<Utc>,
    ) -> Result<Option<Vec<u8>>, StoreError>;
}
