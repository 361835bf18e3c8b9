//! Acts of erasure: nothing of a run is old enough.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{ErasureAct, ErasureStore, InstanceRow, Page, StoreError};

use crate::store::SimStore;

#[async_trait]
impl ErasureStore for SimStore {
    async fn to_erase(
        &self,
        _: &str,
        _: DateTime<Utc>,
        _: &Page<(DateTime<Utc>, InstanceId)>,
    ) -> Result<Vec<InstanceRow>, StoreError> {
        Ok(Vec::new())
    }

    async fn add_erasure_act(&self, _: &ErasureAct) -> Result<Option<u32>, StoreError> {
        Ok(None)
    }

    async fn erasure_acts(&self, _: u32) -> Result<Vec<ErasureAct>, StoreError> {
        Ok(Vec::new())
    }

    async fn erasure_act(&self, _: u32) -> Result<Option<ErasureAct>, StoreError> {
        Ok(None)
    }
}
