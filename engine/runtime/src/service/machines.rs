//! What the program does by itself, for those who oversee: jobs that machines have not answered, and what the clock will
//! begin or send. Changes nothing; a job that was given up is an incident and is retried there.

use std::collections::BTreeMap;

use reglament_core::{InstanceId, JobId};
use reglament_definition::Title;

use super::{Service, ServiceError};
use crate::{
    digests,
    limits::MAX_PAGE,
    port::{InstanceRow, JobRow},
    schedule,
    view::{OpenJob, OpenJobs, ScheduleView, ScheduledDigest, ScheduledStart},
};

impl Service {
    /// Jobs that machines have not answered, at most `limit` of at most [`MAX_PAGE`]. `after`: the cursor of the page
    /// before.
    ///
    /// # Errors
    /// Not found for those who do not oversee; the store's failures.
    pub async fn open_jobs(
        &self,
        person: &str,
        after: Option<&str>,
        limit: Option<u32>,
    ) -> Result<OpenJobs, ServiceError> {
        self.must_oversee(person)?;
        let limit = limit.unwrap_or(MAX_PAGE).clamp(1, MAX_PAGE);
        let after = after.and_then(read_cursor);
        let found = self.shared.store.open_jobs(after.as_ref(), limit).await?;
        let full = found.len() == limit as usize;
        let next = found.last().filter(|_| full).map(cursor);
        let ids: Vec<InstanceId> = found.iter().map(|row| row.instance.clone()).collect();
        let instances = self.shared.store.instance_rows(&ids).await?;
        let instances: BTreeMap<&InstanceId, &InstanceRow> =
            instances.iter().map(|row| (&row.id, row)).collect();
        let mut rows = Vec::with_capacity(found.len());
        for row in &found {
            // A row may close between the two reads; the next look shows it.
            if let Some(instance) = instances.get(&row.instance) {
                rows.push(self.open_job(row, instance).await?);
            }
        }
        Ok(OpenJobs { rows, next })
    }

    /// What the clock will begin or send next.
    ///
    /// # Errors
    /// Not found for those who do not oversee; the store's failures.
    pub async fn schedule(&self, person: &str) -> Result<ScheduleView, ServiceError> {
        self.must_oversee(person)?;
        let now = self.now();
        let package = self.shared.library.package_in_force(now).await?;
        let starts = package.definitions.values().filter_map(|definition| {
            let cron = definition.start.cron.as_ref()?;
            Some(ScheduledStart {
                process: definition.reference.process.clone(),
                title: definition.title.clone(),
                schedule: cron.schedule.clone(),
                next_at: schedule::next(definition, now),
            })
        });
        let calendar = self.shared.library.calendar();
        let digests = package.organisation.digests.values().map(|digest| {
            let zone = digest.zone.unwrap_or_else(|| self.zone());
            ScheduledDigest {
                id: digest.id.clone(),
                title: digest.title.clone(),
                next_at: digests::upcoming(digest, &calendar, zone, now),
            }
        });
        Ok(ScheduleView {
            starts: starts.collect(),
            digests: digests.collect(),
            next_timer: self.shared.store.next_timer().await?,
        })
    }

    async fn open_job(
        &self,
        row: &JobRow,
        instance: &InstanceRow,
    ) -> Result<OpenJob, ServiceError> {
        let definition = self.shared.library.definition(&instance.definition).await?;
        let step = definition.step(&row.step);
        let unnamed = || Title::russian(row.step.as_str());
        Ok(OpenJob {
            instance: row.instance.clone(),
            job: row.job,
            subject: match instance.subject.is_empty() {
                true => instance.receipt.clone(),
                false => instance.subject.clone(),
            },
            process: row.process.clone(),
            process_title: definition.title.clone(),
            title: step.map_or_else(unnamed, |step| step.title.clone()),
            target: row.target.clone(),
            failures: row.failures,
            retries_left: row.retries,
            created_at: row.created_at,
            due_at: row.due_at,
            held: row.owner.is_some() && row.next_at > self.now(),
            next_at: row.next_at,
        })
    }
}

/// Whether a text is a cursor of open jobs.
pub fn is_job_cursor(text: &str) -> bool {
    read_cursor(text).is_some()
}

fn cursor(row: &JobRow) -> String {
    format!("{}.{}", row.job.0, row.instance)
}

fn read_cursor(text: &str) -> Option<(InstanceId, JobId)> {
    let (job, instance) = text.split_once('.')?;
    (!instance.is_empty()).then_some(())?;
    Some((InstanceId(instance.to_owned()), JobId(job.parse().ok()?)))
}
