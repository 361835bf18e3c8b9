//! A store that notes every change set on its way to the real one, so that the same rows can be written once more.
//!
//! It changes nothing. Reads and everything that is not a commit go straight through.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{Absence, Ballots, CommandId, InstanceId, JobId, Numbers, TaskId};
use reglament_runtime::port::{
    AbsenceRow, AbsenceStore, Account, AccountStore, ChangeSet, DefinitionRow, DefinitionStore,
    DocumentRow, DueTimer, ErasureAct, ErasureStore, IncidentRow, InstanceFilter, InstanceRow,
    InstanceStore, JobClaim, JobRow, JobStore, JournalRow, KnownCommand, LiveSession, MessageRow,
    MessageState, MessageStore, OutboxEnd, OutboxRow, OutboxState, OutboxStore, Page, Part,
    PublicationRow, PublicationStore, PublishedPackage, QueryStore, Ready, RegisterRow,
    SecondFactor, SecondFactorStore, Session, SignalRow, StepStateRow, StoreError, StoredInstance,
    TaskFilter, TaskRow, VerifiedRow,
};
use reglament_store::SqlStore;

pub(crate) struct Recorder {
    store: SqlStore,
    /// Copying takes time and memory: a run that is measured keeps nothing.
    changes: Option<Mutex<Vec<ChangeSet>>>,
    commits: AtomicUsize,
    ended: AtomicUsize,
    times: Mutex<Times>,
    /// When instances ended, and how many in that commit.
    endings: Mutex<Vec<(Instant, usize)>>,
}

/// Where the one writer spends its time; the rest is deciding, encoding hashes, and waiting for work.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Times {
    /// In commits.
    pub(crate) writing: Duration,
    /// Asking for known commands and for instances.
    pub(crate) reading: Duration,
}

impl Recorder {
    pub(crate) fn new(store: SqlStore, is_kept: bool) -> Self {
        Self {
            store,
            changes: is_kept.then(Mutex::default),
            commits: AtomicUsize::new(0),
            ended: AtomicUsize::new(0),
            times: Mutex::default(),
            endings: Mutex::default(),
        }
    }

    /// How many instances have ended.
    pub(crate) fn ended(&self) -> usize {
        self.ended.load(Ordering::Relaxed)
    }

    /// How many commits there were.
    pub(crate) fn commits(&self) -> usize {
        self.commits.load(Ordering::Relaxed)
    }

    /// Everything committed so far, if it was to be kept.
    pub(crate) fn take(&self) -> Vec<ChangeSet> {
        let taken = |changes: &Mutex<Vec<ChangeSet>>| std::mem::take(&mut *changes.lock().unwrap());
        self.changes.as_ref().map(taken).unwrap_or_default()
    }

    /// Where the time went.
    pub(crate) fn times(&self) -> Times {
        *self.times.lock().unwrap()
    }

    /// When instances ended, and how many in each commit.
    pub(crate) fn endings(&self) -> Vec<(Instant, usize)> {
        self.endings.lock().unwrap().clone()
    }

    async fn record(&self, ready: Ready) -> Result<(), StoreError> {
        let began = Instant::now();
        let changes = ready.changes.clone();
        self.store.commit_ready(ready).await?;
        self.times.lock().unwrap().writing += began.elapsed();
        self.commits.fetch_add(1, Ordering::Relaxed);
        let ended = changes
            .instances
            .iter()
            .filter(|change| change.row.ended_at.is_some());
        let ended = ended.count();
        self.ended.fetch_add(ended, Ordering::Relaxed);
        if ended > 0 {
            let mut endings = self.endings.lock().unwrap();
            endings.push((Instant::now(), ended));
        }
        if let Some(kept) = &self.changes {
            kept.lock().unwrap().push(ChangeSet::clone(&changes));
        }
        Ok(())
    }

    /// Awaits what the writer asks before it decides.
    async fn read<T>(&self, question: impl Future<Output = T>) -> T {
        let began = Instant::now();
        let answer = question.await;
        self.times.lock().unwrap().reading += began.elapsed();
        answer
    }
}

/// Implements a trait by passing every call through, but for what stands in the second braces.
macro_rules! pass {
    ($trait:ident { $($name:ident($($argument:ident: $type:ty),*) -> $answer:ty;)* } { $($own:tt)* }) => {
        #[async_trait]
        impl $trait for Recorder {
            $(async fn $name(&self, $($argument: $type),*) -> Result<$answer, StoreError> {
                self.store.$name($($argument),*).await
            })*
            $($own)*
        }
    };
}

#[path = "recorder/beside.rs"]
mod beside;

pass! {
    InstanceStore {
        journal(id: &InstanceId, after: u64, limit: u32) -> Vec<JournalRow>;
        forget_commands(before: DateTime<Utc>) -> u64;
        signals(limit: u32) -> Vec<SignalRow>;
        pending_signals(ids: &[CommandId]) -> Vec<CommandId>;
        due_timers(now: DateTime<Utc>, after: Option<&DueTimer>, limit: u32) -> Vec<DueTimer>;
        next_timer() -> Option<DateTime<Utc>>;
        ballots(id: &InstanceId) -> Ballots;
        numbers() -> Numbers;
    }
    {
        async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError> {
            self.record(Ready::plain(Arc::new(changes.clone()))).await
        }

        fn ready(&self, changes: &Arc<ChangeSet>) -> Ready {
            InstanceStore::ready(&self.store, changes)
        }

        async fn commit_ready(&self, ready: Ready) -> Result<(), StoreError> {
            self.record(ready).await
        }

        async fn load(&self, ids: &[InstanceId]) -> Result<Vec<StoredInstance>, StoreError> {
            self.read(self.store.load(ids)).await
        }

        async fn known_commands(&self, ids: &[CommandId]) -> Result<Vec<KnownCommand>, StoreError> {
            self.read(self.store.known_commands(ids)).await
        }
    }
}

pass! {
    AbsenceStore {
        absences(since: NaiveDate) -> Vec<Absence>;
        absence_rows(limit: u32) -> Vec<AbsenceRow>;
        enter_absence(absence: &Absence, by: &str, at: DateTime<Utc>) -> u32;
        cancel_absence(id: u32, by: &str, at: DateTime<Utc>) -> bool;
    }
    {}
}

pass! {
    OutboxStore {
        claim(owner: &str, now: DateTime<Utc>, until: DateTime<Utc>, limit: u32) -> Vec<OutboxRow>;
        claim_documents(owner: &str, now: DateTime<Utc>, until: DateTime<Utc>, limit: u32) -> Vec<OutboxRow>;
        finish(end: OutboxEnd) -> bool;
        next_delivery() -> Option<DateTime<Utc>>;
        next_document() -> Option<DateTime<Utc>>;
        requeue(key: &str, now: DateTime<Utc>) -> bool;
    }
    {}
}

pass! {
    MessageStore {
        keep_message(message: &MessageRow) -> MessageRow;
        due_messages(now: DateTime<Utc>, limit: u32) -> Vec<MessageRow>;
        kept_messages(limit: u32) -> Vec<MessageRow>;
        next_expiry() -> Option<DateTime<Utc>>;
        receivers(process: &str, message: &str, key: &str) -> Vec<InstanceId>;
        settle_message(id: &str, state: MessageState, receivers: &[InstanceId]) -> ();
        forget_messages(before: DateTime<Utc>) -> u64;
    }
    {}
}

pass! {
    JobStore {
        claim_jobs(claim: &JobClaim<'_>) -> Vec<JobRow>;
        open_jobs(after: Option<&(InstanceId, JobId)>, limit: u32) -> Vec<JobRow>;
        job(instance: &InstanceId, job: JobId) -> Option<JobRow>;
        extend_job(instance: &InstanceId, job: JobId, epoch: u64, until: DateTime<Utc>) -> bool;
        next_job(webhooks: bool, name: Option<&str>) -> Option<DateTime<Utc>>;
    }
    {}
}

pass! {
    PublicationStore {
        publications(page: &str, now: DateTime<Utc>, limit: u32) -> Vec<(PublicationRow, bool)>;
        published_pdf(page: &str, instance: &InstanceId, publication: u32, now: DateTime<Utc>) -> Option<Vec<u8>>;
    }
    {}
}

pass! {
    DefinitionStore {
        definitions() -> Vec<DefinitionRow>;
        current_package() -> Option<String>;
        package(digest: &str) -> Option<PublishedPackage>;
        publish(package: &PublishedPackage, definitions: &[DefinitionRow]) -> ();
    }
    {}
}

pass! {
    AccountStore {
        account(person: &str) -> Option<Account>;
        accounts() -> Vec<Account>;
        save_account(account: &Account) -> ();
        change_password(person: &str, password: &str, at: DateTime<Utc>, keep: &str) -> bool;
        open_session(session: &Session) -> ();
        session(token: &str, now: DateTime<Utc>) -> Option<LiveSession>;
        sessions(person: &str, now: DateTime<Utc>, limit: u32) -> Vec<Session>;
        note_session(token: &str, at: DateTime<Utc>) -> ();
        close_session(token: &str) -> ();
        close_sessions(person: &str, keep: Option<&str>) -> ();
    }
    {}
}

pass! {
    SecondFactorStore {
        second_factor(person: &str) -> Option<SecondFactor>;
        save_second_factor(factor: &SecondFactor, recovery: &[String], keep: &str) -> ();
        remove_second_factor(person: &str, keep: Option<&str>) -> bool;
        take_code(person: &str, step: u64) -> bool;
        save_recovery_codes(person: &str, digests: &[String]) -> ();
        take_recovery_code(person: &str, digest: &str) -> bool;
        recovery_codes(person: &str) -> u32;
    }
    {}
}

pass! {
    ErasureStore {
        to_erase(process: &str, before: DateTime<Utc>, page: &Page<(DateTime<Utc>, InstanceId)>) -> Vec<InstanceRow>;
        add_erasure_act(act: &ErasureAct) -> Option<u32>;
        erasure_acts(limit: u32) -> Vec<ErasureAct>;
        erasure_act(id: u32) -> Option<ErasureAct>;
    }
    {}
}

pass! {
    QueryStore {
        instance_rows(ids: &[InstanceId]) -> Vec<InstanceRow>;
        by_receipt(receipt: &str) -> Option<InstanceId>;
        instances(filter: &InstanceFilter, page: &Page<(DateTime<Utc>, InstanceId)>) -> Vec<InstanceRow>;
        instance_ids(after: Option<&InstanceId>, limit: u32) -> Vec<InstanceId>;
        tasks(filter: &TaskFilter, page: &Page<(Option<DateTime<Utc>>, InstanceId, TaskId)>) -> Vec<TaskRow>;
        count_tasks(filter: &TaskFilter, limit: u32) -> u32;
        incidents(processes: &[String], instance: Option<&InstanceId>, limit: u32) -> Vec<IncidentRow>;
        documents(id: &InstanceId) -> Vec<DocumentRow>;
        pdf(id: &InstanceId, document: u32) -> Option<Vec<u8>>;
        outbox(state: Option<OutboxState>, page: &Page<(DateTime<Utc>, String)>) -> Vec<OutboxRow>;
        letters_for(person: &str, limit: u32) -> Vec<OutboxRow>;
        outbox_of(id: &InstanceId) -> Vec<OutboxRow>;
        count_outbox(state: OutboxState, limit: u32) -> u32;
        outbox_row(key: &str) -> Option<OutboxRow>;
        register(register: &str, year: i32, page: &Page<u32>) -> Vec<RegisterRow>;
        register_years() -> Vec<(String, i32, u32)>;
        participants(id: &InstanceId) -> BTreeSet<(String, Part)>;
        parts_of(person: &str, ids: &[InstanceId]) -> BTreeSet<InstanceId>;
        incomplete_tasks(limit: u32) -> Vec<InstanceId>;
        step_states(parent: &InstanceId) -> Vec<StepStateRow>;
        by_verification_code(code: &str) -> Option<VerifiedRow>;
    }
    {}
}
