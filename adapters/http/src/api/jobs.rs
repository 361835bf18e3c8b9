//! Jobs for workers: fetch and lock, complete, fail, extend. The token of the worker stands in `Authorization: Bearer`.
//!
//! Locks make answers repeatable, so no `Idempotency-Key` is needed here.

use axum::extract::{FromRequestParts, State};
use axum::http::{StatusCode, header, request::Parts};
use axum::{Extension, Json};
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, JobId, RawInput};
use reglament_runtime::limits::{MAX_FETCH, MAX_FETCH_WAIT, MAX_LOCK, MIN_LOCK};
use reglament_runtime::{JobFailure, JobHold, JobView, JobWish, ServiceError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::read::{Named, Sent, within};
use crate::App;
use crate::access::Handed;
use crate::auth::Worker;
use crate::web::Failure;

/// Lock of a job when the worker does not say, seconds.
const USUAL_LOCK: u32 = 300;

/// The worker whose token came with the request.
pub(crate) struct Caller(Worker);

impl Caller {
    /// The name of the worker.
    pub(crate) fn name(&self) -> &str {
        &self.0.name
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let header = parts.headers.get(header::AUTHORIZATION);
        let token = header
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        let worker = token.and_then(|token| app.workers().by_token(token));
        worker.cloned().map(Self).ok_or(Failure::SignInNeeded)
    }
}

#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "FetchJobs")]
#[serde(deny_unknown_fields)]
pub(super) struct Fetch {
    topic: String,
    #[schemars(range(min = 1, max = 100))]
    #[serde(default = "one")]
    max: u32,
    #[schemars(range(min = 5, max = 3600))]
    #[serde(default = "usual_lock")]
    lock_seconds: u32,
    #[schemars(range(max = 25))]
    #[serde(default)]
    wait_seconds: u32,
}

fn one() -> u32 {
    1
}

fn usual_lock() -> u32 {
    USUAL_LOCK
}

#[derive(JsonSchema, Serialize)]
#[schemars(rename = "FetchedJobs")]
pub(super) struct Fetched {
    jobs: Vec<JobView>,
}

#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "CompleteJob")]
#[serde(deny_unknown_fields)]
pub(super) struct Complete {
    lock: u64,
    #[serde(default)]
    result: RawInput,
}

#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "FailJob")]
#[serde(deny_unknown_fields)]
pub(super) struct Fail {
    lock: u64,
    #[serde(default)]
    message: String,
    retry_in: Option<u64>,
    #[serde(default)]
    give_up: bool,
    error_code: Option<String>,
}

#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "ExtendJob")]
#[serde(deny_unknown_fields)]
pub(super) struct Extend {
    lock: u64,
    #[schemars(range(min = 5, max = 3600))]
    #[serde(default = "usual_lock")]
    lock_seconds: u32,
}

#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ExtendedJob")]
pub(super) struct Extended {
    locked_until: DateTime<Utc>,
}

pub(super) async fn fetch(
    State(app): State<App>,
    Caller(worker): Caller,
    Sent(sent): Sent<Fetch>,
) -> Result<(Extension<Handed>, Json<Fetched>), Failure> {
    if !worker.topics.contains(&sent.topic) {
        return Err(ServiceError::Forbidden.into());
    }
    within("max", sent.max, 1..=MAX_FETCH)?;
    within("lock_seconds", sent.lock_seconds, MIN_LOCK..=MAX_LOCK)?;
    within("wait_seconds", sent.wait_seconds, 0..=MAX_FETCH_WAIT)?;
    let wish = JobWish {
        worker: worker.name,
        topic: sent.topic,
        max: sent.max,
        lock_seconds: sent.lock_seconds,
        wait_seconds: sent.wait_seconds,
    };
    let jobs = app.service().fetch_jobs(&wish).await?;
    let handed = Handed(jobs.iter().map(|job| job.instance.clone()).collect());
    Ok((Extension(handed), Json(Fetched { jobs })))
}

fn hold(worker: &Worker, instance: String, job: u32, lock: u64) -> JobHold {
    JobHold {
        worker: worker.name.clone(),
        instance: InstanceId(instance),
        job: JobId(job),
        lock,
    }
}

pub(super) async fn complete(
    State(app): State<App>,
    Caller(worker): Caller,
    Named((instance, job)): Named<(String, u32)>,
    Sent(sent): Sent<Complete>,
) -> Result<StatusCode, Failure> {
    let hold = hold(&worker, instance, job, sent.lock);
    let done = app
        .service()
        .complete_job(&hold, &worker.topics, sent.result);
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn fail(
    State(app): State<App>,
    Caller(worker): Caller,
    Named((instance, job)): Named<(String, u32)>,
    Sent(sent): Sent<Fail>,
) -> Result<StatusCode, Failure> {
    let hold = hold(&worker, instance, job, sent.lock);
    let failure = JobFailure {
        message: sent.message,
        retry_in: sent.retry_in,
        give_up: sent.give_up,
        error_code: sent.error_code,
    };
    let done = app.service().fail_job(&hold, &worker.topics, failure);
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn extend(
    State(app): State<App>,
    Caller(worker): Caller,
    Named((instance, job)): Named<(String, u32)>,
    Sent(sent): Sent<Extend>,
) -> Result<Json<Extended>, Failure> {
    within("lock_seconds", sent.lock_seconds, MIN_LOCK..=MAX_LOCK)?;
    let hold = hold(&worker, instance, job, sent.lock);
    let done = app
        .service()
        .extend_job(&hold, &worker.topics, sent.lock_seconds);
    let locked_until = done.await?;
    Ok(Json(Extended { locked_until }))
}
