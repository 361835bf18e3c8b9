//! The questions of lists that commands and checks ask; the rest is answered as by an empty database.

use std::collections::BTreeSet;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, TaskId};
use reglament_runtime::port::{
    DocumentRow, IncidentRow, InstanceFilter, InstanceRow, OutboxRow, OutboxState, Page, Part,
    QueryStore, RegisterRow, StepStateRow, StoreError, TaskFilter, TaskRow, VerifiedRow,
};

use super::{SimStore, State};

type TaskKey = (Option<DateTime<Utc>>, InstanceId, TaskId);

/// The earliest due first, those without a date last.
fn order(key: &TaskKey) -> (bool, Option<DateTime<Utc>>, &InstanceId, TaskId) {
    (key.0.is_none(), key.0, &key.1, key.2)
}

fn fits(row: &TaskRow, filter: &TaskFilter) -> bool {
    let keys = row.keys();
    let due = |wanted: Option<DateTime<Utc>>, before: bool| {
        wanted.is_none_or(|at| {
            row.due_at
                .is_some_and(|due| if before { due < at } else { due >= at })
        })
    };
    (filter.processes.is_empty() || filter.processes.contains(&row.process))
        && (filter.roles.is_empty() || filter.roles.iter().any(|role| keys.contains(role)))
        && filter
            .instance
            .as_ref()
            .is_none_or(|id| *id == row.instance)
        && due(filter.due_before, true)
        && due(filter.due_from, false)
}

fn tasks(state: &State, filter: &TaskFilter, page: &Page<TaskKey>) -> Vec<TaskRow> {
    let key = |row: &TaskRow| (row.due_at, row.instance.clone(), row.task);
    let mut found: Vec<(TaskKey, &TaskRow)> = state
        .tasks
        .values()
        .filter(|row| fits(row, filter))
        .map(|row| (key(row), row))
        .filter(|(key, _)| {
            page.after
                .as_ref()
                .is_none_or(|after| order(key) > order(after))
        })
        .collect();
    found.sort_by(|a, b| order(&a.0).cmp(&order(&b.0)));
    found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    found.into_iter().map(|(_, row)| row.clone()).collect()
}

#[async_trait]
impl QueryStore for SimStore {
    async fn instance_rows(&self, ids: &[InstanceId]) -> Result<Vec<InstanceRow>, StoreError> {
        self.read("instance rows", |state| {
            let found = ids.iter().filter_map(|id| state.instances.get(id));
            found.map(|kept| kept.row.clone()).collect()
        })
        .await
    }

    async fn by_receipt(&self, receipt: &str) -> Result<Option<InstanceId>, StoreError> {
        self.read("receipt", |state| {
            let mut kept = state.instances.values();
            kept.find(|kept| kept.row.receipt == receipt)
                .map(|kept| kept.row.id.clone())
        })
        .await
    }

    async fn instances(
        &self,
        _: &InstanceFilter,
        _: &Page<(DateTime<Utc>, InstanceId)>,
    ) -> Result<Vec<InstanceRow>, StoreError> {
        Ok(Vec::new())
    }

    async fn participants(&self, id: &InstanceId) -> Result<BTreeSet<(String, Part)>, StoreError> {
        self.read("participants", |state| {
            let rows = state.participants.iter().filter(|row| row.instance == *id);
            rows.map(|row| (row.person.clone(), row.part)).collect()
        })
        .await
    }

    async fn parts_of(
        &self,
        person: &str,
        ids: &[InstanceId],
    ) -> Result<BTreeSet<InstanceId>, StoreError> {
        self.read("parts", |state| {
            let rows = state.participants.iter();
            let rows = rows.filter(|row| row.person == person && ids.contains(&row.instance));
            rows.map(|row| row.instance.clone()).collect()
        })
        .await
    }

    async fn instance_ids(
        &self,
        after: Option<&InstanceId>,
        limit: u32,
    ) -> Result<Vec<InstanceId>, StoreError> {
        self.read("instance ids", |state| {
            let ids = state
                .instances
                .keys()
                .filter(|id| after.is_none_or(|after| *id > after));
            ids.take(usize::try_from(limit).unwrap_or(usize::MAX))
                .cloned()
                .collect()
        })
        .await
    }

    async fn tasks(
        &self,
        filter: &TaskFilter,
        page: &Page<TaskKey>,
    ) -> Result<Vec<TaskRow>, StoreError> {
        self.read("tasks", |state| tasks(state, filter, page)).await
    }

    async fn count_tasks(&self, filter: &TaskFilter, limit: u32) -> Result<u32, StoreError> {
        let page = Page { after: None, limit };
        let found = self
            .read("count", |state| tasks(state, filter, &page).len())
            .await?;
        Ok(u32::try_from(found).unwrap_or(u32::MAX))
    }

    async fn incomplete_tasks(&self, _: u32) -> Result<Vec<InstanceId>, StoreError> {
        Ok(Vec::new())
    }

    async fn step_states(&self, _: &InstanceId) -> Result<Vec<StepStateRow>, StoreError> {
        Ok(Vec::new())
    }

    async fn incidents(
        &self,
        _: &[String],
        _: Option<&InstanceId>,
        _: u32,
    ) -> Result<Vec<IncidentRow>, StoreError> {
        self.read("incidents", |state| {
            state.incidents.values().cloned().collect()
        })
        .await
    }

    async fn documents(&self, id: &InstanceId) -> Result<Vec<DocumentRow>, StoreError> {
        self.read("documents", |state| {
            let rows = state.documents.iter().filter(|row| row.instance == *id);
            rows.cloned().collect()
        })
        .await
    }

    async fn pdf(&self, id: &InstanceId, document: u32) -> Result<Option<Vec<u8>>, StoreError> {
        self.read("pdf", |state| {
            state.drawn.get(&(id.clone(), document)).cloned()
        })
        .await
    }

    async fn outbox(
        &self,
        _: Option<OutboxState>,
        _: &Page<(DateTime<Utc>, String)>,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        Ok(Vec::new())
    }

    async fn outbox_of(&self, _: &InstanceId) -> Result<Vec<OutboxRow>, StoreError> {
        Ok(Vec::new())
    }

    async fn letters_for(&self, _: &str, _: u32) -> Result<Vec<OutboxRow>, StoreError> {
        Ok(Vec::new())
    }

    async fn count_outbox(&self, _: OutboxState, _: u32) -> Result<u32, StoreError> {
        Ok(0)
    }

    async fn outbox_row(&self, key: &str) -> Result<Option<OutboxRow>, StoreError> {
        self.read("outbox row", |state| {
            state.outbox.get(key).map(|parcel| parcel.row.clone())
        })
        .await
    }

    async fn register(
        &self,
        register: &str,
        year: i32,
        _: &Page<u32>,
    ) -> Result<Vec<RegisterRow>, StoreError> {
        self.read("register", |state| {
            let rows = state.registers.values();
            let rows = rows.filter(|row| row.register == register && row.year == year);
            rows.rev().cloned().collect()
        })
        .await
    }

    async fn by_verification_code(&self, _: &str) -> Result<Option<VerifiedRow>, StoreError> {
        Ok(None)
    }

    async fn register_years(&self) -> Result<Vec<(String, i32, u32)>, StoreError> {
        Ok(Vec::new())
    }
}
