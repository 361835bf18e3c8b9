//! The neighbours of the store that fails on demand: a dead one gives no lease and knows no time, a mute one tells nobody.

use std::{sync::atomic::Ordering, time::Duration};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{Hearing, Lease, NodeStore, Servers, StoreError};

use super::{DEAD, Fault, FaultyStore};

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

    async fn appear(&self, server: &str, how_long: Duration) -> Result<(), StoreError> {
        self.alive()?;
        self.inner.appear(server, how_long).await
    }

    async fn disappear(&self, server: &str) -> Result<(), StoreError> {
        self.alive()?;
        self.inner.disappear(server).await
    }

    async fn servers(&self, lead: &str) -> Result<Servers, StoreError> {
        self.alive()?;
        self.inner.servers(lead).await
    }

    async fn tell(&self, word: &str) -> Result<(), StoreError> {
        self.alive()?;
        self.speaks()?;
        self.inner.tell(word).await
    }

    async fn hear(&self) -> Result<Box<dyn Hearing>, StoreError> {
        self.alive()?;
        self.inner.hear().await
    }
}

impl FaultyStore {
    pub(super) fn alive(&self) -> Result<(), StoreError> {
        match self.fault.load(Ordering::SeqCst) {
            DEAD => Err(StoreError::Unavailable("on demand".into())),
            _ => Ok(()),
        }
    }

    /// Whether the others are told anything.
    fn speaks(&self) -> Result<(), StoreError> {
        match self.fault.load(Ordering::SeqCst) == Fault::Mute as u32 {
            true => Err(StoreError::Unavailable("mute on demand".into())),
            false => Ok(()),
        }
    }
}
