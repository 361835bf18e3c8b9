//! The writer: the one task that decides and commits.
//!
//! It takes whatever queued while the previous commit ran (it never waits to gather), decides each command in memory,
//! writes one change set, and only then answers. A refused command changes nothing and rolls back nobody else. While a batch is
//! under way into the store the next one is decided, about other instances; nobody hears of it before both are there.

mod ahead;
mod around;
mod ballots;
mod bare;
mod batch;
mod cache;
mod chain;
mod commit;
mod decide;
mod decided;
mod derived;
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
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinSet,
};
use tracing::{Instrument as _, Span};

pub(crate) use cache::{apply_row, restore};
pub(crate) use chain::digest;
pub use chain::{contents, link};
pub use followed::FollowedChain;
pub(crate) use order::{Order, Redacted, Target};

use cache::Cache;
use decided::Failed;

use crate::{
    limits::{MAX_BATCH, MAX_QUEUE, SIGNAL_RETRY},
    measures::{COMMAND, TIMER, command_result},
    port::{Reply, SignalRow, StoreError},
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
    /// Taken from the queue and from the signals, and not decided yet.
    waiting: VecDeque<Job>,
    /// The batch under way into the store.
    under_way: JoinSet<Result<(), StoreError>>,
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
            waiting: VecDeque::new(),
            under_way: JoinSet::new(),
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
            if self.must_reread() {
                self.read_signals().await;
            }
            self.take_signals();
            if self.waiting.is_empty() {
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
                    Some(job) => self.waiting.push_back(job),
                    None => return,
                }
            }
            self.take_queued();
            let jobs = self.waiting.drain(..self.waiting.len().min(MAX_BATCH));
            let jobs = without_twins(jobs.collect());
            match self.decide(jobs).await {
                Ok(decided) => self.carry_out(decided).await,
                Err(Failed { jobs, error }) => self.insist(jobs, Some(error)).await,
            }
        }
    }

    fn must_reread(&self) -> bool {
        self.reread_at
            .is_some_and(|at| self.shared.clock.now() >= at)
    }

    /// What has queued joins those that wait, as many as fit into a batch.
    fn take_queued(&mut self) {
        while self.waiting.len() < MAX_BATCH
            && let Ok(job) = self.queue.try_recv()
        {
            self.waiting.push_back(job);
        }
    }

    /// Reads the pending signals anew after a failed commit.
    async fn read_signals(&mut self) {
        match self.shared.store.signals(u32::MAX).await {
            Ok(signals) => {
                // Those that wait are among them.
                self.waiting.retain(|job| job.order.signal_id().is_none());
                self.signals = signals.into();
                self.reread_at = None;
                self.shared.wake.everybody(self.shared.clock.now());
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
    fn take_signals(&mut self) {
        let wanted = self.signals.len().min(MAX_BATCH / 2);
        let shared = &self.shared;
        let job = |signal: SignalRow| Job {
            trace: shared.ordered.by(&signal.id.0),
            order: Order::signal(signal),
            answer: None,
            span: None,
        };
        let signals = self.signals.drain(..wanted).map(job);
        for (place, job) in signals.enumerate() {
            self.waiting.insert(place, job);
        }
    }
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
