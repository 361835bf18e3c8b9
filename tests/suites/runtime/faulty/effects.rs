//! The pause of the store that fails on demand: nothing is written while it is dead.

use async_trait::async_trait;
use reglament_runtime::port::{EffectStore, EffectsPause, StoreError};

use super::FaultyStore;

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
