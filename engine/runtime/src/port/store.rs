//! The store: what is kept, and how the runtime changes it.
//!
//! One trait per noun, so that an adapter can implement them in files of their own; `Store` is all of them.
//! Every write is atomic and on disk when it returns.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{Ballots, CommandId, InstanceId, Numbers};

use super::{
    AbsenceStore, AccessLogStore, AccountStore, AnchorStore, ArchiveStore, AuditStore,
    BacklogStore, ChangeSet, DefinitionRow, DraftStore, DueTimer, EffectStore, ErasureStore,
    FileStore, FilterStore, IdentityStore, JobStore, JournalRow, KnownCommand, LetterStore,
    MessageStore, NodeStore, OutboxEnd, OutboxRow, ProgramStore, PublicationStore,
    PublishedPackage, QueryStore, Ready, SecondFactorStore, SignalRow, StoreError, StoredInstance,
    SubscriptionStore, UnsentFormStore, UploadStore,
};

/// Instances, their journals, timers and signals.
#[async_trait]
pub trait InstanceStore: Send + Sync {
    /// Writes everything or nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when an instance is not where it was expected, when a command id is known already or a
    /// register number was given already.
    async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError>;
    /// Does what [`Self::commit_ready`] can do beforehand, without asking the database: another commit may be under way.
    fn ready(&self, changes: &Arc<ChangeSet>) -> Ready {
        Ready::plain(changes.clone())
    }
    /// As [`Self::commit`].
    ///
    /// # Errors
    /// As [`Self::commit`].
    async fn commit_ready(&self, ready: Ready) -> Result<(), StoreError> {
        self.commit(&ready.changes).await
    }
    /// Snapshots and tails of those instances that exist, in any order, each once however often it is named.
    async fn load(&self, ids: &[InstanceId]) -> Result<Vec<StoredInstance>, StoreError>;
    /// Journal rows of an instance with `first_seq > after`, in order.
    async fn journal(
        &self,
        id: &InstanceId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<JournalRow>, StoreError>;
    /// Commands among `ids` that took effect.
    async fn known_commands(&self, ids: &[CommandId]) -> Result<Vec<KnownCommand>, StoreError>;
    /// Forgets commands older than `before`; gives how many.
    async fn forget_commands(&self, before: DateTime<Utc>) -> Result<u64, StoreError>;
    /// Signals in the order in which they were written.
    async fn signals(&self, limit: u32) -> Result<Vec<SignalRow>, StoreError>;
    /// Those of these signals that are pending. Another server may have carried out the rest.
    async fn pending_signals(&self, ids: &[CommandId]) -> Result<Vec<CommandId>, StoreError>;
    /// Timers due at `now` after `after` in their order.
    async fn due_timers(
        &self,
        now: DateTime<Utc>,
        after: Option<&DueTimer>,
        limit: u32,
    ) -> Result<Vec<DueTimer>, StoreError>;
    /// When the next timer is due.
    async fn next_timer(&self) -> Result<Option<DateTime<Utc>>, StoreError>;
    /// The boxes of the secret votes of an instance.
    async fn ballots(&self, id: &InstanceId) -> Result<Ballots, StoreError>;
    /// The last number given per register and year.
    async fn numbers(&self) -> Result<Numbers, StoreError>;
}

/// Letters and documents.
#[async_trait]
pub trait OutboxStore: Send + Sync {
    /// Takes up to `limit` rows whose next try has come and that nobody holds (or whose holder's lease has expired),
    /// counts the try, and holds them for `owner` until `until`. The rows come back as they stand now, the oldest first.
    async fn claim(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError>;
    /// As [`Self::claim`], but of documents only: they stay in the house.
    async fn claim_documents(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError>;
    /// Records how a try ended. False: the lease was lost in between and nothing was written.
    async fn finish(&self, end: OutboxEnd) -> Result<bool, StoreError>;
    /// When a row can next be claimed (a try or the end of a lease).
    async fn next_delivery(&self) -> Result<Option<DateTime<Utc>>, StoreError>;
    /// When a document can next be claimed.
    async fn next_document(&self) -> Result<Option<DateTime<Utc>>, StoreError>;
    /// Queues a failed or refused row anew, with its tries forgotten; one that was withheld becomes a notice that nothing
    /// holds back. False: it is none of these.
    async fn requeue(&self, key: &str, now: DateTime<Utc>) -> Result<bool, StoreError>;
}

/// Published definitions and packages.
#[async_trait]
pub trait DefinitionStore: Send + Sync {
    /// Every published definition.
    async fn definitions(&self) -> Result<Vec<DefinitionRow>, StoreError>;
    /// Digest of the package published last.
    async fn current_package(&self) -> Result<Option<String>, StoreError>;
    /// The files of a package.
    async fn package(&self, digest: &str) -> Result<Option<PublishedPackage>, StoreError>;
    /// Publishes a package with the definitions that are new in it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a version was taken in between.
    async fn publish(
        &self,
        package: &PublishedPackage,
        definitions: &[DefinitionRow],
    ) -> Result<(), StoreError>;
}

/// Everything the runtime keeps.
pub trait Store:
    InstanceStore
    + OutboxStore
    + AbsenceStore
    + JobStore
    + PublicationStore
    + DefinitionStore
    + DraftStore
    + EffectStore
    + ErasureStore
    + AccountStore
    + AnchorStore
    + ArchiveStore
    + SecondFactorStore
    + QueryStore
    + MessageStore
    + NodeStore
    + FileStore
    + FilterStore
    + IdentityStore
    + LetterStore
    + AccessLogStore
    + AuditStore
    + BacklogStore
    + UnsentFormStore
    + UploadStore
    + ProgramStore
    + SubscriptionStore
{
}

impl<T> Store for T where
    T: InstanceStore
        + OutboxStore
        + AbsenceStore
        + JobStore
        + PublicationStore
        + DefinitionStore
        + DraftStore
        + EffectStore
        + ErasureStore
        + AccountStore
        + AnchorStore
        + ArchiveStore
        + SecondFactorStore
        + QueryStore
        + MessageStore
        + NodeStore
        + NodeStore
        + FileStore
        + FilterStore
        + IdentityStore
        + LetterStore
        + AccessLogStore
        + AuditStore
        + BacklogStore
        + UnsentFormStore
        + UploadStore
        + ProgramStore
        + SubscriptionStore
{
}
