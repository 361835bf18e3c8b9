//! The access log of the store that fails on demand: nothing is written while it is dead.

use std::sync::atomic::Ordering;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{AccessLogStore, Page, StoreError, ViewFilter, ViewRow};

use super::{DEAD, FaultyStore};

#[async_trait]
impl AccessLogStore for FaultyStore {
    async fn record_views(&self, views: &[ViewRow]) -> Result<(), StoreError> {
        match self.fault.load(Ordering::SeqCst) {
            DEAD => Err(StoreError::Unavailable("on demand".into())),
            _ => self.inner.record_views(views).await,
        }
    }

    async fn views(
        &self,
        filter: &ViewFilter,
        page: &Page<(DateTime<Utc>, u64)>,
    ) -> Result<Vec<(u64, ViewRow)>, StoreError> {
        self.inner.views(filter, page).await
    }

    async fn prepare_months(
        &self,
        now: DateTime<Utc>,
        forget: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        self.inner.prepare_months(now, forget).await
    }

    async fn forget_views(&self, before: DateTime<Utc>, limit: u32) -> Result<u64, StoreError> {
        self.inner.forget_views(before, limit).await
    }
}
