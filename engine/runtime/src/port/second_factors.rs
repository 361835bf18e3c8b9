//! Second factors: an authenticator of a person and the codes that open the door when it is lost.
//!
//! Secrets do not come here: a salt that makes one together with a key kept elsewhere, and digests of codes.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;

/// The authenticator of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactor {
    /// Person.
    pub person: String,
    /// What makes the secret together with the key of the installation.
    pub salt: String,
    /// When it was set up.
    pub since: DateTime<Utc>,
    /// The last interval of time whose code was taken.
    pub used_step: u64,
}

/// Keeps second factors.
#[async_trait]
pub trait SecondFactorStore: Send + Sync {
    /// The authenticator of a person.
    async fn second_factor(&self, person: &str) -> Result<Option<SecondFactor>, StoreError>;
    /// Sets an authenticator in the place of any before it, with digests of new recovery codes. The person's sessions end
    /// but for `keep`.
    async fn save_second_factor(
        &self,
        factor: &SecondFactor,
        recovery: &[String],
        keep: &str,
    ) -> Result<(), StoreError>;
    /// Removes the authenticator with its recovery codes; the person's sessions end but for `keep`. False: there was none.
    async fn remove_second_factor(
        &self,
        person: &str,
        keep: Option<&str>,
    ) -> Result<bool, StoreError>;
    /// Takes the code of an interval. False: that one or a later one was taken already.
    async fn take_code(&self, person: &str, step: u64) -> Result<bool, StoreError>;
    /// Replaces the recovery codes of somebody who has an authenticator.
    async fn save_recovery_codes(&self, person: &str, digests: &[String])
    -> Result<(), StoreError>;
    /// Takes a recovery code. False: there is none with this digest.
    async fn take_recovery_code(&self, person: &str, digest: &str) -> Result<bool, StoreError>;
    /// How many recovery codes are left.
    async fn recovery_codes(&self, person: &str) -> Result<u32, StoreError>;
}
