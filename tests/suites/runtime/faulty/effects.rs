//! The pause of the store that fails on demand: nothing is written while it is dead.

use std::sync::atomic::Ordering;

use async_trait::async_trait;
use reglament_runtime::port::{EffectStore, EffectsPause, StoreError};

use super::{DEAD, FaultyStore};

impl FaultyStore {
    fn alive(&self) -> Result<(), StoreError> {
        match self.fault.load(Ordering::SeqCst) {
            DEAD => Err(StoreError::Unavailable("on demand".into())),
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl EffectStore for FaultyStore {
    async fn effects_pause(&self) -> Result<Option<EffectsPause>, StoreError> {
        self.inner.effects_pause().await
    }

    async fn pause_effects(&self, pause: &EffectsPause) -> Result<bool, StoreError> {
        self.alive()?;
        self.inner.pause_effects(pause).await
    }

    async fn resume_effects(&self) -> Result<bool, StoreError> {
        self.alive()?;
        self.inner.resume_effects().await
    }
}
