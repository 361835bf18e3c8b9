//! Messages on their way to the instances that have their key: kept in the store until they are wanted or too old.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_expression::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::StoreError;

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// Id given by the sender: the same message never counts twice.
    pub id: String,
    /// Digest of what was sent, to tell a repetition from another message under the same id.
    pub digest: String,
    /// Process whose instances it is for.
    pub process: String,
    /// Name.
    pub message: String,
    /// Key of the instances it is for; empty: it can only start one.
    pub key: String,
    /// Sender.
    pub from: InstanceId,
    /// Contents.
    pub data: BTreeMap<String, Value>,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// Until when it is kept while nobody has its key.
    pub until: DateTime<Utc>,
    /// Where it stands.
    pub state: MessageState,
    /// Instances that have received it, or that it started.
    pub receivers: Vec<InstanceId>,
}

/// Where a message stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Nobody has looked for its receiver yet.
    New,
    /// No instance has its key.
    Kept,
    /// It was delivered, or started an instance.
    Delivered,
    /// Nobody wanted it in time.
    Expired,
    /// It may not start an instance as it is.
    Refused,
}

/// A key by which messages find a running instance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyRow {
    /// Process.
    pub process: String,
    /// Message.
    pub message: String,
    /// Key.
    pub key: String,
    /// Instance.
    pub instance: InstanceId,
}

/// Messages by key.
#[async_trait]
pub trait MessageStore: Send + Sync {
    /// Stores a message unless its id is known; gives the one that is stored.
    async fn keep_message(&self, message: &MessageRow) -> Result<MessageRow, StoreError>;
    /// Messages that nobody has looked at, that an instance has the key of, or that are too old; in the order in which
    /// they came.
    async fn due_messages(
        &self,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<MessageRow>, StoreError>;
    /// Messages that wait for their instance, in the order in which they came.
    async fn kept_messages(&self, limit: u32) -> Result<Vec<MessageRow>, StoreError>;
    /// When the next message will be too old.
    async fn next_expiry(&self) -> Result<Option<DateTime<Utc>>, StoreError>;
    /// Running instances with this key, the oldest first.
    async fn receivers(
        &self,
        process: &str,
        message: &str,
        key: &str,
    ) -> Result<Vec<InstanceId>, StoreError>;
    /// Records where a message stands.
    async fn settle_message(
        &self,
        id: &str,
        state: MessageState,
        receivers: &[InstanceId],
    ) -> Result<(), StoreError>;
    /// Forgets settled messages sent before `before`; gives how many.
    async fn forget_messages(&self, before: DateTime<Utc>) -> Result<u64, StoreError>;
}
