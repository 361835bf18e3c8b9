//! Digests, wishes about letters, bounces and calendars pass through.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::*;

use super::FaultyStore;

#[async_trait]
impl LetterStore for FaultyStore {
    async fn write_digest(
        &self,
        run: &DigestRun,
        letters: &[OutboxRow],
    ) -> Result<bool, StoreError> {
        self.inner.write_digest(run, letters).await
    }

    async fn digest_written(
        &self,
        digest: &str,
        on: chrono::NaiveDate,
    ) -> Result<bool, StoreError> {
        self.inner.digest_written(digest, on).await
    }

    async fn figures(
        &self,
        process: &str,
        times: FigureTimes,
    ) -> Result<ProcessFigures, StoreError> {
        self.inner.figures(process, times).await
    }

    async fn queue_letter(&self, letter: &OutboxRow) -> Result<bool, StoreError> {
        self.inner.queue_letter(letter).await
    }

    async fn wishes(&self, person: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.inner.wishes(person).await
    }

    async fn save_wish(
        &self,
        person: &str,
        kind: &str,
        wish: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.inner.save_wish(person, kind, wish, at).await
    }

    async fn secret(&self, name: &str, fresh: &str) -> Result<String, StoreError> {
        self.inner.secret(name, fresh).await
    }

    async fn calendar_since(&self, person: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.calendar_since(person).await
    }

    async fn save_calendar(
        &self,
        person: &str,
        token: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.inner.save_calendar(person, token, at).await
    }

    async fn calendar_of(&self, token: &str) -> Result<Option<String>, StoreError> {
        self.inner.calendar_of(token).await
    }

    async fn record_bounce(&self, bounce: &BounceRow) -> Result<bool, StoreError> {
        self.inner.record_bounce(bounce).await
    }

    async fn bounces(
        &self,
        address: Option<&str>,
        limit: u32,
    ) -> Result<Vec<BounceRow>, StoreError> {
        self.inner.bounces(address, limit).await
    }

    async fn hard_bounces(&self, address: &str) -> Result<u32, StoreError> {
        self.inner.hard_bounces(address).await
    }

    async fn mark_address(&self, address: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
        self.inner.mark_address(address, at).await
    }

    async fn free_address(
        &self,
        address: &str,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.inner.free_address(address, by, at).await
    }

    async fn marked_since(&self, address: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.marked_since(address).await
    }

    async fn marked_addresses(
        &self,
        limit: u32,
    ) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
        self.inner.marked_addresses(limit).await
    }
}
