//! One batch: the instances it works on, what it has decided so far, and the change set that comes of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use reglament_core::{Absence, Ballots, CommandId, Instance, InstanceId, Numbers};
use reglament_definition::Definition;

use super::{
    Job,
    cache::{self, Cache, Kept},
};
use crate::{
    hints::{Bells, Commit, Touched},
    limits::SNAPSHOT_EVERY,
    messages, participants,
    port::{ChangeSet, InstanceChange, KnownCommand, Store, StoreError, SubscriptionRow},
    projection,
    service::Shared,
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
    /// What it held went: no earlier snapshot may stay.
    pub(super) erased: bool,
}

pub(super) struct Batch<'a> {
    pub(super) shared: &'a Shared,
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
}

/// What a batch comes to.
pub(super) struct Done {
    pub(super) changes: ChangeSet,
    pub(super) numbers: Numbers,
    pub(super) kept: Vec<Kept>,
    /// What is told to those who watch.
    pub(super) commit: Commit,
}

impl<'a> Batch<'a> {
    /// Reads what the jobs need: a few statements, however many jobs there are, and side by side, because people wait.
    pub(super) async fn open(
        shared: &'a Shared,
        cache: &mut Cache,
        numbers: Numbers,
        jobs: &[Job],
    ) -> Result<Self, StoreError> {
        let repeatable = jobs.iter().filter(|job| job.order.digest.is_some());
        let ids: Vec<CommandId> = repeatable.map(|job| job.order.request.id.clone()).collect();
        let (loaded, missing) = remembered(cache, jobs);
        let store = &*shared.store;
        let (known, absences, read) = tokio::try_join!(
            known(store, &ids),
            shared.absences(),
            cache::load(store, &missing)
        )?;
        let mut batch = Self {
            shared,
            numbers,
            absences,
            ballots: BTreeMap::new(),
            known: known
                .into_iter()
                .map(|known| (known.id.clone(), known))
                .collect(),
            cached: loaded.keys().cloned().collect(),
            loaded,
            damaged: BTreeMap::new(),
            work: BTreeMap::new(),
            changes: ChangeSet::default(),
            subscriptions: shared.subscriptions.all(),
        };
        for (id, found) in read {
            match found {
                Ok(kept) => {
                    batch.loaded.insert(id, kept);
                }
                Err(error) => {
                    tracing::error!(instance = %id, %error, "the instance cannot be read and is stopped");
                    batch.damaged.insert(id, error);
                }
            }
        }
        Ok(batch)
    }

    /// Reads an instance anew that was in memory, because another server may have moved it on. False: it stands as it did, or
    /// something of this batch has moved it already and the commit will tell.
    pub(super) async fn reread(&mut self, id: &InstanceId) -> Result<bool, StoreError> {
        if !self.shared.store.is_shared() || !self.cached.remove(id) {
            return Ok(false);
        }
        let moved = |work: &Work| work.now.seq() != work.before.seq();
        if self.work.get(id).is_some_and(moved) {
            return Ok(false);
        }
        let found = cache::load(&*self.shared.store, std::slice::from_ref(id)).await?;
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

    /// The change set: what the commands added, and the differences of what is derived from the instances.
    pub(super) fn close(self) -> Done {
        let Self {
            shared,
            mut changes,
            numbers,
            work,
            absences,
            ..
        } = self;
        let mut kept = Vec::with_capacity(work.len());
        let mut touched = Vec::with_capacity(work.len());
        let (package, calendar) = (shared.library.current(), shared.library.calendar());
        let now = shared.clock.now();
        for work in work.into_values() {
            if work.now.seq() == work.before.seq() {
                continue;
            }
            projection::differences(&mut changes, &work.definition, &work.before, &work.now);
            participants::differences(&mut changes, &work.before, &work.now);
            touched.push(Touched::between(&work.definition, &work.before, &work.now));
            let around = messages::Around {
                definition: &work.definition,
                package: &package,
                calendar: &calendar,
                now,
            };
            messages::differences(&mut changes, &around, &work.before, &work.now);
            let snapshot_due = work.erased || work.now.seq() - work.snapshot_seq >= SNAPSHOT_EVERY;
            changes.instances.push(InstanceChange {
                expected: *work.before.seq(),
                row: projection::instance_row(&work.now, &work.definition),
                snapshot: snapshot_due.then(|| work.now.snapshot()),
            });
            kept.push(Kept {
                snapshot_seq: if snapshot_due {
                    *work.now.seq()
                } else {
                    work.snapshot_seq
                },
                instance: Arc::new(work.now),
                hash: work.hash,
            });
        }
        let commit = Commit {
            touched,
            absences,
            bells: Bells::of(&changes),
        };
        Done {
            changes,
            numbers,
            kept,
            commit,
        }
    }
}

/// Those instances of the jobs that are in memory, and the names of the others. Several jobs may be for one instance: timers that
/// were missed while the program stood still.
fn remembered(cache: &mut Cache, jobs: &[Job]) -> (BTreeMap<InstanceId, Kept>, Vec<InstanceId>) {
    let ids: BTreeSet<&InstanceId> = jobs.iter().map(|job| job.order.instance()).collect();
    let mut loaded = BTreeMap::new();
    let mut missing = Vec::new();
    for id in ids {
        match cache.get(id) {
            Some(kept) => {
                loaded.insert(id.clone(), kept);
            }
            None => missing.push(id.clone()),
        }
    }
    (loaded, missing)
}

async fn known(store: &dyn Store, ids: &[CommandId]) -> Result<Vec<KnownCommand>, StoreError> {
    match ids.is_empty() {
        true => Ok(Vec::new()),
        false => store.known_commands(ids).await,
    }
}
