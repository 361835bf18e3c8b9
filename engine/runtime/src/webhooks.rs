//! Webhooks: the runtime is the worker of these jobs. It claims them under leases and gives the answers to the writer.
//!
//! A server that dies in between leaves the job to the end of the lease; the next try bears the same key, so that the
//! receiver can tell.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use reglament_core::{JobTarget, Rejection};
use serde_json::json;
use tracing::{Instrument as _, Span};

use crate::{
    limits::{LEASE, MAX_WEBHOOKS, TIMER_RETRY},
    port::{JobClaim, JobRow, StoreError, WebhookAnswer, WebhookCall, WebhookCaller},
    service::{JobFailure, JobHold, Service, ServiceError, Shared},
    trace,
};

/// Calls what waits to be called.
pub(crate) struct Webhooks {
    pub(crate) service: Service,
    pub(crate) caller: Arc<dyn WebhookCaller>,
    /// Name of this node in leases.
    pub(crate) owner: String,
}

impl Webhooks {
    /// Calls until `stop` is done; what is under way by then is finished.
    pub(crate) async fn run(self, stop: impl Future<Output = ()>) {
        let this = Arc::new(self);
        let shared = this.service.shared.clone();
        let mut stop = std::pin::pin!(stop);
        loop {
            tokio::select! {
                biased;
                () = &mut stop => return,
                () = shared.effects.free() => {}
            }
            let retry = || Some(shared.clock.now() + TIMER_RETRY);
            let until = match this.round().await {
                Ok(true) => Some(shared.clock.now()),
                Ok(false) => {
                    let next = shared.store.next_job(true, None).await;
                    next.unwrap_or_else(|_| retry())
                }
                Err(error) => {
                    tracing::error!(%error, "the webhooks could not be read");
                    retry()
                }
            };
            let until = shared.look_by(until);
            tokio::select! {
                biased;
                () = &mut stop => return,
                () = due(&shared, until) => {}
                () = shared.wake.webhooks.notified() => {}
            }
        }
    }

    /// Calls one claim's worth. False: there was nothing.
    async fn round(self: &Arc<Self>) -> Result<bool, StoreError> {
        let shared = &self.service.shared;
        let now = shared.clock.now();
        let claim = JobClaim {
            webhooks: true,
            name: None,
            owner: &self.owner,
            now,
            until: now + LEASE,
            limit: MAX_WEBHOOKS,
        };
        let rows = shared.store.claim_jobs(&claim).await?;
        if rows.is_empty() {
            return Ok(false);
        }
        let mut work = tokio::task::JoinSet::new();
        for row in rows {
            let this = self.clone();
            let key = format!("{}/{}", row.instance, row.job);
            let ordered = shared.ordered.by(&key);
            let attempt = row.failures + 1;
            let (context, span) = trace::effect("webhook", ordered, Some(&row.instance), attempt);
            let called = async move { this.call(row).await };
            work.spawn(trace::within(context, called).instrument(span));
        }
        while work.join_next().await.is_some() {}
        Ok(true)
    }

    async fn call(&self, row: JobRow) {
        let JobTarget::Webhook(name) = &row.target else {
            return;
        };
        let call = WebhookCall {
            name: name.clone(),
            key: format!("{}/{}", row.instance, row.job),
            attempt: row.failures + 1,
            at: self.service.shared.clock.now(),
            body: body(&row),
        };
        let answer = self.caller.call(&call).await;
        Span::current().record("result", told(&answer));
        let hold = JobHold {
            worker: name.clone(),
            instance: row.instance.clone(),
            job: row.job,
            lock: row.epoch,
        };
        if let Err(error) = self.record(&hold, answer).await {
            tracing::warn!(job = %call.key, %error, "the answer of a webhook could not be recorded");
        }
    }

    async fn record(&self, hold: &JobHold, answer: WebhookAnswer) -> Result<(), ServiceError> {
        let failure = match answer {
            WebhookAnswer::Done(result) => match self.service.take_result(hold, result).await {
                Ok(()) => return Ok(()),
                Err(ServiceError::Rejected(
                    why @ (Rejection::InvalidForm { .. } | Rejection::CannotEvaluate { .. }),
                )) => JobFailure::because(why.ru()),
                Err(error) => return Err(error),
            },
            WebhookAnswer::Error { code, message } => JobFailure {
                error_code: Some(code),
                ..JobFailure::because(message)
            },
            WebhookAnswer::Later(why) => JobFailure::because(why),
            WebhookAnswer::Refused(why) => JobFailure {
                give_up: true,
                ..JobFailure::because(why)
            },
        };
        self.service.take_failure(hold, failure).await
    }
}

/// How a call ended, as traces say it.
fn told(answer: &WebhookAnswer) -> &'static str {
    match answer {
        WebhookAnswer::Done(_) => "done",
        WebhookAnswer::Error { .. } => "error",
        WebhookAnswer::Later(_) => "again",
        WebhookAnswer::Refused(_) => "refused",
    }
}

fn body(row: &JobRow) -> serde_json::Value {
    let data: serde_json::Map<_, _> = row
        .input
        .iter()
        .map(|(name, value)| (name.clone(), value.plain_json()))
        .collect();
    json!({
        "id": format!("{}/{}", row.instance, row.job),
        "instance": row.instance,
        "process": row.process,
        "step": row.step,
        "data": data,
    })
}

async fn due(shared: &Shared, until: Option<DateTime<Utc>>) {
    match until {
        Some(at) => shared.clock.wait_until(at).await,
        None => std::future::pending().await,
    }
}
