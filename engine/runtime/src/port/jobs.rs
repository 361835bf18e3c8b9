//! Jobs of machines: rows that are claimed under leases like deliveries, and the port for calling webhooks.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, JobId, JobTarget, RawInput};
use reglament_expression::Value;

use super::StoreError;

/// An open job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// Instance.
    pub instance: InstanceId,
    /// Job.
    pub job: JobId,
    /// Process.
    pub process: String,
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
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// First instant at which the answer is late.
    pub due_at: Option<DateTime<Utc>>,
    /// From when it may be claimed; while somebody holds it, the end of the lease.
    pub next_at: DateTime<Utc>,
    /// Who holds it.
    pub owner: Option<String>,
    /// Fence of the present lease: grows with every claim.
    pub epoch: u64,
}

/// Which jobs somebody wants, and for how long.
#[derive(Clone, Debug)]
pub struct JobClaim<'c> {
    /// Webhooks (true) or jobs of workers.
    pub webhooks: bool,
    /// The topic; `None`: whatever there is.
    pub name: Option<&'c str>,
    /// Who will hold them.
    pub owner: &'c str,
    /// Now.
    pub now: DateTime<Utc>,
    /// End of the lease.
    pub until: DateTime<Utc>,
    /// How many at most.
    pub limit: u32,
}

/// Jobs and their leases.
#[async_trait]
pub trait JobStore: Send + Sync {
    /// Takes jobs that may be tried now and that nobody holds (or whose holder's lease has expired), the oldest first.
    async fn claim_jobs(&self, claim: &JobClaim<'_>) -> Result<Vec<JobRow>, StoreError>;
    /// Open jobs after `after`, by instance and number.
    async fn open_jobs(
        &self,
        after: Option<&(InstanceId, JobId)>,
        limit: u32,
    ) -> Result<Vec<JobRow>, StoreError>;
    /// An open job.
    async fn job(&self, instance: &InstanceId, job: JobId) -> Result<Option<JobRow>, StoreError>;
    /// Moves the end of a lease. False: it is not held under this fence any more.
    async fn extend_job(
        &self,
        instance: &InstanceId,
        job: JobId,
        epoch: u64,
        until: DateTime<Utc>,
    ) -> Result<bool, StoreError>;
    /// When a job of this kind (and name) can next be claimed.
    async fn next_job(
        &self,
        webhooks: bool,
        name: Option<&str>,
    ) -> Result<Option<DateTime<Utc>>, StoreError>;
}

/// A call on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookCall {
    /// Name under which the configuration knows the address and the secret.
    pub name: String,
    /// The same for every try of a job, so that the receiver can tell a repetition.
    pub key: String,
    /// Number of the try, from 1.
    pub attempt: u32,
    /// When the call is made; part of what is signed.
    pub at: DateTime<Utc>,
    /// What is sent.
    pub body: serde_json::Value,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookAnswer {
    /// Done, with this answer.
    Done(RawInput),
    /// The business forbids it.
    Error {
        /// Code of the error.
        code: String,
        /// What the receiver says.
        message: String,
    },
    /// It did not work; worth another try.
    Later(String),
    /// It cannot work until somebody mends the configuration.
    Refused(String),
}

/// A call to a subscriber on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotifyCall {
    /// Address.
    pub url: String,
    /// Key of the signature.
    pub secret: String,
    /// What happened.
    pub event: &'static str,
    /// The same for every try, so that the receiver can tell a repetition.
    pub key: String,
    /// Number of the try, from 1.
    pub attempt: u32,
    /// When the call is made; part of what is signed.
    pub at: DateTime<Utc>,
    /// What is sent.
    pub body: serde_json::Value,
}

/// What became of a call to a subscriber.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notified {
    /// The receiver has it.
    Taken,
    /// It did not work; worth another try.
    Later(String),
    /// The receiver wants no more of it, or the address may not be called.
    Refused(String),
}

/// Calls webhooks and subscribers.
#[async_trait]
pub trait WebhookCaller: Send + Sync {
    /// Makes one call; returns within its own time limit.
    async fn call(&self, call: &WebhookCall) -> WebhookAnswer;

    /// Why an address cannot be subscribed, as a sentence in Russian and in English; none when it can.
    fn unfit(&self, _: &str) -> Option<(String, String)> {
        Some((
            "Этот сервер никого не вызывает.".to_owned(),
            "This server calls nobody.".to_owned(),
        ))
    }

    /// Calls a subscriber once; returns within its own time limit.
    async fn notify(&self, _: &NotifyCall) -> Notified {
        Notified::Refused("this server calls nobody".to_owned())
    }
}

/// For installations and tests without webhooks.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoWebhooks;

#[async_trait]
impl WebhookCaller for NoWebhooks {
    async fn call(&self, call: &WebhookCall) -> WebhookAnswer {
        WebhookAnswer::Refused(format!("no webhook is configured as `{}`", call.name))
    }
}
