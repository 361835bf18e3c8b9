//! The outbox: letters leave and documents are rendered, after the commit that ordered them.
//!
//! Rows are taken under a lease and each try is counted before it is made, so that a row that kills its worker cannot
//! do so for ever. A worker that lost its lease cannot record anything: the fence (`epoch`) has moved on.

mod document;
pub(crate) mod held;
mod letter;
mod notification;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tracing::{Instrument as _, Span};

use crate::{
    hints::Hint,
    limits::{LEASE, MAX_DELIVERIES, TIMER_RETRY},
    measures::{delivery_kind, delivery_result},
    port::{Mailer, OutboxBody, OutboxEnd, OutboxRow, OutboxState, StoreError},
    service::Shared,
    trace,
};

/// Delivers.
pub(crate) struct Outbox {
    pub(crate) shared: Arc<Shared>,
    pub(crate) mailer: Arc<dyn Mailer>,
    /// Name of this node in leases.
    pub(crate) owner: String,
}

impl Outbox {
    /// Delivers until `stop` is done. What is under way by then is finished: a letter that was cut off could be sent twice.
    pub(crate) async fn run(self: Arc<Self>, stop: impl Future<Output = ()>) {
        let this = self;
        let mut stop = std::pin::pin!(stop);
        loop {
            let retry = || Some(this.shared.clock.now() + TIMER_RETRY);
            let until = match this.round().await {
                Ok(true) => Some(this.shared.clock.now()),
                Ok(false) => this.next().await.unwrap_or_else(|_| retry()),
                Err(error) => {
                    tracing::error!(%error, "the outbox could not be read");
                    retry()
                }
            };
            let until = this.shared.look_by(until);
            tokio::select! {
                biased;
                () = &mut stop => return,
                () = this.due(until) => {}
                () = this.shared.wake.outbox.notified() => {}
            }
        }
    }

    /// When there is something to deliver; letters and calls count only while they may leave.
    async fn next(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        match self.shared.effects.wait() {
            false => self.shared.store.next_delivery().await,
            true => self.shared.store.next_document().await,
        }
    }

    async fn due(&self, until: Option<DateTime<Utc>>) {
        match until {
            Some(at) => self.shared.clock.wait_until(at).await,
            None => std::future::pending().await,
        }
    }

    /// Delivers one claim's worth. False: there was nothing.
    pub(crate) async fn round(self: &Arc<Self>) -> Result<bool, StoreError> {
        let now = self.shared.clock.now();
        let (store, owner) = (&self.shared.store, &self.owner);
        let (until, most) = (now + LEASE, MAX_DELIVERIES);
        let rows = match self.shared.effects.wait() {
            false => store.claim(owner, now, until, most).await?,
            true => store.claim_documents(owner, now, until, most).await?,
        };
        if rows.is_empty() {
            return Ok(false);
        }
        let mut work = tokio::task::JoinSet::new();
        for row in rows {
            let this = self.clone();
            work.spawn(async move { this.deliver(row).await });
        }
        // A worker that panicked leaves its row to the end of the lease; the try was counted.
        while work.join_next().await.is_some() {}
        Ok(true)
    }

    async fn deliver(&self, row: OutboxRow) {
        let kind = delivery_kind(row.body.kind());
        let ordered = self.shared.ordered.by(&row.key);
        let (context, span) = trace::effect(kind, ordered, row.instance.as_ref(), row.attempts);
        let delivered = trace::within(context, self.deliver_in(row));
        delivered.instrument(span).await;
    }

    async fn deliver_in(&self, row: OutboxRow) {
        let end = match &row.body {
            OutboxBody::Letter(fact) => self.letter(&row, fact).await,
            OutboxBody::Document { .. } => self.document(&row).await,
            OutboxBody::Notification(told) => self.notification(&row, told).await,
        };
        let key = end.key.clone();
        let state = end.state;
        Span::current().record("result", delivery_result(state));
        let shown = matches!(
            row.body,
            OutboxBody::Letter(_) | OutboxBody::Document { .. }
        );
        let finished = self.shared.store.finish(end).await;
        if matches!(finished, Ok(true)) {
            self.shared.measures.delivery(row.body.kind(), state);
        }
        match finished {
            Ok(true) if shown => self.shared.hints.tell(Hint::Delivery(row.instance)),
            Ok(true) => {}
            Ok(false) => tracing::warn!(key, "the lease was lost; another worker has the delivery"),
            Err(error) => tracing::error!(key, %error, "the end of a delivery was not recorded"),
        }
    }

    fn end(&self, row: &OutboxRow, state: OutboxState, error: Option<String>) -> OutboxEnd {
        let at = self.shared.clock.now();
        OutboxEnd {
            key: row.key.clone(),
            epoch: row.epoch,
            state,
            next_at: at + crate::backoff::pause(row.attempts, self.shared.ids.random()),
            at,
            error,
            uncounted: false,
            pdf: None,
        }
    }
}
