//! Which of several servers does what only one may do at a time: timers, schedules, digests, messages, housekeeping, recounts.
//!
//! The lease is an economy, not a safeguard: what two leaders do at once is refused quietly the second time, because an
//! instance that moved on meanwhile, a known command or a known occurrence is a conflict of the store. A server that was
//! paused finds its lease run out by its own steady clock and does nothing more until it leads again. A store that only one
//! process can open needs no lease.

use std::{sync::Arc, time::Duration};

use tokio::{sync::watch, time::Instant};

use crate::{port::StoreError, service::Shared};

/// Name of the lease.
pub(crate) const NAME: &str = "leader";
/// How long a server that died goes on leading.
pub(crate) const LEASE: Duration = Duration::from_secs(10);
/// How often the lease is extended, or asked for.
const PULSE: Duration = Duration::from_secs(2);

/// Until when this server leads; none: it does not.
#[derive(Debug, Default)]
pub(crate) struct Lead(watch::Sender<Option<Instant>>);

impl Lead {
    /// Whether this server leads now.
    pub(crate) fn is_here(&self) -> bool {
        self.0.borrow().is_some_and(|until| until > Instant::now())
    }
}

/// Leads, or waits to.
pub(crate) struct Leader {
    shared: Arc<Shared>,
    owner: String,
}

impl Leader {
    /// Asks for the lease at once. A store that nobody shares is led for ever.
    pub(crate) async fn open(shared: Arc<Shared>, owner: String) -> Self {
        let leader = Self { shared, owner };
        leader.ask().await;
        leader
    }

    /// Keeps asking until `stop` is done, then lets another one lead.
    pub(crate) async fn run(self: Arc<Self>, stop: impl Future<Output = ()>) {
        if !self.shared.store.is_shared() {
            return stop.await;
        }
        let mut stop = std::pin::pin!(stop);
        loop {
            tokio::select! {
                biased;
                () = &mut stop => break,
                () = tokio::time::sleep(PULSE) => self.ask().await,
            }
        }
        let led = self.until().send_replace(None).is_some();
        if led && let Err(error) = self.shared.store.release(NAME, &self.owner).await {
            tracing::warn!(%error, "the lease of the leader was not given back; it runs out by itself");
        }
    }

    /// Does `work` whenever this server leads, and drops it when it no longer does. `work` begins anew each time.
    pub(crate) async fn whenever<F: Future<Output = ()>>(&self, work: impl Fn() -> F) {
        let mut seen = self.until().subscribe();
        loop {
            if seen.wait_for(Option::is_some).await.is_err() {
                return;
            }
            tokio::select! {
                biased;
                () = self.lost(&mut seen) => {}
                () = work() => return,
            }
        }
    }

    /// Returns when the lease was lost or has run out, which is noted then.
    async fn lost(&self, seen: &mut watch::Receiver<Option<Instant>>) {
        loop {
            let Some(until) = *seen.borrow_and_update() else {
                return;
            };
            tokio::select! {
                changed = seen.changed() => {
                    if changed.is_err() {
                        return;
                    }
                }
                () = tokio::time::sleep_until(until) => {
                    self.until().send_if_modified(|now| now.take_if(|now| *now == until).is_some());
                }
            }
        }
    }

    fn until(&self) -> &watch::Sender<Option<Instant>> {
        &self.shared.lead.0
    }

    async fn ask(&self) {
        if !self.shared.store.is_shared() {
            // Far enough to be for ever.
            let ever = Instant::now() + Duration::from_secs(3_600 * 24 * 365 * 30);
            self.until().send_replace(Some(ever));
            return;
        }
        // Counted from before the question: the lease is never thought longer than the database thinks.
        let asked = Instant::now();
        let answer = self.shared.store.lease(NAME, &self.owner, LEASE).await;
        self.note(asked, answer.map(|lease| lease.is_some()));
    }

    fn note(&self, asked: Instant, answer: Result<bool, StoreError>) {
        match answer {
            Ok(true) => {
                let before = self.until().send_replace(Some(asked + LEASE));
                if before.is_none() {
                    tracing::info!("this server leads now");
                }
            }
            Ok(false) => {
                if self.until().send_replace(None).is_some() {
                    tracing::warn!("another server leads now");
                }
            }
            // The lease goes on until it runs out.
            Err(error) => tracing::warn!(%error, "the lease of the leader could not be asked for"),
        }
    }
}
