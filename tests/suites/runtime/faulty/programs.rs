//! Programs of the store that fails on demand: they are as they are in the store inside.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{ProgramRow, ProgramStore, StoreError};

use super::FaultyStore;

#[async_trait]
impl ProgramStore for FaultyStore {
    async fn add_program(&self, program: &ProgramRow) -> Result<Option<u32>, StoreError> {
        self.inner.add_program(program).await
    }

    async fn programs(&self, limit: u32) -> Result<Vec<ProgramRow>, StoreError> {
        self.inner.programs(limit).await
    }

    async fn program(&self, token: &str) -> Result<Option<ProgramRow>, StoreError> {
        self.inner.program(token).await
    }

    async fn program_used(&self, id: u32, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.inner.program_used(id, at).await
    }

    async fn withdraw_program(
        &self,
        id: u32,
        by: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.inner.withdraw_program(id, by, at).await
    }
}
