//! Applies what happens to jobs.

use chrono::{DateTime, Utc};

use crate::{Instance, Job, JobEvent};

pub(super) fn apply(instance: &mut Instance, event: &JobEvent, at: DateTime<Utc>) {
    match event {
        JobEvent::Created { job: fact } => {
            instance.last_job = instance.last_job.max(fact.job.0);
            let record = instance.steps.entry(fact.step.clone()).or_default();
            record.due_on = fact.due.as_ref().map(|due| due.date);
            let job = Job {
                token: fact.token,
                step: fact.step.clone(),
                target: fact.target.clone(),
                input: fact.input.clone(),
                retries: fact.retries,
                failures: 0,
                message: None,
                available_at: at,
                due: fact.due.clone(),
                created_at: at,
            };
            instance.jobs.insert(fact.job, job);
        }
        JobEvent::Failed {
            job,
            message,
            retries,
            retry_at,
            ..
        } => match (retry_at, instance.jobs.get_mut(job)) {
            (Some(at), Some(open)) => {
                open.available_at = *at;
                open.retries = *retries;
                open.failures += 1;
                open.message = Some(message.clone());
            }
            (None, Some(_)) => {
                instance.jobs.remove(job);
            }
            (_, None) => {}
        },
        JobEvent::Errored {
            job, step, code, ..
        } => {
            instance.jobs.remove(job);
            let record = instance.steps.entry(step.clone()).or_default();
            record.outcome = Some(code.clone());
        }
        JobEvent::Completed { job, .. } | JobEvent::Cancelled { job } => {
            instance.jobs.remove(job);
        }
        // Told to people; the job is as it was.
        JobEvent::Overdue { .. } => {}
    }
}
