//! Lists pass through; nothing fails here.

use std::collections::BTreeSet;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, TaskId};
use reglament_runtime::port::*;

use super::FaultyStore;

#[async_trait]
impl QueryStore for FaultyStore {
    async fn instance_rows(&self, ids: &[InstanceId]) -> Result<Vec<InstanceRow>, StoreError> {
        self.inner.instance_rows(ids).await
    }

    async fn by_receipt(&self, receipt: &str) -> Result<Option<InstanceId>, StoreError> {
        self.inner.by_receipt(receipt).await
    }

    async fn instances(
        &self,
        filter: &InstanceFilter,
        page: &Page<(DateTime<Utc>, InstanceId)>,
    ) -> Result<Vec<InstanceRow>, StoreError> {
        self.inner.instances(filter, page).await
    }

    async fn participants(&self, id: &InstanceId) -> Result<BTreeSet<(String, Part)>, StoreError> {
        self.inner.participants(id).await
    }

    async fn parts_of(
        &self,
        person: &str,
        ids: &[InstanceId],
    ) -> Result<BTreeSet<InstanceId>, StoreError> {
        self.inner.parts_of(person, ids).await
    }

    async fn instance_ids(
        &self,
        after: Option<&InstanceId>,
        limit: u32,
    ) -> Result<Vec<InstanceId>, StoreError> {
        self.inner.instance_ids(after, limit).await
    }

    async fn tasks(
        &self,
        filter: &TaskFilter,
        page: &Page<(Option<DateTime<Utc>>, InstanceId, TaskId)>,
    ) -> Result<Vec<TaskRow>, StoreError> {
        self.inner.tasks(filter, page).await
    }

    async fn incomplete_tasks(&self, limit: u32) -> Result<Vec<InstanceId>, StoreError> {
        self.inner.incomplete_tasks(limit).await
    }

    async fn step_states(&self, parent: &InstanceId) -> Result<Vec<StepStateRow>, StoreError> {
        self.inner.step_states(parent).await
    }

    async fn count_tasks(&self, filter: &TaskFilter, limit: u32) -> Result<u32, StoreError> {
        self.inner.count_tasks(filter, limit).await
    }

    async fn incidents(
        &self,
        processes: &[String],
        instance: Option<&InstanceId>,
        limit: u32,
    ) -> Result<Vec<IncidentRow>, StoreError> {
        self.inner.incidents(processes, instance, limit).await
    }

    async fn documents(&self, id: &InstanceId) -> Result<Vec<DocumentRow>, StoreError> {
        self.inner.documents(id).await
    }

    async fn pdf(&self, id: &InstanceId, document: u32) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.pdf(id, document).await
    }

    async fn outbox(
        &self,
        state: Option<OutboxState>,
        page: &Page<(DateTime<Utc>, String)>,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.inner.outbox(state, page).await
    }

    async fn letters_for(&self, person: &str, limit: u32) -> Result<Vec<OutboxRow>, StoreError> {
        self.inner.letters_for(person, limit).await
    }

    async fn outbox_of(&self, id: &InstanceId) -> Result<Vec<OutboxRow>, StoreError> {
        self.inner.outbox_of(id).await
    }

    async fn count_outbox(&self, state: OutboxState, limit: u32) -> Result<u32, StoreError> {
        self.inner.count_outbox(state, limit).await
    }

    async fn outbox_row(&self, key: &str) -> Result<Option<OutboxRow>, StoreError> {
        self.inner.outbox_row(key).await
    }

    async fn register(
        &self,
        register: &str,
        year: i32,
        page: &Page<u32>,
    ) -> Result<Vec<RegisterRow>, StoreError> {
        self.inner.register(register, year, page).await
    }

    async fn by_verification_code(&self, code: &str) -> Result<Option<VerifiedRow>, StoreError> {
        self.inner.by_verification_code(code).await
    }

    async fn register_years(&self) -> Result<Vec<(String, i32, u32)>, StoreError> {
        self.inner.register_years().await
    }
}
