//! The neighbours of the store that fails on demand: a dead one gives no lease and knows no time.

use std::{sync::atomic::Ordering, time::Duration};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{Lease, NodeStore, StoreError};

use super::{DEAD, FaultyStore};

#[async_trait]
impl NodeStore for FaultyStore {
    fn is_shared(&self) -> bool {
        self.inner.is_shared()
    }

    async fn database_now(&self) -> Result<DateTime<Utc>, StoreError> {
        self.alive()?;
        self.inner.database_now().await
    }

    async fn lease(
        &self,
        name: &str,
        owner: &str,
        how_long: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        self.alive()?;
        self.inner.lease(name, owner, how_long).await
    }

    async fn release(&self, name: &str, owner: &str) -> Result<(), StoreError> {
        self.alive()?;
        self.inner.release(name, owner).await
    }
}

impl FaultyStore {
    pub(super) fn alive(&self) -> Result<(), StoreError> {
        match self.fault.load(Ordering::SeqCst) {
            DEAD => Err(StoreError::Unavailable("on demand".into())),
            _ => Ok(()),
        }
    }
}
