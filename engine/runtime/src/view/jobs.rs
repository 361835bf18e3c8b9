//! Jobs as workers get them, and public pages.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{InstanceId, JobId};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::port::JobRow;

/// A job in the hands of a worker.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct JobView {
    /// Instance.
    pub instance: InstanceId,
    /// Job.
    pub job: JobId,
    /// Process.
    pub process: String,
    /// Step.
    pub step: String,
    /// Topic.
    pub topic: String,
    /// What is handed over.
    pub data: serde_json::Map<String, serde_json::Value>,
    /// Number of this try, from 1.
    pub attempt: u32,
    /// Tries left after this one.
    pub retries_left: u32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// First instant at which the answer is late.
    pub due_at: Option<DateTime<Utc>>,
    /// The lock; needed for every answer.
    pub lock: u64,
    /// When the lock ends.
    pub locked_until: DateTime<Utc>,
}

impl JobView {
    pub(crate) fn of(row: &JobRow, topic: &str) -> Self {
        let data = row.input.iter();
        Self {
            instance: row.instance.clone(),
            job: row.job,
            process: row.process.clone(),
            step: row.step.clone(),
            topic: topic.to_owned(),
            data: data
                .map(|(name, value)| (name.clone(), value.plain_json()))
                .collect(),
            attempt: row.failures + 1,
            retries_left: row.retries,
            created_at: row.created_at,
            due_at: row.due_at,
            lock: row.epoch,
            locked_until: row.next_at,
        }
    }
}

/// A public page.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct PublicPage {
    /// Id.
    pub page: String,
    /// Title.
    pub title: Title,
    /// What it shows now, the newest first.
    pub publications: Vec<PublicationView>,
}

/// A publication as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct PublicationView {
    /// Instance.
    pub instance: InstanceId,
    /// Number within the instance.
    pub publication: u32,
    /// Heading.
    pub title: String,
    /// The text, if it is one.
    pub text: Option<String>,
    /// Whether it is a document.
    pub document: bool,
    /// Whether the document can be fetched already.
    pub ready: bool,
    /// Local date of the publication.
    pub on: NaiveDate,
}
