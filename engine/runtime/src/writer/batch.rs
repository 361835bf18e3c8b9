//! One batch: the instances it works on, what it has decided so far, and the change set that comes of it.
//!
//! It may be decided while the batch before is under way into the store: it works on other instances, and what it decided is
//! thrown away if that batch does not take effect.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use reglament_core::{Absence, Ballots, CommandId, Instance, InstanceId, Numbers};
use reglament_definition::Definition;
use tokio::sync::watch;

use super::{
    Job, Order,
    cache::{self, Cache, Kept},
    derived::{self, Derived},
};
use crate::{
    hints::{Bells, Commit},
    port::{ChangeSet, KnownCommand, Reply, Store, StoreError, SubscriptionRow},
    service::{ServiceError, Shared},
};

/// An instance under work.
pub(super) struct Work {
    /// As the store has it.
    pub(super) before: Arc<Instance>,
    /// After the commands decided so far.
    pub(super) now: Instance,
    pub(super) hash: String,
    pub(super) snapshot_seq: u64,
    pub(super) definition: Arc<Definition>,
    /// What follows for the store from the commands so far, once it was asked.
    pub(super) derived: Option<Derived>,
    /// What it held went: no earlier snapshot may stay.
    pub(super) erased: bool,
}

pub(super) struct Batch {
    pub(super) shared: Arc<Shared>,
    pub(super) numbers: Numbers,
    pub(super) absences: Vec<Absence>,
    /// Boxes of secret votes, of the instances that have one open.
    pub(super) ballots: BTreeMap<InstanceId, Ballots>,
    pub(super) known: BTreeMap<CommandId, KnownCommand>,
    pub(super) loaded: BTreeMap<InstanceId, Kept>,
    /// Those of them that were in memory: where several servers share the store they may have moved on.
    cached: BTreeSet<InstanceId>,
    pub(super) damaged: BTreeMap<InstanceId, StoreError>,
    pub(super) work: BTreeMap<InstanceId, Work>,
    pub(super) changes: ChangeSet,
    /// Who is told what happens.
    pub(super) subscriptions: Arc<Vec<SubscriptionRow>>,
    /// Whether the batch before has got into the store or has not; none: there is none under way.
    before: Option<watch::Receiver<bool>>,
}

/// What a batch comes to.
pub(super) struct Done {
    pub(super) changes: Arc<ChangeSet>,
    pub(super) numbers: Numbers,
    pub(super) kept: Vec<Kept>,
    /// What is told to those who watch.
    pub(super) commit: Commit,
}

impl Batch {
    /// A batch that goes on from these numbers. `before` tells when the batch before is out of the way.
    pub(super) fn open(
        shared: &Arc<Shared>,
        numbers: Numbers,
        before: Option<watch::Receiver<bool>>,
    ) -> Self {
        Self {
            shared: shared.clone(),
            numbers,
            absences: Vec::new(),
            ballots: BTreeMap::new(),
            known: BTreeMap::new(),
            loaded: BTreeMap::new(),
            cached: BTreeSet::new(),
            damaged: BTreeMap::new(),
            work: BTreeMap::new(),
            changes: ChangeSet::default(),
            subscriptions: shared.subscriptions.all(),
            before,
        }
    }

    /// Reads what the jobs need: a few statements, however many jobs there are, and side by side, because people wait.
    pub(super) async fn bring(
        &mut self,
        cache: &mut Cache,
        jobs: &[Job],
    ) -> Result<(), StoreError> {
        let repeatable = jobs.iter().filter(|job| job.order.digest.is_some());
        let ids = repeatable.map(|job| &job.order.request.id);
        let ids: Vec<CommandId> = ids
            .filter(|id| !self.known.contains_key(*id))
            .cloned()
            .collect();
        let missing = self.remember(cache, jobs);
        let store = &*self.shared.store;
        let (known, absences, read) = tokio::try_join!(
            known(store, &ids),
            self.shared.absences(),
            cache::load(store, &missing)
        )?;
        self.absences = absences;
        let known = known.into_iter().map(|known| (known.id.clone(), known));
        self.known.extend(known);
        for (id, found) in read {
            match found {
                Ok(kept) => {
                    self.loaded.insert(id, kept);
                }
                Err(error) => {
                    tracing::error!(instance = %id, %error, "the instance cannot be read and is stopped");
                    self.damaged.insert(id, error);
                }
            }
        }
        Ok(())
    }

    /// Takes those instances of the jobs over that are in memory and gives the names of the others. Several jobs may be for one
    /// instance: timers that were missed while the program stood still.
    fn remember(&mut self, cache: &mut Cache, jobs: &[Job]) -> Vec<InstanceId> {
        let ids: BTreeSet<&InstanceId> = jobs.iter().map(|job| job.order.instance()).collect();
        let mut missing = Vec::new();
        for id in ids {
            if self.loaded.contains_key(id) || self.work.contains_key(id) {
                continue;
            }
            match cache.get(id) {
                Some(kept) => {
                    self.cached.insert(id.clone());
                    self.loaded.insert(id.clone(), kept);
                }
                None => missing.push(id.clone()),
            }
        }
        missing
    }

    /// Waits until the batch before has got into the store or has not.
    pub(super) async fn settled(&self) {
        if let Some(before) = &self.before {
            // A sender that has gone away has nothing under way either.
            let _ = before.clone().wait_for(|settled| *settled).await;
        }
    }

    /// Reads an instance anew that was in memory, because another server may have moved it on. False: it stands as it did, or
    /// something of this batch has moved it already and the commit will tell.
    pub(super) async fn reread(&mut self, id: &InstanceId) -> Result<bool, StoreError> {
        if !self.shared.store.is_shared() || !self.cached.contains(id) {
            return Ok(false);
        }
        let moved = |work: &Work| work.now.seq() != work.before.seq();
        if self.work.get(id).is_some_and(moved) {
            return Ok(false);
        }
        // Until it was read it stays suspect: what the next of this batch is told must not come of it either.
        let found = cache::load(&*self.shared.store, std::slice::from_ref(id)).await?;
        self.cached.remove(id);
        let Some((_, Ok(fresh))) = found.into_iter().next() else {
            return Ok(false);
        };
        let known = self.loaded.insert(id.clone(), fresh.clone());
        if known.is_some_and(|known| known.instance.seq() == fresh.instance.seq()) {
            return Ok(false);
        }
        self.work.remove(id);
        self.ballots.remove(id);
        Ok(true)
    }

    /// The answer that the command was given when it took effect.
    pub(super) fn answered(&self, order: &Order) -> Option<Result<Reply, ServiceError>> {
        let known = self.known.get(&order.request.id)?;
        Some(match &order.digest {
            Some(digest) if !known.digest.is_empty() && *digest != known.digest => {
                Err(ServiceError::KeyReused)
            }
            _ => Ok(known.reply.clone()),
        })
    }

    /// Whether another server has carried out a command that may be repeated: asked before it is refused.
    pub(super) async fn ask_again(&mut self, order: &Order) -> Result<bool, StoreError> {
        if !self.shared.store.is_shared() || order.digest.is_none() {
            return Ok(false);
        }
        let id = std::slice::from_ref(&order.request.id);
        let known = self.shared.store.known_commands(id).await?;
        let found = !known.is_empty();
        let known = known.into_iter().map(|known| (known.id.clone(), known));
        self.known.extend(known);
        Ok(found)
    }

    /// Works out what follows from the commands so far, so that little is left to do when the batch is closed.
    pub(super) fn derive(&mut self) {
        for work in self.work.values_mut() {
            if work.derived.is_none() {
                work.derived = derived::of(&self.shared, &self.changes.journal, work);
            }
        }
    }

    /// The change set: what the commands added, and the differences of what is derived from the instances.
    pub(super) fn close(mut self) -> Done {
        self.derive();
        let mut changes = self.changes;
        let mut kept = Vec::with_capacity(self.work.len());
        let mut touched = Vec::with_capacity(self.work.len());
        for work in self.work.into_values() {
            let Some(derived) = work.derived else {
                continue;
            };
            kept.push(Kept {
                snapshot_seq: match derived.has_snapshot() {
                    true => *work.now.seq(),
                    false => work.snapshot_seq,
                },
                instance: Arc::new(work.now),
                hash: work.hash,
            });
            changes.append(derived.changes);
            touched.push(derived.touched);
        }
        let commit = Commit {
            touched,
            absences: self.absences,
            bells: Bells::of(&changes),
        };
        Done {
            changes: Arc::new(changes),
            numbers: self.numbers,
            kept,
            commit,
        }
    }
}

async fn known(store: &dyn Store, ids: &[CommandId]) -> Result<Vec<KnownCommand>, StoreError> {
    match ids.is_empty() {
        true => Ok(Vec::new()),
        false => store.known_commands(ids).await,
    }
}
