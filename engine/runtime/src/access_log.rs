//! Writes the access log in batches, off the path of requests: whoever looks hands a line over and goes on.
//!
//! No line is lost while the program runs: a full queue makes its sender wait, and a batch that could not be written is
//! tried again. A graceful stop writes what has queued.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use tokio::sync::{mpsc, oneshot};

use crate::{
    limits::{
        MAX_SWEPT_VIEWS, MAX_VIEW_BATCH, MAX_VIEW_QUEUE, VIEW_AGE, VIEW_GATHER, VIEW_RETRY,
        VIEW_STOP_TRIES, VIEW_SWEEP,
    },
    port::{StoreError, ViewRow},
    service::{ServiceError, Shared},
};

/// What goes to the writer of the log.
enum Note {
    View(Box<ViewRow>),
    /// Write at once, and say when it is done.
    Write(oneshot::Sender<()>),
}

/// The way to the log.
#[derive(Clone)]
pub(crate) struct AccessLogHandle {
    queue: mpsc::Sender<Note>,
}

impl AccessLogHandle {
    /// Hands a view over; waits for a place in the queue.
    pub(crate) async fn record(&self, view: ViewRow) -> Result<(), ServiceError> {
        let sent = self.queue.send(Note::View(Box::new(view))).await;
        sent.map_err(|_| stopping())
    }

    /// Waits until every view handed over so far is written.
    pub(crate) async fn written(&self) -> Result<(), ServiceError> {
        let (done, wait) = oneshot::channel();
        let sent = self.queue.send(Note::Write(done)).await;
        sent.map_err(|_| stopping())?;
        wait.await.map_err(|_| stopping())
    }
}

fn stopping() -> ServiceError {
    ServiceError::Unavailable("the access log cannot be written".into())
}

/// The writer of the log.
pub(crate) struct AccessLog {
    shared: Arc<Shared>,
    queue: mpsc::Receiver<Note>,
    views: Vec<ViewRow>,
    waiting: Vec<oneshot::Sender<()>>,
    swept: Option<DateTime<Utc>>,
}

impl AccessLog {
    pub(crate) fn open(shared: Arc<Shared>) -> (Self, AccessLogHandle) {
        let (sender, queue) = mpsc::channel(MAX_VIEW_QUEUE);
        let log = Self {
            shared,
            queue,
            views: Vec::new(),
            waiting: Vec::new(),
            swept: None,
        };
        (log, AccessLogHandle { queue: sender })
    }

    /// Runs until `stop` is done; what has queued by then is still written.
    pub(crate) async fn run(mut self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let mut going = true;
        while going {
            going = tokio::select! {
                biased;
                more = self.gather() => more,
                () = &mut stop => false,
            };
            if going && !self.write().await {
                tokio::select! {
                    biased;
                    () = tokio::time::sleep(VIEW_RETRY) => {}
                    () = &mut stop => going = false,
                }
            }
        }
        self.end().await;
    }

    /// Collects a batch: from the first view on for a moment, or until it is full or asked for. False: nobody is left
    /// who could hand over more. Nothing is lost when it is dropped in between.
    async fn gather(&mut self) -> bool {
        if self.views.is_empty() && self.waiting.is_empty() {
            match self.queue.recv().await {
                Some(note) => self.take(note),
                None => return false,
            }
        }
        let end = tokio::time::sleep(VIEW_GATHER);
        let mut end = std::pin::pin!(end);
        while self.waiting.is_empty() && self.views.len() < MAX_VIEW_BATCH {
            let note = tokio::select! {
                biased;
                note = self.queue.recv() => note,
                () = &mut end => return true,
            };
            match note {
                Some(note) => self.take(note),
                None => return false,
            }
        }
        true
    }

    fn take(&mut self, note: Note) {
        match note {
            Note::View(view) => self.views.push(*view),
            Note::Write(done) => self.waiting.push(done),
        }
    }

    /// Writes what was gathered. False: it could not be written and stays.
    async fn write(&mut self) -> bool {
        match self.try_write().await {
            Ok(()) => {
                for done in self.waiting.drain(..) {
                    // Whoever has gone away does not need to know.
                    let _ = done.send(());
                }
                self.sweep().await;
                true
            }
            Err(error) => {
                tracing::error!(%error, views = self.views.len(), "the access log could not be written");
                // Whoever waits is told so; the views stay.
                self.waiting.clear();
                false
            }
        }
    }

    async fn try_write(&mut self) -> Result<(), StoreError> {
        if self.views.is_empty() {
            return Ok(());
        }
        let processes = self.processes().await?;
        for view in &mut self.views {
            let id = view.instance.as_ref();
            view.process = id.and_then(|id| processes.get(id)).cloned();
        }
        self.shared.store.record_views(&self.views).await?;
        self.views.clear();
        Ok(())
    }

    /// The processes of the cases in this batch.
    async fn processes(&self) -> Result<BTreeMap<InstanceId, String>, StoreError> {
        let ids = self.views.iter().filter_map(|view| view.instance.clone());
        let mut ids: Vec<InstanceId> = ids.collect();
        ids.sort();
        ids.dedup();
        let rows = self.shared.store.instance_rows(&ids).await?;
        let of = rows.into_iter().map(|row| (row.id, row.definition.process));
        Ok(of.collect())
    }

    /// Removes what is too old, a bounded number at a time, once in a while.
    async fn sweep(&mut self) {
        let now = self.shared.clock.now();
        if self.swept.is_some_and(|at| now - at < VIEW_SWEEP) {
            return;
        }
        let before = now - VIEW_AGE;
        match self
            .shared
            .store
            .forget_views(before, MAX_SWEPT_VIEWS)
            .await
        {
            // A full sweep goes on with the next batch.
            Ok(gone) if gone >= u64::from(MAX_SWEPT_VIEWS) => {}
            Ok(gone) => {
                tracing::debug!(gone, "old lines of the access log were removed");
                self.swept = Some(now);
            }
            Err(error) => tracing::warn!(%error, "old lines of the access log stay for now"),
        }
    }

    /// Takes no more, and writes what has queued.
    async fn end(mut self) {
        self.queue.close();
        while let Some(note) = self.queue.recv().await {
            self.take(note);
        }
        for _ in 0..VIEW_STOP_TRIES {
            if self.write().await {
                return;
            }
            tokio::time::sleep(VIEW_RETRY).await;
        }
        tracing::error!(views = self.views.len(), "lines of the access log are lost");
    }
}
