//! Drafts of the store that fails on demand: they never do.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{
    DraftChange, DraftFileRow, DraftMoveRow, DraftRow, DraftState, DraftStore, StoreError,
};

use super::FaultyStore;

#[async_trait]
impl DraftStore for FaultyStore {
    async fn drafts(&self, limit: u32) -> Result<Vec<DraftRow>, StoreError> {
        self.inner.drafts(limit).await
    }

    async fn draft(&self, id: u32) -> Result<Option<DraftRow>, StoreError> {
        self.inner.draft(id).await
    }

    async fn draft_files(&self, id: u32) -> Result<Vec<DraftFileRow>, StoreError> {
        self.inner.draft_files(id).await
    }

    async fn draft_hands(&self, id: u32) -> Result<Vec<String>, StoreError> {
        self.inner.draft_hands(id).await
    }

    async fn draft_moves(&self, id: u32) -> Result<Vec<DraftMoveRow>, StoreError> {
        self.inner.draft_moves(id).await
    }

    async fn begin_draft(
        &self,
        title: &str,
        author: &str,
        base: &str,
        at: DateTime<Utc>,
    ) -> Result<u32, StoreError> {
        self.inner.begin_draft(title, author, base, at).await
    }

    async fn change_draft(
        &self,
        id: u32,
        changes: &[DraftChange],
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<u32>, StoreError> {
        self.inner.change_draft(id, changes, by, at).await
    }

    async fn move_draft(
        &self,
        id: u32,
        from: DraftState,
        step: &DraftMoveRow,
    ) -> Result<bool, StoreError> {
        self.inner.move_draft(id, from, step).await
    }

    async fn scenarios(&self) -> Result<BTreeMap<String, String>, StoreError> {
        self.inner.scenarios().await
    }

    async fn keep_scenarios(
        &self,
        changes: &BTreeMap<String, Option<String>>,
    ) -> Result<(), StoreError> {
        self.inner.keep_scenarios(changes).await
    }

    async fn running_versions(&self) -> Result<Vec<(String, u32, u32)>, StoreError> {
        self.inner.running_versions().await
    }
}
