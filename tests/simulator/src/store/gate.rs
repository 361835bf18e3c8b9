//! The way of one node to the store: late, refused, or done and reported as failed, as the seed decides.

use std::sync::Arc;

use reglament_runtime::port::StoreError;

use super::State;
use crate::{
    faults::{Access, StoreFault},
    world::World,
};

/// The store as one life of one node sees it.
pub(crate) struct SimStore {
    pub(crate) world: Arc<World>,
    pub(crate) node: usize,
    /// Which start of the node; after the kill nothing of this life reaches the store any more.
    pub(crate) life: u32,
}

impl SimStore {
    pub(crate) fn is_alive(&self) -> bool {
        self.world.life_of(self.node) == Some(self.life)
    }

    fn gone<T>(&self) -> Result<T, StoreError> {
        Err(StoreError::Unavailable("the node was killed".into()))
    }

    /// Reads.
    pub(crate) async fn read<T>(
        &self,
        what: &'static str,
        read: impl FnOnce(&State) -> T + Send,
    ) -> Result<T, StoreError> {
        self.access(what, Access::Read, |state| Ok(read(state)))
            .await
    }

    /// Writes; `write` says whether it was refused.
    pub(crate) async fn write<T>(
        &self,
        what: &'static str,
        write: impl FnOnce(&mut State) -> Result<T, StoreError> + Send,
    ) -> Result<T, StoreError> {
        self.access(what, Access::Write, write).await
    }

    /// The same for the commit of a batch, which may also be told that somebody else was faster.
    pub(crate) async fn commit_with(
        &self,
        write: impl FnOnce(&mut State) -> Result<(), StoreError> + Send,
    ) -> Result<(), StoreError> {
        self.access("commit", Access::Commit, write).await
    }

    async fn access<T>(
        &self,
        what: &'static str,
        how: Access,
        work: impl FnOnce(&mut State) -> Result<T, StoreError> + Send,
    ) -> Result<T, StoreError> {
        let (before, fault, after) = self.world.store_fault(how);
        if !before.is_zero() {
            tokio::time::sleep(before).await;
        }
        if !self.is_alive() {
            return self.gone();
        }
        let told = |why: &str| Err(StoreError::Unavailable(format!("{what}: {why}")));
        match fault {
            Some(StoreFault::Away) => {
                self.world.note(|| format!("n{} {what}: away", self.node));
                return told("away");
            }
            Some(StoreFault::Conflict) => {
                self.world
                    .note(|| format!("n{} {what}: said to be a conflict", self.node));
                return Err(StoreError::Conflict);
            }
            Some(StoreFault::Unheard) | None => {}
        }
        let done = work(&mut self.world.state());
        if let Err(StoreError::Conflict) = done {
            self.world
                .note(|| format!("n{} {what}: conflict", self.node));
        }
        if fault == Some(StoreFault::Unheard) && done.is_ok() {
            self.world
                .note(|| format!("n{} {what}: done, said to have failed", self.node));
            return told("the answer was lost");
        }
        if !after.is_zero() {
            tokio::time::sleep(after).await;
            if !self.is_alive() {
                return self.gone();
            }
        }
        done
    }
}
