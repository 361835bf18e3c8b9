//! Letters, documents, jobs and messages under way pass through.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::*;

use super::FaultyStore;

#[async_trait]
impl OutboxStore for FaultyStore {
    async fn claim(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.inner.claim(owner, now, until, limit).await
    }

    async fn claim_documents(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.inner.claim_documents(owner, now, until, limit).await
    }

    async fn finish(&self, end: OutboxEnd) -> Result<bool, StoreError> {
        self.inner.finish(end).await
    }

    async fn next_delivery(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.next_delivery().await
    }

    async fn next_document(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.next_document().await
    }

    async fn requeue(&self, key: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        self.inner.requeue(key, now).await
    }
}

#[async_trait]
impl JobStore for FaultyStore {
    async fn claim_jobs(&self, claim: &JobClaim<'_>) -> Result<Vec<JobRow>, StoreError> {
        self.inner.claim_jobs(claim).await
    }

    async fn open_jobs(
        &self,
        after: Option<&(InstanceId, reglament_core::JobId)>,
        limit: u32,
    ) -> Result<Vec<JobRow>, StoreError> {
        self.inner.open_jobs(after, limit).await
    }

    async fn job(
        &self,
        instance: &InstanceId,
        job: reglament_core::JobId,
    ) -> Result<Option<JobRow>, StoreError> {
        self.inner.job(instance, job).await
    }

    async fn extend_job(
        &self,
        instance: &InstanceId,
        job: reglament_core::JobId,
        epoch: u64,
        until: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.inner.extend_job(instance, job, epoch, until).await
    }

    async fn next_job(
        &self,
        webhooks: bool,
        name: Option<&str>,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.next_job(webhooks, name).await
    }
}

#[async_trait]
impl MessageStore for FaultyStore {
    async fn keep_message(&self, message: &MessageRow) -> Result<MessageRow, StoreError> {
        self.inner.keep_message(message).await
    }

    async fn due_messages(
        &self,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        self.inner.due_messages(now, limit).await
    }

    async fn kept_messages(&self, limit: u32) -> Result<Vec<MessageRow>, StoreError> {
        self.inner.kept_messages(limit).await
    }

    async fn next_expiry(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.next_expiry().await
    }

    async fn receivers(
        &self,
        process: &str,
        message: &str,
        key: &str,
    ) -> Result<Vec<InstanceId>, StoreError> {
        self.inner.receivers(process, message, key).await
    }

    async fn settle_message(
        &self,
        id: &str,
        state: MessageState,
        receivers: &[InstanceId],
    ) -> Result<(), StoreError> {
        self.inner.settle_message(id, state, receivers).await
    }

    async fn forget_messages(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        self.inner.forget_messages(before).await
    }
}
