//! The acts of administration of the store that fails on demand: nothing is written while it is dead.

use std::sync::atomic::Ordering;

use async_trait::async_trait;
use reglament_runtime::port::{AuditRow, AuditStore, Page, StoreError};

use super::{DEAD, FaultyStore};

#[async_trait]
impl AuditStore for FaultyStore {
    async fn note_act(&self, row: &AuditRow) -> Result<(), StoreError> {
        match self.fault.load(Ordering::SeqCst) {
            DEAD => Err(StoreError::Unavailable("on demand".into())),
            _ => self.inner.note_act(row).await,
        }
    }

    async fn acts(&self, page: &Page<u64>) -> Result<Vec<(u64, AuditRow)>, StoreError> {
        self.inner.acts(page).await
    }
}
