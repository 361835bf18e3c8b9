//! Anchors of the store that fails on demand: nothing is written while it is dead.

use async_trait::async_trait;
use reglament_runtime::port::{AnchorNote, AnchorStore, Installation, JournalLink, StoreError};

use super::FaultyStore;

#[async_trait]
impl AnchorStore for FaultyStore {
    async fn installation(&self) -> Result<Installation, StoreError> {
        self.inner.installation().await
    }

    async fn journal_end(&self) -> Result<u64, StoreError> {
        self.inner.journal_end().await
    }

    async fn journal_links(
        &self,
        after: u64,
        until: u64,
        limit: u32,
    ) -> Result<Vec<JournalLink>, StoreError> {
        self.inner.journal_links(after, until, limit).await
    }

    async fn anchor_notes(&self) -> Result<Vec<AnchorNote>, StoreError> {
        self.inner.anchor_notes().await
    }

    async fn note_anchor(&self, note: &AnchorNote) -> Result<(), StoreError> {
        self.alive()?;
        self.inner.note_anchor(note).await
    }

    async fn forget_anchors(&self, place: &str) -> Result<(), StoreError> {
        self.alive()?;
        self.inner.forget_anchors(place).await
    }
}
