//! The writer: the one task that decides and commits.
//!
//! It takes whatever queued while the previous commit ran (it never waits to gather), decides each command in memory,
//! writes one change set, and only then answers. A refused command changes nothing and rolls back nobody else.

mod around;
mod ballots;
mod bare;
mod batch;
mod cache;
mod chain;
mod decide;
mod files;
mod followed;
mod mark;
mod order;

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use reglament_core::Numbers;
use tokio::sync::{mpsc, oneshot};
use tracing::{Instrument as _, Span};

pub(crate) use cache::{apply_row, restore};
pub(crate) use chain::digest;
pub use chain::{contents, link};
pub use followed::FollowedChain;
pub(crate) use order::{Order, Redacted, Target};

use batch::Batch;
use cache::Cache;

use crate::{
    hints::Hint,
    limits::{MAX_BATCH, MAX_CONFLICTS, MAX_CONFLICTS_ALONE, MAX_QUEUE, SIGNAL_RETRY},
    measures::{COMMAND, TIMER, command_result, commit_result},
    port::{ChangeSet, Reply, SignalRow, StoreError},
    service::{ServiceError, Shared},
    trace::{self, TraceContext},
};

type Answer = Result<Reply, ServiceError>;

/// A command on its way through the writer.
struct Job {
    order: Order,
    answer: Option<oneshot::Sender<Answer>>,
    /// What the batch is below: the span of the command, or the batch that raised the signal.
    trace: Option<TraceContext>,
    span: Option<Span>,
}

/// The way to the writer.
#[derive(Clone)]
pub(crate) struct WriterHandle {
    shared: Arc<Shared>,
    queue: mpsc::Sender<Job>,
}

impl WriterHandle {
    /// Waits for a place in the queue, and for the commit.
    pub(crate) async fn submit(&self, order: Order) -> Answer {
        let began = self.shared.clock.now();
        let kind = match order.target {
            Target::Timer(_) => TIMER,
            _ => COMMAND,
        };
        let (context, span) = trace::command(kind, order.instance());
        let answered = self.answer(order, context, span.clone());
        let answer = answered.instrument(span.clone()).await;
        span.record("result", command_result(&answer));
        let took = self.shared.clock.now() - began;
        self.shared.measures.command(kind, &answer, took);
        answer
    }

    async fn answer(&self, order: Order, trace: TraceContext, span: Span) -> Answer {
        let stopping = || ServiceError::Unavailable("the server is stopping".into());
        let (answer, wait) = oneshot::channel();
        let job = Job {
            order,
            answer: Some(answer),
            trace: Some(trace),
            span: Some(span),
        };
        self.queue.send(job).await.map_err(|_| stopping())?;
        wait.await.map_err(|_| stopping())?
    }
}

pub(crate) struct Writer {
    shared: Arc<Shared>,
    queue: mpsc::Receiver<Job>,
    cache: Cache,
    numbers: Numbers,
    signals: VecDeque<SignalRow>,
    /// A commit failed: signals may be pending that are not in memory, and are read anew then.
    reread_at: Option<DateTime<Utc>>,
}

impl Writer {
    /// A writer that goes on where the last one stopped: numbers and pending signals come from the store.
    pub(crate) async fn open(shared: Arc<Shared>) -> Result<(Self, WriterHandle), StoreError> {
        let (sender, queue) = mpsc::channel(MAX_QUEUE);
        let writer = Self {
            numbers: shared.store.numbers().await?,
            signals: shared.store.signals(u32::MAX).await?.into(),
            cache: Cache::default(),
            shared: shared.clone(),
            queue,
            reread_at: None,
        };
        let handle = WriterHandle {
            shared,
            queue: sender,
        };
        Ok((writer, handle))
    }

    /// Runs until `stop` is done; what has queued by then is still carried out.
    pub(crate) async fn run(mut self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let mut stopping = false;
        loop {
            if self
                .reread_at
                .is_some_and(|at| self.shared.clock.now() >= at)
            {
                self.read_signals().await;
            }
            let mut jobs = self.take_signals();
            if jobs.is_empty() {
                let again = due(&self.shared, self.reread_at);
                let next = tokio::select! {
                    biased;
                    job = self.queue.recv() => job,
                    () = &mut stop, if !stopping => {
                        stopping = true;
                        self.queue.close();
                        continue;
                    }
                    () = again => continue,
                };
                match next {
                    Some(job) => jobs.push(job),
                    None => return,
                }
            }
            while jobs.len() < MAX_BATCH
                && let Ok(job) = self.queue.try_recv()
            {
                jobs.push(job);
            }
            self.carry_out(jobs).await;
        }
    }

    /// Reads the pending signals anew after a failed commit.
    async fn read_signals(&mut self) {
        match self.shared.store.signals(u32::MAX).await {
            Ok(signals) => {
                self.signals = signals.into();
                self.reread_at = None;
            }
            Err(error) => {
                tracing::error!(%error, "the pending signals could not be read");
                self.reread_later();
            }
        }
    }

    fn reread_later(&mut self) {
        self.reread_at = Some(self.shared.clock.now() + SIGNAL_RETRY);
    }

    /// Signals come first, but never fill a batch: people wait for their answers.
    fn take_signals(&mut self) -> Vec<Job> {
        let wanted = self.signals.len().min(MAX_BATCH / 2);
        let shared = &self.shared;
        let job = |signal: SignalRow| Job {
            trace: shared.ordered.by(&signal.id.0),
            order: Order::signal(signal),
            answer: None,
            span: None,
        };
        self.signals.drain(..wanted).map(job).collect()
    }

    async fn carry_out(&mut self, jobs: Vec<Job>) {
        let mut jobs = without_twins(jobs);
        let most = match jobs.len() {
            1 => MAX_CONFLICTS_ALONE,
            _ => MAX_CONFLICTS,
        };
        for _ in 0..most {
            match self.attempt(&jobs).await {
                Ok(answers) => return reply(jobs, answers),
                Err(StoreError::Conflict) => {
                    tracing::info!(
                        commands = jobs.len(),
                        "another writer was faster; deciding again"
                    );
                    self.forget(&jobs).await;
                    jobs = self.still_wanted(jobs).await;
                    if jobs.is_empty() {
                        return;
                    }
                }
                Err(error) => {
                    tracing::error!(%error, commands = jobs.len(), "the batch was not committed");
                    self.forget(&jobs).await;
                    return self.refuse(jobs, &error);
                }
            }
        }
        if jobs.len() == 1 {
            return self.refuse(jobs, &StoreError::Unavailable("too many writers".into()));
        }
        // One by one: whoever is in the way of one of them need not be in that of all.
        for job in jobs {
            Box::pin(self.carry_out(vec![job])).await;
        }
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

    async fn attempt(&mut self, jobs: &[Job]) -> Result<Vec<Answer>, StoreError> {
        let first = jobs.iter().find_map(|job| job.trace);
        let (context, span) = trace::batch(first, jobs.len());
        for other in jobs.iter().filter(|job| job.trace != first) {
            span.follows_from(other.span.as_ref().and_then(Span::id));
        }
        self.attempt_in(context, jobs).instrument(span).await
    }

    async fn attempt_in(
        &mut self,
        trace: TraceContext,
        jobs: &[Job],
    ) -> Result<Vec<Answer>, StoreError> {
        let mut batch =
            Batch::open(&self.shared, &mut self.cache, self.numbers.clone(), jobs).await?;
        let mut answers = Vec::with_capacity(jobs.len());
        for job in jobs {
            answers.push(batch.decide(&job.order).await);
        }
        let done = batch.close();
        if !done.changes.is_empty() {
            self.shared.ordered.note(ordered(&done.changes), trace);
            let span = trace::commit(trace);
            self.commit(&done.changes).instrument(span).await?;
        }
        for change in &done.changes.instances {
            if change.row.ended_at.is_some() {
                let process = &change.row.definition.process;
                self.shared.learnt.one_more(process);
            }
        }
        self.numbers = done.numbers;
        self.cache.keep(done.kept);
        self.signals.extend(done.changes.signals);
        self.shared.wake.ring(&done.commit.bells);
        if !done.commit.touched.is_empty() {
            self.shared.hints.tell(Hint::Commit(Arc::new(done.commit)));
        }
        Ok(answers)
    }

    async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError> {
        let began = self.shared.clock.now();
        let done = self.shared.store.commit(changes).await;
        let took = self.shared.clock.now() - began;
        self.shared.measures.commit(&done, took);
        Span::current().record("result", commit_result(&done));
        done
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

/// Each signal once, however often it was read.
fn without_twins(jobs: Vec<Job>) -> Vec<Job> {
    let mut seen = BTreeSet::new();
    let is_first = |job: &Job| {
        let signal = job.order.signal_id();
        signal.is_none_or(|id| seen.insert(id.clone()))
    };
    jobs.into_iter().filter(is_first).collect()
}

async fn due(shared: &Arc<Shared>, at: Option<DateTime<Utc>>) {
    match at {
        Some(at) => shared.clock.wait_until(at).await,
        None => std::future::pending().await,
    }
}

fn reply(jobs: Vec<Job>, answers: Vec<Answer>) {
    for (job, answer) in jobs.into_iter().zip(answers) {
        if let Some(caller) = job.answer {
            // A caller that has gone away finds the reply under its command id.
            let _ = caller.send(answer);
        }
    }
}
