//! Deciding the next batch while one is under way into the store.
//!
//! Only commands for other instances are decided, under other ids, and from the numbers that the batch under way leaves; a
//! decision that reads a register waits for it. What was decided counts if that batch takes effect and is forgotten otherwise.

use std::collections::BTreeSet;

use reglament_core::{CommandId, InstanceId};
use tokio::sync::watch;

use super::{
    Job, Writer,
    decided::{Decided, Deciding},
};
use crate::{limits::MAX_BATCH, port::StoreError};

/// Commands decided before anybody looks whether the batch under way has arrived: people wait for its answers.
const AT_ONCE: usize = 128;
/// A batch of so many commands may be made ready when nothing waits; to a smaller one whatever comes is added until its turn.
const SOME: usize = 16;

impl Writer {
    /// Decides what comes until the batch under way has got into the store or has not; gives both. Commands come back if what
    /// was decided is of no use.
    pub(super) async fn decide_ahead(
        &mut self,
        under_way: &Decided,
        before: watch::Receiver<bool>,
    ) -> (Result<Decided, Vec<Job>>, Result<(), StoreError>) {
        let numbers = under_way.done.numbers.clone();
        let mut ahead = Deciding::open(&self.shared, numbers, Some(before));
        // After a failure signals are read anew first: some of them may be in no memory.
        let mut may_decide = self.reread_at.is_none();
        let mut is_open = true;
        if may_decide {
            self.take_signals();
        }
        loop {
            if let Some(outcome) = self.under_way.try_join_next() {
                return (ahead.finish(), arrived(outcome));
            }
            if may_decide {
                self.take_queued();
                let free = self.free(under_way, &ahead);
                if !free.is_empty() {
                    may_decide = ahead.add(&mut self.cache, free).await.is_ok();
                    continue;
                }
                ahead.derive();
                // From half of what is under way on it is better to be ready than to grow.
                if ahead.jobs.len() >= SOME.max(under_way.jobs.len() / 2) {
                    return self.make_ready(ahead).await;
                }
            }
            let has_room = ahead.jobs.len() < MAX_BATCH && self.waiting.len() < MAX_BATCH;
            tokio::select! {
                biased;
                outcome = self.under_way.join_next() => {
                    return (ahead.finish(), outcome.map_or(Ok(()), arrived));
                }
                job = self.queue.recv(), if may_decide && is_open && has_room => {
                    is_open = job.is_some();
                    self.waiting.extend(job);
                }
            }
        }
    }

    /// Closes what was decided and puts it into the words of the store while the batch before is under way.
    async fn make_ready(
        &mut self,
        ahead: Deciding,
    ) -> (Result<Decided, Vec<Job>>, Result<(), StoreError>) {
        let ready = ahead.finish().map(|mut decided| {
            decided.ready = Some(self.shared.store.ready(decided.changes()));
            decided
        });
        let outcome = self.under_way.join_next().await;
        (ready, outcome.map_or(Ok(()), arrived))
    }

    /// Those that wait and have nothing to do with the batch under way, in their order. A signal that was read twice is left out.
    fn free(&mut self, under_way: &Decided, ahead: &Deciding) -> Vec<Job> {
        let room = AT_ONCE.min(MAX_BATCH.saturating_sub(ahead.jobs.len()));
        let id = |job: &Job| job.order.request.id.clone();
        let mut signals: BTreeSet<CommandId> = ahead.jobs.iter().map(id).collect();
        let ids: BTreeSet<CommandId> = under_way.jobs.iter().map(id).collect();
        let instances = under_way.jobs.iter().map(|job| job.order.instance());
        let mut taken: BTreeSet<InstanceId> = instances.cloned().collect();
        let mut free = Vec::new();
        for job in std::mem::take(&mut self.waiting) {
            if let Some(signal) = job.order.signal_id()
                && (ids.contains(signal) || !signals.insert(signal.clone()))
            {
                continue;
            }
            let instance = job.order.instance();
            let is_taken = taken.contains(instance) || ids.contains(&job.order.request.id);
            if is_taken || free.len() >= room {
                // Whatever comes for it later waits behind it.
                taken.insert(instance.clone());
                self.waiting.push_back(job);
            } else {
                free.push(job);
            }
        }
        free
    }
}

/// A commit that broke off may have taken effect or not, like one that the store does not answer.
pub(super) fn arrived(
    outcome: Result<Result<(), StoreError>, tokio::task::JoinError>,
) -> Result<(), StoreError> {
    outcome.unwrap_or_else(|broken| Err(StoreError::Unavailable(broken.to_string())))
}
