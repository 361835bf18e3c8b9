//! Messages by key as senders and officials see them.

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::port::MessageState;

/// What became of a message from outside so far.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct MessageTaken {
    /// Where it stands.
    pub state: MessageState,
    /// Instances that have received it, or that it started.
    pub instances: Vec<InstanceId>,
}

/// A message that waits for its instance.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct MessageView {
    /// Id.
    pub id: String,
    /// Process.
    pub process: String,
    /// Name.
    pub message: String,
    /// Key.
    pub key: String,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// Until when it is kept.
    pub until: DateTime<Utc>,
}
