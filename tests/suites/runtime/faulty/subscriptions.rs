//! Subscriptions of the store that fails on demand: they are as they are in the store inside.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{DeliveryState, StoreError, SubscriptionRow, SubscriptionStore};

use super::FaultyStore;

#[async_trait]
impl SubscriptionStore for FaultyStore {
    async fn add_subscription(&self, row: &SubscriptionRow) -> Result<u32, StoreError> {
        self.inner.add_subscription(row).await
    }

    async fn subscriptions(
        &self,
        limit: u32,
    ) -> Result<Vec<(SubscriptionRow, DeliveryState)>, StoreError> {
        self.inner.subscriptions(limit).await
    }

    async fn switch_subscription(
        &self,
        id: u32,
        off_at: Option<DateTime<Utc>>,
    ) -> Result<bool, StoreError> {
        self.inner.switch_subscription(id, off_at).await
    }

    async fn retry_subscription(&self, id: u32, now: DateTime<Utc>) -> Result<u64, StoreError> {
        self.inner.retry_subscription(id, now).await
    }
}
