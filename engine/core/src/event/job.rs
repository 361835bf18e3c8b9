//! Jobs of services: work that a worker or a webhook does, with its tries.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_expression::Value;

use crate::{JobFact, JobId};

/// What happens to jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobEvent {
    /// A machine was asked to do something.
    Created {
        /// What was asked.
        job: JobFact,
    },
    /// A machine did its job.
    Completed {
        /// The job.
        job: JobId,
        /// Step.
        step: String,
        /// Name of the worker or webhook.
        by: String,
        /// The answer, as declared.
        result: BTreeMap<String, Value>,
    },
    /// One try of a job failed.
    Failed {
        /// The job.
        job: JobId,
        /// Step.
        step: String,
        /// Name of the worker or webhook.
        by: String,
        /// What it said.
        message: String,
        /// Tries left.
        retries: u32,
        /// When it may be tried again; none: it is given up.
        retry_at: Option<DateTime<Utc>>,
    },
    /// A machine answered with a business error: the job is over, its step goes the way of the error.
    Errored {
        /// The job.
        job: JobId,
        /// Step.
        step: String,
        /// Name of the worker or webhook.
        by: String,
        /// Code of the error.
        code: String,
        /// What it said.
        message: String,
    },
    /// A job is no longer needed.
    Cancelled {
        /// The job.
        job: JobId,
    },
    /// The due date of a job passed.
    Overdue {
        /// The job.
        job: JobId,
    },
}

impl From<JobEvent> for super::Event {
    fn from(event: JobEvent) -> Self {
        Self::Job(event)
    }
}
