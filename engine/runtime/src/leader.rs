//! Which of several servers does what only one may do at a time: timers, schedules, digests, messages, housekeeping, recounts.
//!
//! The lease is an economy, not a safeguard: what two leaders do at once is refused quietly the second time, because an
//! instance that moved on meanwhile, a known command or a known occurrence is a conflict of the store. A server that was
//! paused finds its lease run out by its own steady clock and does nothing more until it leads again. A store that only one
//! process can open needs no lease.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{sync::Notify, time::Instant};

use crate::{port::StoreError, service::Shared};

/// Name of the lease.
pub(crate) const NAME: &str = "leader";
/// How long a server that died goes on leading.
pub(crate) const LEASE: Duration = Duration::from_secs(10);
/// How often the lease is extended, or asked for.
const PULSE: Duration = Duration::from_secs(2);

/// Whether this server leads.
#[derive(Debug, Default)]
pub(crate) struct Lead {
    /// Until when; none: it does not.
    until: Mutex<Option<Instant>>,
    /// Rung when it begins to lead and when it no longer does. Whoever has waited longest is woken first.
    turned: Notify,
}

impl Lead {
    /// Whether this server leads now.
    pub(crate) fn is_here(&self) -> bool {
        self.until().is_some_and(|until| until > Instant::now())
    }

    fn until(&self) -> Option<Instant> {
        *self.lock()
    }

    /// Takes down until when this server leads; gives what was known before.
    fn note(&self, until: Option<Instant>) -> Option<Instant> {
        let before = std::mem::replace(&mut *self.lock(), until);
        if before.is_some() != until.is_some() {
            self.turned.notify_waiters();
        }
        before
    }

    /// Returns once this server leads.
    async fn begun(&self) {
        loop {
            let mut turned = std::pin::pin!(self.turned.notified());
            // From now on: it may be rung between the look and the wait.
            turned.as_mut().enable();
            if self.until().is_some() {
                return;
            }
            turned.await;
        }
    }

    /// Returns when the lease was lost or has run out, which is noted then.
    async fn lost(&self) {
        loop {
            let mut turned = std::pin::pin!(self.turned.notified());
            turned.as_mut().enable();
            let Some(until) = self.until() else {
                return;
            };
            tokio::select! {
                biased;
                () = turned => {}
                () = tokio::time::sleep_until(until) => self.ran_out(until),
            }
        }
    }

    /// The lease is over, unless it was extended meanwhile.
    fn ran_out(&self, until: Instant) {
        let over = self.lock().take_if(|now| *now == until);
        if over.is_some() {
            self.turned.notify_waiters();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Instant>> {
        // A moment is whole whoever panicked.
        self.until.lock().unwrap_or_else(PoisonError::into_inner)
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
        let led = self.shared.lead.note(None).is_some();
        if led && let Err(error) = self.shared.store.release(NAME, &self.owner).await {
            tracing::warn!(%error, "the lease of the leader was not given back; it runs out by itself");
        }
    }

    /// Does `work` whenever this server leads, and drops it when it no longer does. `work` begins anew each time.
    pub(crate) async fn whenever<F: Future<Output = ()>>(&self, work: impl Fn() -> F) {
        let lead = &self.shared.lead;
        loop {
            lead.begun().await;
            tokio::select! {
                biased;
                () = lead.lost() => {}
                () = work() => return,
            }
        }
    }

    async fn ask(&self) {
        if !self.shared.store.is_shared() {
            // Far enough to be for ever.
            let ever = Instant::now() + Duration::from_secs(3_600 * 24 * 365 * 30);
            self.shared.lead.note(Some(ever));
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
                let before = self.shared.lead.note(Some(asked + LEASE));
                if before.is_none() {
                    tracing::info!("this server leads now");
                }
            }
            Ok(false) => {
                if self.shared.lead.note(None).is_some() {
                    tracing::warn!("another server leads now");
                }
            }
            // The lease goes on until it runs out.
            Err(error) => tracing::warn!(%error, "the lease of the leader could not be asked for"),
        }
    }
}
