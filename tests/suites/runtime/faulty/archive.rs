//! The archive of the store that fails on demand: nothing is moved while it is dead.

use std::sync::atomic::Ordering;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{ArchiveStore, Archived, StoreError};

use super::{DEAD, FaultyStore};

#[async_trait]
impl ArchiveStore for FaultyStore {
    async fn archive(
        &self,
        ended_before: DateTime<Utc>,
        now: DateTime<Utc>,
        instances: u32,
        rows: u32,
    ) -> Result<Archived, StoreError> {
        match self.fault.load(Ordering::SeqCst) {
            DEAD => Err(StoreError::Unavailable("on demand".into())),
            _ => self.inner.archive(ended_before, now, instances, rows).await,
        }
    }
}
