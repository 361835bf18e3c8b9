//! Public forms that were begun and are not sent yet.
//!
//! What the answers mean is the form's business; here they are kept as they were typed, and only for a while.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, RawInput};

use super::StoreError;

/// A form that somebody has begun.
#[derive(Clone, Debug, PartialEq)]
pub struct UnsentForm {
    /// SHA-256 of the secret in its address.
    pub digest: String,
    /// Process whose form it is.
    pub process: String,
    /// The running instance that it joins.
    pub instance: Option<InstanceId>,
    /// What was typed so far, checked or not.
    pub answers: RawInput,
    /// When it was kept last.
    pub saved_at: DateTime<Utc>,
    /// When it goes.
    pub expires_at: DateTime<Utc>,
    /// The receipt, once it was sent; the answers are gone by then.
    pub receipt: Option<String>,
}

/// Keeps them.
#[async_trait]
pub trait UnsentFormStore: Send + Sync {
    /// Keeps a new one after what has expired was forgotten. False: there are `most` already.
    async fn begin_form(&self, form: &UnsentForm, most: u32) -> Result<bool, StoreError>;
    /// The one with this digest, unless it has expired by `now`.
    async fn unsent_form(
        &self,
        digest: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<UnsentForm>, StoreError>;
    /// Keeps its answers, moment and receipt. One that was sent or erased in between is left alone: false.
    async fn save_form(&self, form: &UnsentForm) -> Result<bool, StoreError>;
    /// Erases it, sent or not.
    async fn erase_form(&self, digest: &str) -> Result<(), StoreError>;
    /// Erases what has expired by `now`; gives how many.
    async fn forget_forms(&self, now: DateTime<Utc>) -> Result<u64, StoreError>;
}
