//! Instances, their journals, timers and signals; definitions.

use std::borrow::Cow;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{Ballots, CommandId, InstanceId, Numbers};
use reglament_runtime::{
    Ids as _,
    port::{
        ChangeSet, DefinitionRow, DefinitionStore, DueTimer, InstanceStore, JournalRow,
        KnownCommand, PublishedPackage, SignalRow, StoreError, StoredInstance,
    },
};

use super::{SimStore, State};
use crate::Sabotage;

fn many(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

fn stored(state: &State, id: &InstanceId) -> Option<StoredInstance> {
    let kept = state.instances.get(id)?;
    let from = kept.snapshot.as_ref().map_or(0, |(seq, _)| *seq);
    let tail = kept.journal.iter().filter(|row| row.first_seq > from);
    Some(StoredInstance {
        id: id.clone(),
        snapshot: kept.snapshot.as_ref().map(|(_, snapshot)| snapshot.clone()),
        tail: tail.cloned().collect(),
        hash: kept
            .journal
            .last()
            .map(|row| row.hash.clone())
            .unwrap_or_default(),
    })
}

#[async_trait]
impl InstanceStore for SimStore {
    async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError> {
        let sabotage = self.world.sabotage;
        if sabotage == Some(Sabotage::AnswersBeforeCommit)
            && self.world.ids.random().is_multiple_of(20)
        {
            return Ok(());
        }
        let changes = sabotage.map_or(Cow::Borrowed(changes), |sabotage| sabotage.spoil(changes));
        self.commit_with(|state| state.commit(&changes)).await
    }

    async fn load(&self, ids: &[InstanceId]) -> Result<Vec<StoredInstance>, StoreError> {
        let mut ids = ids.to_vec();
        ids.sort();
        ids.dedup();
        self.read("load", |state| {
            ids.iter().filter_map(|id| stored(state, id)).collect()
        })
        .await
    }

    async fn journal(
        &self,
        id: &InstanceId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<JournalRow>, StoreError> {
        self.read("journal", |state| {
            let rows = state
                .instances
                .get(id)
                .into_iter()
                .flat_map(|kept| &kept.journal);
            rows.filter(|row| row.first_seq > after)
                .take(many(limit))
                .cloned()
                .collect()
        })
        .await
    }

    async fn known_commands(&self, ids: &[CommandId]) -> Result<Vec<KnownCommand>, StoreError> {
        self.read("known commands", |state| {
            ids.iter()
                .filter_map(|id| state.commands.get(id).cloned())
                .collect()
        })
        .await
    }

    async fn ballots(&self, _: &InstanceId) -> Result<Ballots, StoreError> {
        Ok(Ballots::default())
    }

    async fn forget_commands(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        self.write("forget commands", |state| {
            state.commands.retain(|_, known| known.at >= before);
            Ok(0)
        })
        .await
    }

    async fn signals(&self, limit: u32) -> Result<Vec<SignalRow>, StoreError> {
        if self.world.sabotage == Some(Sabotage::ForgetsOrders) {
            return Ok(Vec::new());
        }
        self.read("signals", |state| {
            state.signals.iter().take(many(limit)).cloned().collect()
        })
        .await
    }

    async fn pending_signals(&self, ids: &[CommandId]) -> Result<Vec<CommandId>, StoreError> {
        self.read("pending signals", |state| {
            let pending = state.signals.iter().map(|signal| &signal.id);
            pending.filter(|id| ids.contains(id)).cloned().collect()
        })
        .await
    }

    async fn due_timers(
        &self,
        now: DateTime<Utc>,
        after: Option<&DueTimer>,
        limit: u32,
    ) -> Result<Vec<DueTimer>, StoreError> {
        self.read("due timers", |state| {
            let due = state.timers.iter().take_while(|timer| timer.due_at <= now);
            let rest = due.filter(|timer| after.is_none_or(|after| *timer > after));
            rest.take(many(limit)).cloned().collect()
        })
        .await
    }

    async fn next_timer(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read("next timer", |state| {
            state.timers.first().map(|timer| timer.due_at)
        })
        .await
    }

    async fn numbers(&self) -> Result<Numbers, StoreError> {
        if self.world.sabotage == Some(Sabotage::ForgetsNumbers) {
            return Ok(Numbers::default());
        }
        self.read("numbers", |state| {
            let mut numbers = Numbers::default();
            for (register, year, number) in state.registers.keys() {
                numbers.record(register, *year, *number);
            }
            numbers
        })
        .await
    }
}

#[async_trait]
impl DefinitionStore for SimStore {
    async fn definitions(&self) -> Result<Vec<DefinitionRow>, StoreError> {
        self.read("definitions", |state| state.definitions.clone())
            .await
    }

    async fn current_package(&self) -> Result<Option<String>, StoreError> {
        self.read("current package", |state| state.current.clone())
            .await
    }

    async fn package(&self, digest: &str) -> Result<Option<PublishedPackage>, StoreError> {
        self.read("package", |state| state.packages.get(digest).cloned())
            .await
    }

    async fn publish(
        &self,
        package: &PublishedPackage,
        definitions: &[DefinitionRow],
    ) -> Result<(), StoreError> {
        self.write("publish", |state| {
            state.definitions.extend(definitions.iter().cloned());
            state.current = Some(package.digest.clone());
            state
                .packages
                .insert(package.digest.clone(), package.clone());
            Ok(())
        })
        .await
    }
}
