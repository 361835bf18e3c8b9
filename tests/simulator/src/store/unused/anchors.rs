//! Anchors: no server of a run keeps any. The chains of the journals are followed all the same.

use async_trait::async_trait;
use reglament_runtime::port::{AnchorNote, AnchorStore, Installation, JournalLink, StoreError};

use crate::store::SimStore;

#[async_trait]
impl AnchorStore for SimStore {
    async fn installation(&self) -> Result<Installation, StoreError> {
        Ok(Installation {
            id: String::from("simulated"),
            restored: None,
        })
    }

    async fn journal_end(&self) -> Result<u64, StoreError> {
        Ok(0)
    }

    async fn journal_links(&self, _: u64, _: u64, _: u32) -> Result<Vec<JournalLink>, StoreError> {
        Ok(Vec::new())
    }

    async fn anchor_notes(&self) -> Result<Vec<AnchorNote>, StoreError> {
        Ok(Vec::new())
    }

    async fn note_anchor(&self, _: &AnchorNote) -> Result<(), StoreError> {
        Ok(())
    }

    async fn forget_anchors(&self, _: &str) -> Result<(), StoreError> {
        Ok(())
    }
}
