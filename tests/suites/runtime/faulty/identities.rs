//! Identities of the store that fails on demand: they are as they are in the store inside.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{IdentityRow, IdentityStore, StoreError};

use super::FaultyStore;

#[async_trait]
impl IdentityStore for FaultyStore {
    async fn identity(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<IdentityRow>, StoreError> {
        self.inner.identity(issuer, subject).await
    }

    async fn identities_of(&self, person: &str) -> Result<Vec<IdentityRow>, StoreError> {
        self.inner.identities_of(person).await
    }

    async fn strangers(&self, issuer: &str, limit: u32) -> Result<Vec<IdentityRow>, StoreError> {
        self.inner.strangers(issuer, limit).await
    }

    async fn note_identity(
        &self,
        row: &IdentityRow,
        forget: DateTime<Utc>,
        most: u32,
    ) -> Result<(), StoreError> {
        self.inner.note_identity(row, forget, most).await
    }

    async fn link_identity(&self, row: &IdentityRow) -> Result<bool, StoreError> {
        self.inner.link_identity(row).await
    }

    async fn unlink_identity(
        &self,
        issuer: &str,
        subject: &str,
        person: &str,
    ) -> Result<bool, StoreError> {
        self.inner.unlink_identity(issuer, subject, person).await
    }
}
