//! Acts of destruction of the store that fails on demand: nothing is written while it is dead.

use std::sync::atomic::Ordering;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{ErasureAct, ErasureStore, InstanceRow, Page, StoreError};

use super::{DEAD, FaultyStore};

#[async_trait]
impl ErasureStore for FaultyStore {
    async fn to_erase(
        &self,
        process: &str,
        before: DateTime<Utc>,
        page: &Page<(DateTime<Utc>, InstanceId)>,
    ) -> Result<Vec<InstanceRow>, StoreError> {
        self.inner.to_erase(process, before, page).await
    }

    async fn add_erasure_act(&self, act: &ErasureAct) -> Result<Option<u32>, StoreError> {
        match self.fault.load(Ordering::SeqCst) {
            DEAD => Err(StoreError::Unavailable("on demand".into())),
            _ => self.inner.add_erasure_act(act).await,
        }
    }

    async fn erasure_acts(&self, limit: u32) -> Result<Vec<ErasureAct>, StoreError> {
        self.inner.erasure_acts(limit).await
    }

    async fn erasure_act(&self, id: u32) -> Result<Option<ErasureAct>, StoreError> {
        self.inner.erasure_act(id).await
    }
}
