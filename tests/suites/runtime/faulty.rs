//! A store that fails on demand: once before the commit, once after it, once as a conflict, or for good after it.

mod access_log;
mod accounts;
mod anchor;
mod archive;
mod audit;
mod backlog;
mod deliveries;
mod drafts;
mod effects;
mod erasures;
mod filters;
mod identities;
mod letters;
mod nodes;
mod programs;
mod queries;
mod subscriptions;
mod unsent_forms;
mod uploads;

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{Absence, Ballots, CommandId, InstanceId, Numbers};
use reglament_runtime::port::*;

/// What goes wrong with the next commit.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    Before = 1,
    After = 2,
    Conflict = 3,
    DieAfter = 4,
    /// The commit after the next fails before it happens.
    BeforeNext = 5,
    /// Nothing fails but what is told to other servers.
    Mute = 6,
    /// The commit waits until another fault is set, or none.
    Held = 7,
}

pub(super) struct FaultyStore {
    inner: Arc<dyn Store>,
    fault: Arc<AtomicU32>,
    counts: Arc<Counts>,
}

/// How far batches have come.
#[derive(Default)]
pub(super) struct Counts {
    /// How often known commands were asked for: once by every batch that begins to be decided.
    pub(super) asked: AtomicU32,
    /// How many batches were made ready.
    pub(super) ready: AtomicU32,
}

impl FaultyStore {
    pub(super) fn new(inner: Arc<dyn Store>, fault: Arc<AtomicU32>) -> Self {
        Self::counting(inner, fault, Arc::default())
    }

    /// The same that tells how far batches have come.
    pub(super) fn counting(
        inner: Arc<dyn Store>,
        fault: Arc<AtomicU32>,
        counts: Arc<Counts>,
    ) -> Self {
        Self {
            inner,
            fault,
            counts,
        }
    }
}

/// Once dead, every commit fails.
pub(super) const DEAD: u32 = 99;

#[async_trait]
impl InstanceStore for FaultyStore {
    async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError> {
        let changes = Arc::new(changes.clone());
        self.commit_ready(Ready::plain(changes)).await
    }

    fn ready(&self, changes: &Arc<ChangeSet>) -> Ready {
        self.counts.ready.fetch_add(1, Ordering::SeqCst);
        self.inner.ready(changes)
    }

    async fn commit_ready(&self, ready: Ready) -> Result<(), StoreError> {
        let away = || Err(StoreError::Unavailable("on demand".into()));
        while self.fault.load(Ordering::SeqCst) == Fault::Held as u32 {
            tokio::task::yield_now().await;
        }
        let fault = self.fault.load(Ordering::SeqCst);
        if fault == DEAD {
            return away();
        }
        if fault == Fault::BeforeNext as u32 {
            self.fault.store(Fault::Before as u32, Ordering::SeqCst);
            return self.inner.commit_ready(ready).await;
        }
        if fault == Fault::Mute as u32 {
            return self.inner.commit_ready(ready).await;
        }
        let next = if fault == Fault::DieAfter as u32 {
            DEAD
        } else {
            0
        };
        self.fault.store(next, Ordering::SeqCst);
        if fault == Fault::Before as u32 {
            return away();
        }
        if fault == Fault::Conflict as u32 {
            return Err(StoreError::Conflict);
        }
        self.inner.commit_ready(ready).await?;
        if fault == 0 { Ok(()) } else { away() }
    }

    async fn load(&self, ids: &[InstanceId]) -> Result<Vec<StoredInstance>, StoreError> {
        self.inner.load(ids).await
    }

    async fn journal(
        &self,
        id: &InstanceId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<JournalRow>, StoreError> {
        self.inner.journal(id, after, limit).await
    }

    async fn known_commands(&self, ids: &[CommandId]) -> Result<Vec<KnownCommand>, StoreError> {
        self.counts.asked.fetch_add(1, Ordering::SeqCst);
        self.inner.known_commands(ids).await
    }

    async fn ballots(&self, id: &InstanceId) -> Result<Ballots, StoreError> {
        self.inner.ballots(id).await
    }

    async fn forget_commands(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        self.inner.forget_commands(before).await
    }

    async fn signals(&self, limit: u32) -> Result<Vec<SignalRow>, StoreError> {
        self.inner.signals(limit).await
    }

    async fn pending_signals(&self, ids: &[CommandId]) -> Result<Vec<CommandId>, StoreError> {
        self.inner.pending_signals(ids).await
    }

    async fn due_timers(
        &self,
        now: DateTime<Utc>,
        after: Option<&DueTimer>,
        limit: u32,
    ) -> Result<Vec<DueTimer>, StoreError> {
        self.inner.due_timers(now, after, limit).await
    }

    async fn next_timer(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.next_timer().await
    }

    async fn numbers(&self) -> Result<Numbers, StoreError> {
        self.inner.numbers().await
    }
}

#[async_trait]
impl PublicationStore for FaultyStore {
    async fn publications(
        &self,
        page: &str,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<(PublicationRow, bool)>, StoreError> {
        self.inner.publications(page, now, limit).await
    }

    async fn published_pdf(
        &self,
        page: &str,
        instance: &InstanceId,
        publication: u32,
        now: DateTime<Utc>,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner
            .published_pdf(page, instance, publication, now)
            .await
    }
}

#[async_trait]
impl DefinitionStore for FaultyStore {
    async fn definitions(&self) -> Result<Vec<DefinitionRow>, StoreError> {
        self.inner.definitions().await
    }

    async fn current_package(&self) -> Result<Option<String>, StoreError> {
        self.inner.current_package().await
    }

    async fn package(&self, digest: &str) -> Result<Option<PublishedPackage>, StoreError> {
        self.inner.package(digest).await
    }

    async fn publish(
        &self,
        package: &PublishedPackage,
        definitions: &[DefinitionRow],
    ) -> Result<(), StoreError> {
        self.inner.publish(package, definitions).await
    }
}

#[async_trait]
impl AbsenceStore for FaultyStore {
    async fn absences(&self, since: chrono::NaiveDate) -> Result<Vec<Absence>, StoreError> {
        self.inner.absences(since).await
    }

    async fn absence_rows(&self, limit: u32) -> Result<Vec<AbsenceRow>, StoreError> {
        self.inner.absence_rows(limit).await
    }

    async fn enter_absence(
        &self,
        absence: &Absence,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<u32, StoreError> {
        self.inner.enter_absence(absence, by, at).await
    }

    async fn cancel_absence(
        &self,
        id: u32,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.inner.cancel_absence(id, by, at).await
    }
}

#[async_trait]
impl FileStore for FaultyStore {
    async fn save_file(&self, row: &FileRow, bytes: &[u8]) -> Result<(), StoreError> {
        self.inner.save_file(row, bytes).await
    }

    async fn files(&self, ids: &[String]) -> Result<Vec<FileRow>, StoreError> {
        self.inner.files(ids).await
    }

    async fn file_bytes(&self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.file_bytes(id).await
    }

    async fn forget_files(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        self.inner.forget_files(before).await
    }
}
