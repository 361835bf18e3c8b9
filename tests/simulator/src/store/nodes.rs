//! What servers on one store ask of it about each other: its clock, who leads, and words that may be lost.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use reglament_runtime::{
    Clock as _,
    port::{Hearing, Lease, NodeStore, Servers, StoreError},
};
use tokio::sync::broadcast::Receiver;

use super::{LeaseRow, SimStore};
use crate::{faults::Access, world::World};

#[async_trait]
impl NodeStore for SimStore {
    fn is_shared(&self) -> bool {
        self.world.is_shared()
    }

    async fn database_now(&self) -> Result<DateTime<Utc>, StoreError> {
        Ok(self.world.clock.now())
    }

    async fn lease(
        &self,
        name: &str,
        owner: &str,
        how_long: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        let now = self.world.clock.now();
        let until = now + TimeDelta::from_std(how_long).unwrap_or_default();
        self.write("lease", |state| {
            let known = state.leases.get(name);
            let epoch = match known {
                Some(row) if row.owner == owner => row.epoch,
                Some(row) if row.until > now => return Ok(None),
                Some(row) => row.epoch + 1,
                None => 1,
            };
            let row = LeaseRow {
                owner: owner.to_owned(),
                epoch,
                until,
            };
            state.leases.insert(name.to_owned(), row);
            Ok(Some(Lease { epoch }))
        })
        .await
    }

    async fn release(&self, name: &str, owner: &str) -> Result<(), StoreError> {
        self.write("release", |state| {
            let mine = state.leases.get_mut(name).filter(|row| row.owner == owner);
            if let Some(row) = mine {
                row.until = DateTime::UNIX_EPOCH;
            }
            Ok(())
        })
        .await
    }

    // Nothing but a lamp hangs on these.
    async fn appear(&self, _: &str, _: Duration) -> Result<(), StoreError> {
        Ok(())
    }

    async fn disappear(&self, _: &str) -> Result<(), StoreError> {
        Ok(())
    }

    async fn servers(&self, lead: &str) -> Result<Servers, StoreError> {
        self.read("servers", |state| Servers {
            seen: 0,
            older: 0,
            lead_until: state.leases.get(lead).map(|row| row.until),
        })
        .await
    }

    async fn tell(&self, word: &str) -> Result<(), StoreError> {
        self.write("tell", |_| {
            self.world.say(word);
            Ok(())
        })
        .await
    }

    async fn hear(&self) -> Result<Box<dyn Hearing>, StoreError> {
        let words = self.world.words();
        self.read("hear", |_| ()).await?;
        let world = self.world.clone();
        Ok(Box::new(SimHearing { world, words }))
    }
}

/// The ear of one life of one node.
struct SimHearing {
    world: Arc<World>,
    words: Receiver<String>,
}

#[async_trait]
impl Hearing for SimHearing {
    async fn next(&mut self) -> Result<String, StoreError> {
        let word = self.words.recv().await;
        let (late, fault, _) = self.world.store_fault(Access::Read);
        if !late.is_zero() {
            tokio::time::sleep(late).await;
        }
        match (word, fault) {
            (Ok(word), None) => Ok(word),
            _ => Err(StoreError::Unavailable("the connection was lost".into())),
        }
    }
}
