//! Whether what leaves the house waits: letters, calls of webhooks and subscribers, jobs of workers.
//!
//! The store only remembers it; who may order it is the service's question, what waits is the runtime's.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::StoreError;

/// Why nothing leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// The database came out of a backup; its original may be alive.
    Restored,
    /// Somebody has ordered it.
    Ordered,
}

impl PauseReason {
    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Restored => "restored",
            Self::Ordered => "ordered",
        }
    }

    /// The reason of a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Restored, Self::Ordered]
            .into_iter()
            .find(|reason| reason.name() == name)
    }
}

/// A pause of everything that leaves the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectsPause {
    /// Since when.
    pub at: DateTime<Utc>,
    /// A person's id, or the name of a program; of whoever runs the machine none.
    pub by: Option<String>,
    /// Why.
    pub why: PauseReason,
}

/// Remembers a pause.
#[async_trait]
pub trait EffectStore: Send + Sync {
    /// The pause, if there is one.
    async fn effects_pause(&self) -> Result<Option<EffectsPause>, StoreError>;
    /// Begins a pause. False: there is one already, which stays as it is.
    async fn pause_effects(&self, pause: &EffectsPause) -> Result<bool, StoreError>;
    /// Ends the pause. False: there is none.
    async fn resume_effects(&self) -> Result<bool, StoreError>;
}
