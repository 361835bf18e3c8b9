//! Destroying what is personal: what is left in the store, acts of destruction, and what has ended long enough ago.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{ErasureScope, InstanceId, StoredEvent};
use serde::{Deserialize, Serialize};

use super::{InstanceRow, OutboxBody, Page, PublicationRow, RegisterRow, StoreError};

/// What is left of an instance. It is written with the event that says so, or not at all.
#[derive(Clone, Debug)]
pub struct ErasureChange {
    /// Instance.
    pub instance: InstanceId,
    /// When; none: only contacts went, and the rest may follow.
    pub whole_at: Option<DateTime<Utc>>,
    /// Rows of the journal by their first position; their salts go.
    pub journal: Vec<(u64, Vec<StoredEvent>)>,
    /// Deliveries by their keys.
    pub outbox: Vec<(String, OutboxBody)>,
    /// Entries of registers.
    pub registers: Vec<RegisterRow>,
    /// Publications.
    pub publications: Vec<PublicationRow>,
    /// Documents whose files go.
    pub documents: Vec<u32>,
    /// Uploaded files that go: id and digest of the contents, which go unless another file has the same.
    pub files: Vec<(String, String)>,
    /// Addresses whose bounces and marks go.
    pub addresses: Vec<String>,
}

/// An act of destruction. It names no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureAct {
    /// Id; 0 while it is not kept.
    pub id: u32,
    /// Number, as given by those who keep the books; unique.
    pub number: String,
    /// Local date.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// How much.
    pub scope: ErasureScope,
    /// Who approved it: a person's id.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it is about.
    pub cases: Vec<ErasureCase>,
}

/// An instance in an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureCase {
    /// Instance.
    pub instance: InstanceId,
    /// Process.
    pub process: String,
    /// Receipt code.
    pub receipt: String,
    /// When it ended.
    pub ended_at: DateTime<Utc>,
}

/// Keeps acts, and finds what has ended.
#[async_trait]
pub trait ErasureStore: Send + Sync {
    /// Instances of a process that ended before an instant and still hold what is personal, the earliest first; the cursor is
    /// end and id of the last row.
    async fn to_erase(
        &self,
        process: &str,
        before: DateTime<Utc>,
        page: &Page<(DateTime<Utc>, InstanceId)>,
    ) -> Result<Vec<InstanceRow>, StoreError>;
    /// Keeps an act; gives its id. None: its number was given already.
    async fn add_erasure_act(&self, act: &ErasureAct) -> Result<Option<u32>, StoreError>;
    /// Acts, the newest first.
    async fn erasure_acts(&self, limit: u32) -> Result<Vec<ErasureAct>, StoreError>;
    /// One act.
    async fn erasure_act(&self, id: u32) -> Result<Option<ErasureAct>, StoreError>;
}
