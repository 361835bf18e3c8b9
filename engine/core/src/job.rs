//! Jobs: work that a step asks of a machine.
//!
//! Who holds a job at the moment, and until when, is not known here: leases are the store's business. The instance knows
//! what was asked, how many tries are left and from when the next one may be made.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_expression::Value;
use serde::{Deserialize, Serialize};

use crate::{DueDate, JobId, TokenId};

/// Who is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum JobTarget {
    /// Any worker that fetches this topic.
    Worker(String),
    /// The webhook of this name.
    Webhook(String),
}

/// A created job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobFact {
    /// Job.
    pub job: JobId,
    /// Token.
    pub token: TokenId,
    /// Step.
    pub step: String,
    /// Who is asked.
    pub target: JobTarget,
    /// What is handed over.
    pub input: BTreeMap<String, Value>,
    /// Tries left after the first one.
    pub retries: u32,
    /// When the answer is due.
    pub due: Option<DueDate>,
}

/// An open job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Token waiting for it.
    pub token: TokenId,
    /// Step.
    pub step: String,
    /// Who is asked.
    pub target: JobTarget,
    /// What is handed over.
    pub input: BTreeMap<String, Value>,
    /// Tries left after the next one.
    pub retries: u32,
    /// Tries that failed.
    pub failures: u32,
    /// What the last failed try said.
    pub message: Option<String>,
    /// From when it may be tried.
    pub available_at: DateTime<Utc>,
    /// When the answer is due.
    pub due: Option<DueDate>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}
