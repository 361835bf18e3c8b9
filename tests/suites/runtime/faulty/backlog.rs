//! How the store that fails on demand is: a dead one answers nothing.

use std::sync::atomic::Ordering;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{Backlog, BacklogStore, Connections, StoreError};

use super::{DEAD, FaultyStore};

#[async_trait]
impl BacklogStore for FaultyStore {
    async fn answers(&self) -> Result<(), StoreError> {
        match self.fault.load(Ordering::SeqCst) {
            DEAD => Err(StoreError::Unavailable("on demand".into())),
            _ => self.inner.answers().await,
        }
    }

    async fn backlog(&self, now: DateTime<Utc>, limit: u32) -> Result<Backlog, StoreError> {
        self.answers().await?;
        self.inner.backlog(now, limit).await
    }

    async fn damaged_pages(&self) -> Result<Vec<String>, StoreError> {
        self.inner.damaged_pages().await
    }

    async fn last_backup(&self) -> Option<DateTime<Utc>> {
        self.inner.last_backup().await
    }

    async fn log_bytes(&self) -> Option<u64> {
        self.inner.log_bytes().await
    }

    fn connections(&self) -> Vec<Connections> {
        self.inner.connections()
    }
}
