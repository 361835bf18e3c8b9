//! Jobs for workers outside: fetch and lock, complete, fail, extend.
//!
//! Who may speak for a worker, and for which topics, is checked by the adapter before; here only the lock counts. Every
//! answer may be repeated when its acknowledgement was lost.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reglament_core::{Actor, Command, CommandId, InstanceId, JobId, RawInput, Rejection, Request};
use serde_json::json;

use super::{Service, ServiceError};
use crate::{
    limits::{MAX_FETCH, MAX_FETCH_WAIT, MAX_LOCK, MIN_LOCK},
    port::{JobClaim, JobRow},
    view::JobView,
    writer::{Order, Target, digest},
};

/// What a worker asks for.
#[derive(Clone, Debug)]
pub struct JobWish {
    /// Name of the worker.
    pub worker: String,
    /// The topic.
    pub topic: String,
    /// How many at most; 1 to 100.
    pub max: u32,
    /// For how long, seconds; 5 to 3600.
    pub lock_seconds: u32,
    /// How long to wait for the first one, seconds; 0 to 25.
    pub wait_seconds: u32,
}

/// A job that a worker holds.
#[derive(Clone, Debug)]
pub struct JobHold {
    /// Name of the worker.
    pub worker: String,
    /// Instance.
    pub instance: InstanceId,
    /// Job.
    pub job: JobId,
    /// The lock given with the job.
    pub lock: u64,
}

/// Why a try failed.
#[derive(Clone, Debug, Default)]
pub struct JobFailure {
    /// What happened, for people.
    pub message: String,
    /// Seconds until the next try, instead of the declared delay.
    pub retry_in: Option<u64>,
    /// Trying again is useless.
    pub give_up: bool,
    /// Code of a business error.
    pub error_code: Option<String>,
}

impl JobFailure {
    pub(crate) fn because(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            ..Self::default()
        }
    }
}

impl Service {
    /// Jobs of a topic, locked for the worker. Waits for the first one as long as asked for.
    ///
    /// # Errors
    /// The store is away.
    pub async fn fetch_jobs(&self, wish: &JobWish) -> Result<Vec<JobView>, ServiceError> {
        let wait = Duration::from_secs(wish.wait_seconds.min(MAX_FETCH_WAIT).into());
        let first = self.claim(wish);
        let found = first.await?;
        if !found.is_empty() || wait.is_zero() {
            return Ok(found);
        }
        match tokio::time::timeout(wait, self.wait_for_jobs(wish)).await {
            Ok(found) => found,
            Err(_) => Ok(Vec::new()),
        }
    }

    async fn wait_for_jobs(&self, wish: &JobWish) -> Result<Vec<JobView>, ServiceError> {
        let shared = &self.shared;
        loop {
            // Listens before it looks, so that a job written in between is not missed.
            let mut bell = std::pin::pin!(shared.wake.jobs.notified());
            bell.as_mut().enable();
            let found = self.claim(wish).await?;
            if !found.is_empty() {
                return Ok(found);
            }
            let next = match shared.effects.wait() {
                false => shared.store.next_job(false, Some(&wish.topic)).await?,
                true => None,
            };
            let next = shared.look_by(next);
            let ready = async {
                match next {
                    Some(at) => shared.clock.wait_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = bell => {}
                () = ready => {}
            }
        }
    }

    async fn claim(&self, wish: &JobWish) -> Result<Vec<JobView>, ServiceError> {
        if self.shared.effects.wait() {
            return Ok(Vec::new());
        }
        let now = self.shared.clock.now();
        let claim = JobClaim {
            webhooks: false,
            name: Some(&wish.topic),
            owner: &wish.worker,
            now,
            until: now + lock(wish.lock_seconds),
            limit: wish.max.clamp(1, MAX_FETCH),
        };
        let rows = self.shared.store.claim_jobs(&claim).await?;
        Ok(rows
            .iter()
            .map(|row| JobView::of(row, &wish.topic))
            .collect())
    }

    /// The worker has done its job.
    ///
    /// # Errors
    /// Not held (any more), closed, or an answer of a wrong shape; nothing has happened then.
    pub async fn complete_job(
        &self,
        hold: &JobHold,
        topics: &[String],
        result: RawInput,
    ) -> Result<(), ServiceError> {
        self.must_hold(hold, topics, "complete").await?;
        self.take_result(hold, result).await
    }

    /// The worker could not do its job.
    ///
    /// # Errors
    /// Not held (any more), or closed.
    pub async fn fail_job(
        &self,
        hold: &JobHold,
        topics: &[String],
        failure: JobFailure,
    ) -> Result<(), ServiceError> {
        self.must_hold(hold, topics, "fail").await?;
        self.take_failure(hold, failure).await
    }

    /// The worker needs longer. Gives the new end of the lock.
    ///
    /// # Errors
    /// Not held (any more).
    pub async fn extend_job(
        &self,
        hold: &JobHold,
        topics: &[String],
        lock_seconds: u32,
    ) -> Result<DateTime<Utc>, ServiceError> {
        self.must_hold(hold, topics, "extend").await?;
        let until = self.shared.clock.now() + lock(lock_seconds);
        let store = &self.shared.store;
        if store
            .extend_job(&hold.instance, hold.job, hold.lock, until)
            .await?
        {
            Ok(until)
        } else {
            Err(Rejection::JobNotHeld.into())
        }
    }

    /// The lock counts while it runs; an answer whose acknowledgement was lost may be repeated.
    async fn must_hold(
        &self,
        hold: &JobHold,
        topics: &[String],
        verb: &str,
    ) -> Result<(), ServiceError> {
        let store = &self.shared.store;
        let row = store.job(&hold.instance, hold.job).await?;
        let known = || async {
            let known = store.known_commands(&[command_id(hold, verb)]).await?;
            Ok::<bool, ServiceError>(!known.is_empty())
        };
        match row {
            Some(row) if !of_topics(&row, topics) => Err(ServiceError::NotFound),
            Some(row) if self.holds(hold, &row) => Ok(()),
            Some(_) if known().await? => Ok(()),
            Some(_) => Err(Rejection::JobNotHeld.into()),
            None if known().await? => Ok(()),
            None => Err(Rejection::JobClosed.into()),
        }
    }

    fn holds(&self, hold: &JobHold, row: &JobRow) -> bool {
        row.owner.as_ref() == Some(&hold.worker)
            && row.epoch == hold.lock
            && row.next_at > self.shared.clock.now()
    }

    pub(crate) async fn take_result(
        &self,
        hold: &JobHold,
        result: RawInput,
    ) -> Result<(), ServiceError> {
        let asked = json!(["job", hold.instance, hold.job, result]);
        let command = Command::CompleteJob {
            job: hold.job,
            by: hold.worker.clone(),
            result,
        };
        self.answer(hold, "complete", command, digest(&asked)).await
    }

    pub(crate) async fn take_failure(
        &self,
        hold: &JobHold,
        failure: JobFailure,
    ) -> Result<(), ServiceError> {
        let JobFailure {
            message,
            retry_in,
            give_up,
            error_code,
        } = failure;
        let asked = json!([
            "job",
            hold.instance,
            hold.job,
            message,
            retry_in,
            give_up,
            error_code
        ]);
        let command = Command::FailJob {
            job: hold.job,
            by: hold.worker.clone(),
            message,
            retry_in,
            give_up,
            error_code,
        };
        self.answer(hold, "fail", command, digest(&asked)).await
    }

    async fn answer(
        &self,
        hold: &JobHold,
        verb: &str,
        command: Command,
        digest: String,
    ) -> Result<(), ServiceError> {
        let order = Order {
            target: Target::Existing(hold.instance.clone()),
            request: Request {
                id: command_id(hold, verb),
                actor: Actor::System,
                command,
            },
            digest: Some(digest),
        };
        self.submit(order).await.map(drop)
    }
}

/// One answer of each kind per lock: the lock's number grows with every claim.
fn command_id(hold: &JobHold, verb: &str) -> CommandId {
    CommandId(format!(
        "job/{}/{}/{}/{verb}",
        hold.instance, hold.job, hold.lock
    ))
}

fn of_topics(row: &JobRow, topics: &[String]) -> bool {
    matches!(&row.target, reglament_core::JobTarget::Worker(topic) if topics.contains(topic))
}

fn lock(seconds: u32) -> TimeDelta {
    TimeDelta::seconds(seconds.clamp(MIN_LOCK, MAX_LOCK).into())
}
