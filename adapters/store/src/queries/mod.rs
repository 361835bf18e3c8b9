//! What lists ask. Each statement is served by an index named in the migrations.

mod instances;
mod outbox;
#[cfg(test)]
mod plans;
mod tasks;
mod walks;

use std::collections::BTreeSet;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, TaskId};
use reglament_runtime::port::{
    DocumentRow, IncidentRow, InstanceFilter, InstanceRow, OutboxRow, OutboxState, Page, Part,
    QueryStore, RegisterRow, StepStateRow, StoreError, TaskFilter, TaskRow, VerifiedRow,
};

use crate::{SqlStore, documents, incidents, participants, registers, step_states};

#[async_trait]
impl QueryStore for SqlStore {
    async fn instance_rows(&self, ids: &[InstanceId]) -> Result<Vec<InstanceRow>, StoreError> {
        instances::rows(&self.read, ids).await
    }

    async fn by_receipt(&self, receipt: &str) -> Result<Option<InstanceId>, StoreError> {
        instances::by_receipt(&self.read, receipt).await
    }

    async fn instances(
        &self,
        filter: &InstanceFilter,
        page: &Page<(DateTime<Utc>, InstanceId)>,
    ) -> Result<Vec<InstanceRow>, StoreError> {
        instances::page(&self.read, filter, page).await
    }

    async fn participants(&self, id: &InstanceId) -> Result<BTreeSet<(String, Part)>, StoreError> {
        participants::of(&self.read, id).await
    }

    async fn parts_of(
        &self,
        person: &str,
        ids: &[InstanceId],
    ) -> Result<BTreeSet<InstanceId>, StoreError> {
        participants::parts(&self.read, person, ids).await
    }

    async fn instance_ids(
        &self,
        after: Option<&InstanceId>,
        limit: u32,
    ) -> Result<Vec<InstanceId>, StoreError> {
        instances::ids(&self.read, after, limit).await
    }

    async fn tasks(
        &self,
        filter: &TaskFilter,
        page: &Page<(Option<DateTime<Utc>>, InstanceId, TaskId)>,
    ) -> Result<Vec<TaskRow>, StoreError> {
        tasks::page(&self.read, filter, page).await
    }

    async fn count_tasks(&self, filter: &TaskFilter, limit: u32) -> Result<u32, StoreError> {
        tasks::count(&self.read, filter, limit).await
    }

    async fn incomplete_tasks(&self, limit: u32) -> Result<Vec<InstanceId>, StoreError> {
        tasks::incomplete(&self.read, limit).await
    }

    async fn step_states(&self, parent: &InstanceId) -> Result<Vec<StepStateRow>, StoreError> {
        step_states::of_children(&self.read, parent).await
    }

    async fn incidents(
        &self,
        processes: &[String],
        instance: Option<&InstanceId>,
        limit: u32,
    ) -> Result<Vec<IncidentRow>, StoreError> {
        incidents::list(&self.read, processes, instance, limit).await
    }

    async fn documents(&self, id: &InstanceId) -> Result<Vec<DocumentRow>, StoreError> {
        documents::list(&self.read, id).await
    }

    async fn pdf(&self, id: &InstanceId, document: u32) -> Result<Option<Vec<u8>>, StoreError> {
        documents::pdf(&self.read, id, document).await
    }

    async fn outbox(
        &self,
        state: Option<OutboxState>,
        page: &Page<(DateTime<Utc>, String)>,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        outbox::page(&self.read, state, page).await
    }

    async fn outbox_of(&self, id: &InstanceId) -> Result<Vec<OutboxRow>, StoreError> {
        outbox::of(&self.read, id).await
    }

    async fn letters_for(&self, person: &str, limit: u32) -> Result<Vec<OutboxRow>, StoreError> {
        outbox::to(&self.read, person, limit).await
    }

    async fn count_outbox(&self, state: OutboxState, limit: u32) -> Result<u32, StoreError> {
        outbox::count(&self.read, state, limit).await
    }

    async fn outbox_row(&self, key: &str) -> Result<Option<OutboxRow>, StoreError> {
        outbox::one(&self.read, key).await
    }

    async fn register(
        &self,
        register: &str,
        year: i32,
        page: &Page<u32>,
    ) -> Result<Vec<RegisterRow>, StoreError> {
        registers::page(&self.read, register, year, page).await
    }

    async fn by_verification_code(&self, code: &str) -> Result<Option<VerifiedRow>, StoreError> {
        registers::by_code(&self.read, code).await
    }

    async fn register_years(&self) -> Result<Vec<(String, i32, u32)>, StoreError> {
        registers::years(&self.read).await
    }
}
