//! Jobs of machines under leases.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, JobId, JobTarget};
use reglament_runtime::port::{JobClaim, JobRow, JobStore, StoreError};

use super::SimStore;

fn fits(row: &JobRow, webhooks: bool, name: Option<&str>) -> bool {
    let (webhook, target) = match &row.target {
        JobTarget::Webhook(target) => (true, target),
        JobTarget::Worker(target) => (false, target),
    };
    webhook == webhooks && name.is_none_or(|name| name == target)
}

#[async_trait]
impl JobStore for SimStore {
    async fn claim_jobs(&self, claim: &JobClaim<'_>) -> Result<Vec<JobRow>, StoreError> {
        self.write("claim jobs", |state| {
            let due = state.jobs.values_mut();
            let due =
                due.filter(|row| fits(row, claim.webhooks, claim.name) && row.next_at <= claim.now);
            let mut due: Vec<&mut JobRow> = due.collect();
            due.sort_by(|a, b| {
                (a.created_at, &a.instance, a.job).cmp(&(b.created_at, &b.instance, b.job))
            });
            due.truncate(usize::try_from(claim.limit).unwrap_or(usize::MAX));
            let taken = due.into_iter().map(|row| {
                row.owner = Some(claim.owner.to_owned());
                row.next_at = claim.until;
                row.epoch += 1;
                row.clone()
            });
            Ok(taken.collect())
        })
        .await
    }

    async fn open_jobs(
        &self,
        _: Option<&(InstanceId, JobId)>,
        _: u32,
    ) -> Result<Vec<JobRow>, StoreError> {
        self.read("open jobs", |state| state.jobs.values().cloned().collect())
            .await
    }

    async fn job(&self, instance: &InstanceId, job: JobId) -> Result<Option<JobRow>, StoreError> {
        self.read("job", |state| {
            state.jobs.get(&(instance.clone(), job)).cloned()
        })
        .await
    }

    async fn extend_job(
        &self,
        _: &InstanceId,
        _: JobId,
        _: u64,
        _: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        Ok(false)
    }

    async fn next_job(
        &self,
        webhooks: bool,
        name: Option<&str>,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read("next job", |state| {
            let rows = state.jobs.values().filter(|row| fits(row, webhooks, name));
            rows.map(|row| row.next_at).min()
        })
        .await
    }
}
