//! Applies what happens to jobs.

use crate::{Event, Instance, Job, Recorded};

pub(super) fn apply(instance: &mut Instance, recorded: &Recorded) {
    if let Event::JobCreated { job: fact } = &recorded.event {
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
            available_at: recorded.at,
            due: fact.due.clone(),
            created_at: recorded.at,
        };
        instance.jobs.insert(fact.job, job);
    }
    if let Event::JobFailed {
        job,
        message,
        retries,
        retry_at,
        ..
    } = &recorded.event
    {
        match (retry_at, instance.jobs.get_mut(job)) {
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
        }
    }
    if let Event::JobErrored {
        job, step, code, ..
    } = &recorded.event
    {
        instance.jobs.remove(job);
        let record = instance.steps.entry(step.clone()).or_default();
        record.outcome = Some(code.clone());
    }
    if let Event::JobCompleted { job, .. } | Event::JobCancelled { job } = &recorded.event {
        instance.jobs.remove(job);
    }
}
