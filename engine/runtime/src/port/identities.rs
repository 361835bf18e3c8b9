//! Identities of other providers: which of them is which person here, and which are nobody's yet.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;

/// An identity that a provider vouched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityRow {
    /// The provider.
    pub issuer: String,
    /// The person at the provider; with the issuer the key.
    pub subject: String,
    /// How the provider called them last; empty when they were linked before they ever came.
    pub name: String,
    /// When they came last, or were linked.
    pub seen_at: DateTime<Utc>,
    /// Who it is here; none while nobody has said.
    pub person: Option<String>,
}

/// Keeps identities. A person has at most one at each provider.
#[async_trait]
pub trait IdentityStore: Send + Sync {
    /// An identity by its key.
    async fn identity(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<IdentityRow>, StoreError>;
    /// The identities of a person, by provider.
    async fn identities_of(&self, person: &str) -> Result<Vec<IdentityRow>, StoreError>;
    /// Identities at a provider that are nobody's yet, the last seen first.
    async fn strangers(&self, issuer: &str, limit: u32) -> Result<Vec<IdentityRow>, StoreError>;
    /// Notes that an identity came: its name and the moment; whose it is stays as it was. Those that are nobody's and came
    /// before `forget`, or are not among the `most` that came last, are forgotten.
    async fn note_identity(
        &self,
        row: &IdentityRow,
        forget: DateTime<Utc>,
        most: u32,
    ) -> Result<(), StoreError>;
    /// Makes an identity that of `row.person`, known before or not; a name known before stays when the row has none.
    /// False, and nothing changes: it is somebody's already, or the person has another one at this provider, or no account.
    async fn link_identity(&self, row: &IdentityRow) -> Result<bool, StoreError>;
    /// Forgets an identity of a person and ends that person's sessions. False: it was not theirs.
    async fn unlink_identity(
        &self,
        issuer: &str,
        subject: &str,
        person: &str,
    ) -> Result<bool, StoreError>;
}
