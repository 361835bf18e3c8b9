//! A store that fails on demand: once before the commit, once after it, once as a conflict, or for good after it.

mod access_log;
mod accounts;
mod anchor;
mod audit;
mod backlog;
mod drafts;
mod effects;
mod erasures;
mod filters;
mod identities;
mod nodes;
mod programs;
mod subscriptions;
mod unsent_forms;
mod uploads;

use std::collections::BTreeSet;
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{Absence, Ballots, CommandId, InstanceId, Numbers, TaskId};
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
    /// How often known commands were asked for: once by every batch that begins to be decided.
    asked: Arc<AtomicU32>,
}

impl FaultyStore {
    pub(super) fn new(inner: Arc<dyn Store>, fault: Arc<AtomicU32>) -> Self {
        Self::counting(inner, fault, Arc::default())
    }

    /// The same that tells how often known commands were asked for.
    pub(super) fn counting(
        inner: Arc<dyn Store>,
        fault: Arc<AtomicU32>,
        asked: Arc<AtomicU32>,
    ) -> Self {
        Self {
            inner,
            fault,
            asked,
        }
    }
}

/// Once dead, every commit fails.
pub(super) const DEAD: u32 = 99;

#[async_trait]
impl InstanceStore for FaultyStore {
    async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError> {
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
            return self.inner.commit(changes).await;
        }
        if fault == Fault::Mute as u32 {
            return self.inner.commit(changes).await;
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
        self.inner.commit(changes).await?;
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
        self.asked.fetch_add(1, Ordering::SeqCst);
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
impl MessageStore for FaultyStore {
    async fn keep_message(&self, message: &MessageRow) -> Result<MessageRow, StoreError> {
        self.inner.keep_message(message).await
    }

    async fn due_messages(
        &self,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        self.inner.due_messages(now, limit).await
    }

    async fn kept_messages(&self, limit: u32) -> Result<Vec<MessageRow>, StoreError> {
        self.inner.kept_messages(limit).await
    }

    async fn next_expiry(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.next_expiry().await
    }

    async fn receivers(
        &self,
        process: &str,
        message: &str,
        key: &str,
    ) -> Result<Vec<InstanceId>, StoreError> {
        self.inner.receivers(process, message, key).await
    }

    async fn settle_message(
        &self,
        id: &str,
        state: MessageState,
        receivers: &[InstanceId],
    ) -> Result<(), StoreError> {
        self.inner.settle_message(id, state, receivers).await
    }

    async fn forget_messages(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        self.inner.forget_messages(before).await
    }
}

#[async_trait]
impl OutboxStore for FaultyStore {
    async fn claim(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.inner.claim(owner, now, until, limit).await
    }

    async fn claim_documents(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.inner.claim_documents(owner, now, until, limit).await
    }

    async fn finish(&self, end: OutboxEnd) -> Result<bool, StoreError> {
        self.inner.finish(end).await
    }

    async fn next_delivery(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.next_delivery().await
    }

    async fn next_document(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.next_document().await
    }

    async fn requeue(&self, key: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        self.inner.requeue(key, now).await
    }
}

#[async_trait]
impl JobStore for FaultyStore {
    async fn claim_jobs(&self, claim: &JobClaim<'_>) -> Result<Vec<JobRow>, StoreError> {
        self.inner.claim_jobs(claim).await
    }

    async fn open_jobs(
        &self,
        after: Option<&(InstanceId, reglament_core::JobId)>,
        limit: u32,
    ) -> Result<Vec<JobRow>, StoreError> {
        self.inner.open_jobs(after, limit).await
    }

    async fn job(
        &self,
        instance: &InstanceId,
        job: reglament_core::JobId,
    ) -> Result<Option<JobRow>, StoreError> {
        self.inner.job(instance, job).await
    }

    async fn extend_job(
        &self,
        instance: &InstanceId,
        job: reglament_core::JobId,
        epoch: u64,
        until: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.inner.extend_job(instance, job, epoch, until).await
    }

    async fn next_job(
        &self,
        webhooks: bool,
        name: Option<&str>,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.next_job(webhooks, name).await
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
impl LetterStore for FaultyStore {
    async fn write_digest(
        &self,
        run: &DigestRun,
        letters: &[OutboxRow],
    ) -> Result<bool, StoreError> {
        self.inner.write_digest(run, letters).await
    }

    async fn digest_written(
        &self,
        digest: &str,
        on: chrono::NaiveDate,
    ) -> Result<bool, StoreError> {
        self.inner.digest_written(digest, on).await
    }

    async fn figures(
        &self,
        process: &str,
        times: FigureTimes,
    ) -> Result<ProcessFigures, StoreError> {
        self.inner.figures(process, times).await
    }

    async fn queue_letter(&self, letter: &OutboxRow) -> Result<bool, StoreError> {
        self.inner.queue_letter(letter).await
    }

    async fn wishes(&self, person: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.inner.wishes(person).await
    }

    async fn save_wish(
        &self,
        person: &str,
        kind: &str,
        wish: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.inner.save_wish(person, kind, wish, at).await
    }

    async fn secret(&self, name: &str, fresh: &str) -> Result<String, StoreError> {
        self.inner.secret(name, fresh).await
    }

    async fn calendar_since(&self, person: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.calendar_since(person).await
    }

    async fn save_calendar(
        &self,
        person: &str,
        token: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.inner.save_calendar(person, token, at).await
    }

    async fn calendar_of(&self, token: &str) -> Result<Option<String>, StoreError> {
        self.inner.calendar_of(token).await
    }

    async fn record_bounce(&self, bounce: &BounceRow) -> Result<bool, StoreError> {
        self.inner.record_bounce(bounce).await
    }

    async fn bounces(
        &self,
        address: Option<&str>,
        limit: u32,
    ) -> Result<Vec<BounceRow>, StoreError> {
        self.inner.bounces(address, limit).await
    }

    async fn hard_bounces(&self, address: &str) -> Result<u32, StoreError> {
        self.inner.hard_bounces(address).await
    }

    async fn mark_address(&self, address: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
        self.inner.mark_address(address, at).await
    }

    async fn free_address(
        &self,
        address: &str,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.inner.free_address(address, by, at).await
    }

    async fn marked_since(&self, address: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.marked_since(address).await
    }

    async fn marked_addresses(
        &self,
        limit: u32,
    ) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
        self.inner.marked_addresses(limit).await
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

#[async_trait]
impl QueryStore for FaultyStore {
    async fn instance_rows(&self, ids: &[InstanceId]) -> Result<Vec<InstanceRow>, StoreError> {
        self.inner.instance_rows(ids).await
    }

    async fn by_receipt(&self, receipt: &str) -> Result<Option<InstanceId>, StoreError> {
        self.inner.by_receipt(receipt).await
    }

    async fn instances(
        &self,
        filter: &InstanceFilter,
        page: &Page<(DateTime<Utc>, InstanceId)>,
    ) -> Result<Vec<InstanceRow>, StoreError> {
        self.inner.instances(filter, page).await
    }

    async fn participants(&self, id: &InstanceId) -> Result<BTreeSet<(String, Part)>, StoreError> {
        self.inner.participants(id).await
    }

    async fn parts_of(
        &self,
        person: &str,
        ids: &[InstanceId],
    ) -> Result<BTreeSet<InstanceId>, StoreError> {
        self.inner.parts_of(person, ids).await
    }

    async fn instance_ids(
        &self,
        after: Option<&InstanceId>,
        limit: u32,
    ) -> Result<Vec<InstanceId>, StoreError> {
        self.inner.instance_ids(after, limit).await
    }

    async fn tasks(
        &self,
        filter: &TaskFilter,
        page: &Page<(Option<DateTime<Utc>>, InstanceId, TaskId)>,
    ) -> Result<Vec<TaskRow>, StoreError> {
        self.inner.tasks(filter, page).await
    }

    async fn incomplete_tasks(&self, limit: u32) -> Result<Vec<InstanceId>, StoreError> {
        self.inner.incomplete_tasks(limit).await
    }

    async fn step_states(&self, parent: &InstanceId) -> Result<Vec<StepStateRow>, StoreError> {
        self.inner.step_states(parent).await
    }

    async fn count_tasks(&self, filter: &TaskFilter, limit: u32) -> Result<u32, StoreError> {
        self.inner.count_tasks(filter, limit).await
    }

    async fn incidents(
        &self,
        processes: &[String],
        instance: Option<&InstanceId>,
        limit: u32,
    ) -> Result<Vec<IncidentRow>, StoreError> {
        self.inner.incidents(processes, instance, limit).await
    }

    async fn documents(&self, id: &InstanceId) -> Result<Vec<DocumentRow>, StoreError> {
        self.inner.documents(id).await
    }

    async fn pdf(&self, id: &InstanceId, document: u32) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.pdf(id, document).await
    }

    async fn outbox(
        &self,
        state: Option<OutboxState>,
        page: &Page<(DateTime<Utc>, String)>,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.inner.outbox(state, page).await
    }

    async fn letters_for(&self, person: &str, limit: u32) -> Result<Vec<OutboxRow>, StoreError> {
        self.inner.letters_for(person, limit).await
    }

    async fn outbox_of(&self, id: &InstanceId) -> Result<Vec<OutboxRow>, StoreError> {
        self.inner.outbox_of(id).await
    }

    async fn count_outbox(&self, state: OutboxState, limit: u32) -> Result<u32, StoreError> {
        self.inner.count_outbox(state, limit).await
    }

    async fn outbox_row(&self, key: &str) -> Result<Option<OutboxRow>, StoreError> {
        self.inner.outbox_row(key).await
    }

    async fn register(
        &self,
        register: &str,
        year: i32,
        page: &Page<u32>,
    ) -> Result<Vec<RegisterRow>, StoreError> {
        self.inner.register(register, year, page).await
    }

    async fn by_verification_code(&self, code: &str) -> Result<Option<VerifiedRow>, StoreError> {
        self.inner.by_verification_code(code).await
    }

    async fn register_years(&self) -> Result<Vec<(String, i32, u32)>, StoreError> {
        self.inner.register_years().await
    }
}
