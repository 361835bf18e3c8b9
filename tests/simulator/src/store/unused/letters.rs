//! Wishes about letters, digests, bounces: nobody wishes anything and no report comes back.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reglament_runtime::port::{
    BounceRow, DigestRun, FigureTimes, LetterStore, OutboxRow, ProcessFigures, StoreError,
};

use crate::store::SimStore;

#[async_trait]
impl LetterStore for SimStore {
    async fn write_digest(&self, _: &DigestRun, _: &[OutboxRow]) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn digest_written(&self, _: &str, _: NaiveDate) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn figures(&self, _: &str, _: FigureTimes) -> Result<ProcessFigures, StoreError> {
        Ok(Default::default())
    }

    async fn queue_letter(&self, _: &OutboxRow) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn wishes(&self, _: &str) -> Result<Vec<(String, String)>, StoreError> {
        Ok(Default::default())
    }

    async fn save_wish(
        &self,
        _: &str,
        _: &str,
        _: Option<&str>,
        _: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        Ok(())
    }

    async fn secret(&self, name: &str, fresh: &str) -> Result<String, StoreError> {
        self.write("secret", |state| {
            let kept = state.secrets.entry(name.to_owned());
            Ok(kept.or_insert_with(|| fresh.to_owned()).clone())
        })
        .await
    }

    async fn calendar_since(&self, _: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        Ok(Default::default())
    }

    async fn save_calendar(
        &self,
        _: &str,
        _: Option<&str>,
        _: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        Ok(())
    }

    async fn calendar_of(&self, _: &str) -> Result<Option<String>, StoreError> {
        Ok(Default::default())
    }

    async fn record_bounce(&self, _: &BounceRow) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn bounces(&self, _: Option<&str>, _: u32) -> Result<Vec<BounceRow>, StoreError> {
        Ok(Default::default())
    }

    async fn hard_bounces(&self, _: &str) -> Result<u32, StoreError> {
        Ok(Default::default())
    }

    async fn mark_address(&self, _: &str, _: DateTime<Utc>) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn free_address(&self, _: &str, _: &str, _: DateTime<Utc>) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn marked_since(&self, _: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        Ok(Default::default())
    }

    async fn marked_addresses(&self, _: u32) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
        Ok(Default::default())
    }
}
