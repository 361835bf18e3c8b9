//! A batch with its commands: being decided, decided, or failed.

use std::sync::Arc;

use reglament_core::Numbers;
use tokio::sync::watch;
use tracing::Span;

use super::{
    Answer, Job,
    batch::{Batch, Done},
    cache::Cache,
};
use crate::{
    port::{ChangeSet, Ready, StoreError},
    service::Shared,
    trace::{self, TraceContext},
};

/// A batch that commands are still added to.
pub(super) struct Deciding {
    batch: Batch,
    pub(super) jobs: Vec<Job>,
    answers: Vec<Answer>,
}

/// A batch that is ready for the store, with an answer for each command.
pub(super) struct Decided {
    pub(super) jobs: Vec<Job>,
    pub(super) answers: Vec<Answer>,
    pub(super) done: Done,
    /// What goes into the store, if it was made ready while the batch before was under way.
    pub(super) ready: Option<Ready>,
    pub(super) trace: TraceContext,
    pub(super) span: Span,
}

/// Commands that were not carried out, and why.
pub(super) struct Failed {
    pub(super) jobs: Vec<Job>,
    pub(super) error: StoreError,
}

impl Deciding {
    /// An empty batch that goes on from these numbers; `before` tells when the batch before is out of the way.
    pub(super) fn open(
        shared: &Arc<Shared>,
        numbers: Numbers,
        before: Option<watch::Receiver<bool>>,
    ) -> Self {
        Self {
            batch: Batch::open(shared, numbers, before),
            jobs: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// Decides more commands, in their order.
    ///
    /// # Errors
    /// What they need could not be read: the batch is of no use any more, its commands are in `jobs`.
    pub(super) async fn add(
        &mut self,
        cache: &mut Cache,
        more: Vec<Job>,
    ) -> Result<(), StoreError> {
        let from = self.jobs.len();
        self.jobs.extend(more);
        let more = &self.jobs[from..];
        self.batch.bring(cache, more).await?;
        for job in more {
            self.answers.push(self.batch.decide(&job.order).await);
        }
        Ok(())
    }

    /// Whether it has commands, and everything that they need could be read.
    fn is_of_use(&self) -> bool {
        !self.jobs.is_empty() && self.answers.len() == self.jobs.len()
    }

    /// Works out what is known already of the change set.
    pub(super) fn derive(&mut self) {
        self.batch.derive();
    }

    /// The batch as it goes into the store, or the commands if it is of no use.
    pub(super) fn finish(self) -> Result<Decided, Vec<Job>> {
        match self.is_of_use() {
            true => Ok(self.close()),
            false => Err(self.jobs),
        }
    }

    /// The batch as it goes into the store.
    pub(super) fn close(self) -> Decided {
        let first = self.jobs.iter().find_map(|job| job.trace);
        let (trace, span) = trace::batch(first, self.jobs.len());
        for other in self.jobs.iter().filter(|job| job.trace != first) {
            span.follows_from(other.span.as_ref().and_then(Span::id));
        }
        Decided {
            done: self.batch.close(),
            ready: None,
            jobs: self.jobs,
            answers: self.answers,
            trace,
            span,
        }
    }
}

impl Decided {
    /// What goes into the store.
    pub(super) fn changes(&self) -> &Arc<ChangeSet> {
        &self.done.changes
    }

    /// Tells those who asked. One who has gone away finds the reply under the id of the command.
    pub(super) fn reply(jobs: Vec<Job>, answers: Vec<Answer>) {
        for (job, answer) in jobs.into_iter().zip(answers) {
            if let Some(caller) = job.answer {
                let _ = caller.send(answer);
            }
        }
    }
}
