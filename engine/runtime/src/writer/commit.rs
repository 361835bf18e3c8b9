//! Batches on their way into the store: what follows from their arrival, and what from a failure.

use std::sync::Arc;

use tokio::sync::watch;
use tracing::{Instrument as _, Span};

use super::{
    Job, Writer,
    decided::{Decided, Deciding, Failed},
};
use crate::{
    hints::Hint,
    limits::{MAX_CONFLICTS, MAX_CONFLICTS_ALONE},
    measures::commit_result,
    port::{ChangeSet, Ready, StoreError},
    service::Shared,
    trace,
};

impl Writer {
    /// Decides commands, with nothing under way.
    ///
    /// # Errors
    /// What they need could not be read; the commands come back.
    pub(super) async fn decide(&mut self, jobs: Vec<Job>) -> Result<Decided, Failed> {
        let mut deciding = Deciding::open(&self.shared, self.numbers.clone(), None);
        match deciding.add(&mut self.cache, jobs).await {
            Ok(()) => Ok(deciding.close()),
            Err(error) => Err(Failed {
                jobs: deciding.jobs,
                error,
            }),
        }
    }

    /// Commits a batch, and after it those that are decided meanwhile; answers.
    pub(super) async fn carry_out(&mut self, decided: Decided) {
        let mut arrived: Option<Decided> = None;
        let mut next = Some(decided);
        while let Some(mut decided) = next.take() {
            // It need not wait until those are told whose batch has arrived.
            let before = self.begin_commit(&mut decided);
            if let Some(arrived) = arrived.take() {
                self.take_over(arrived);
            }
            let Some(before) = before else {
                return self.take_over(decided);
            };
            let (ahead, outcome) = self.decide_ahead(&decided, before).await;
            match (ahead, outcome) {
                (Ok(ahead), Ok(())) => {
                    arrived = Some(decided);
                    next = Some(ahead);
                }
                (Err(jobs), Ok(())) => {
                    self.take_over(decided);
                    self.give_back(jobs);
                }
                (ahead, Err(error)) => {
                    self.give_back(ahead.map_or_else(|jobs| jobs, |ahead| ahead.jobs));
                    self.insist(decided.jobs, Some(error)).await;
                }
            }
        }
    }

    /// What was decided about these commands is forgotten; they wait again, before all others.
    fn give_back(&mut self, jobs: Vec<Job>) {
        for job in jobs.into_iter().rev() {
            self.waiting.push_front(job);
        }
    }

    /// Sends a batch on its way; what is given tells when it is out of the way. Nothing: it changes nothing.
    fn begin_commit(&mut self, decided: &mut Decided) -> Option<watch::Receiver<bool>> {
        if decided.changes().is_empty() {
            return None;
        }
        let (told, before) = watch::channel(false);
        let changes = decided.changes().clone();
        let ready = decided.ready.take();
        self.shared.ordered.note(ordered(&changes), decided.trace);
        let span = decided.span.in_scope(|| trace::commit(decided.trace));
        let shared = self.shared.clone();
        let commit = async move {
            let ready = ready.unwrap_or_else(|| shared.store.ready(&changes));
            let done = commit(&shared, ready).await;
            // Nobody may wait for it.
            let _ = told.send(true);
            done
        };
        self.under_way.spawn(commit.instrument(span));
        Some(before)
    }

    /// What follows from a batch that has taken effect.
    fn take_over(&mut self, decided: Decided) {
        let Decided {
            jobs,
            answers,
            done,
            ..
        } = decided;
        for change in &done.changes.instances {
            if change.row.ended_at.is_some() {
                let process = &change.row.definition.process;
                self.shared.learnt.one_more(process);
            }
        }
        self.numbers = done.numbers;
        self.cache.keep(done.kept);
        self.signals.extend(done.changes.signals.iter().cloned());
        self.shared.wake.ring(&done.commit.bells);
        if !done.commit.touched.is_empty() {
            self.shared.hints.tell(Hint::Commit(Arc::new(done.commit)));
        }
        Decided::reply(jobs, answers);
    }

    /// Decides and commits until it succeeds or is of no use, with nothing else under way. `failed`: how the first try ended.
    pub(super) async fn insist(&mut self, mut jobs: Vec<Job>, mut failed: Option<StoreError>) {
        let most = match jobs.len() {
            1 => MAX_CONFLICTS_ALONE,
            _ => MAX_CONFLICTS,
        };
        for _ in 0..most {
            if let Some(error) = failed.take() {
                match self.after(jobs, error).await {
                    Some(wanted) => jobs = wanted,
                    None => return,
                }
            }
            match self.attempt(jobs).await {
                Ok(()) => return,
                Err(again) => {
                    jobs = again.jobs;
                    failed = Some(again.error);
                }
            }
        }
        if let Some(error) = failed {
            match self.after(jobs, error).await {
                Some(wanted) => jobs = wanted,
                None => return,
            }
        }
        if jobs.len() == 1 {
            return self.refuse(jobs, &StoreError::Unavailable("too many writers".into()));
        }
        // One by one: whoever is in the way of one of them need not be in that of all.
        for job in jobs {
            Box::pin(self.insist(vec![job], None)).await;
        }
    }

    async fn attempt(&mut self, jobs: Vec<Job>) -> Result<(), Failed> {
        let mut decided = self.decide(jobs).await?;
        if self.begin_commit(&mut decided).is_some() {
            let outcome = self.under_way.join_next().await;
            if let Err(error) = outcome.map_or(Ok(()), super::ahead::arrived) {
                return Err(Failed {
                    jobs: decided.jobs,
                    error,
                });
            }
        }
        self.take_over(decided);
        Ok(())
    }

    /// After a failed try: those that are to be tried again, none if that is of no use.
    async fn after(&mut self, jobs: Vec<Job>, error: StoreError) -> Option<Vec<Job>> {
        let commands = jobs.len();
        self.forget(&jobs).await;
        if matches!(error, StoreError::Conflict) {
            tracing::info!(commands, "another writer was faster; deciding again");
            let jobs = self.still_wanted(jobs).await;
            return (!jobs.is_empty()).then_some(jobs);
        }
        tracing::error!(%error, commands, "the batch was not committed");
        self.refuse(jobs, &error);
        None
    }

    /// Without signals that another server has carried out meanwhile. When that cannot be asked, all stay.
    async fn still_wanted(&self, jobs: Vec<Job>) -> Vec<Job> {
        let signals = jobs.iter().filter_map(|job| job.order.signal_id());
        let signals: Vec<_> = signals.cloned().collect();
        if signals.is_empty() {
            return jobs;
        }
        match self.shared.store.pending_signals(&signals).await {
            Ok(pending) => {
                let is_wanted = |job: &Job| {
                    let signal = job.order.signal_id();
                    signal.is_none_or(|id| pending.contains(id))
                };
                jobs.into_iter().filter(is_wanted).collect()
            }
            Err(error) => {
                tracing::error!(%error, "the pending signals could not be read");
                jobs
            }
        }
    }

    /// What is in memory may differ from the store: read it anew.
    async fn forget(&mut self, jobs: &[Job]) {
        for job in jobs {
            self.cache.forget(job.order.instance());
        }
        match self.shared.store.numbers().await {
            Ok(numbers) => self.numbers = numbers,
            Err(error) => tracing::error!(%error, "the numbers of the registers could not be read"),
        }
    }

    /// Callers are told; signals stay in their table and are read anew after a pause.
    fn refuse(&mut self, jobs: Vec<Job>, error: &StoreError) {
        self.reread_later();
        for answer in jobs.into_iter().filter_map(|job| job.answer) {
            let _ = answer.send(Err(error.clone().into()));
        }
    }
}

async fn commit(shared: &Shared, ready: Ready) -> Result<(), StoreError> {
    let began = shared.clock.now();
    let done = shared.store.commit_ready(ready).await;
    let took = shared.clock.now() - began;
    shared.measures.commit(&done, took);
    Span::current().record("result", commit_result(&done));
    done
}

/// Keys of all that will be carried out after the commit.
fn ordered(changes: &ChangeSet) -> impl Iterator<Item = String> {
    let outbox = changes.outbox.iter().map(|row| row.key.clone());
    let jobs = changes
        .jobs
        .iter()
        .map(|row| format!("{}/{}", row.instance, row.job));
    let signals = changes.signals.iter().map(|row| row.id.0.clone());
    outbox.chain(jobs).chain(signals)
}
