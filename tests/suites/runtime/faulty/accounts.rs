//! Accounts, sessions and second factors pass through.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{
    Account, AccountStore, LiveSession, SecondFactor, SecondFactorStore, Session, StoreError,
};

use super::FaultyStore;

#[async_trait]
impl AccountStore for FaultyStore {
    async fn account(&self, person: &str) -> Result<Option<Account>, StoreError> {
        self.inner.account(person).await
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.inner.accounts().await
    }

    async fn save_account(&self, account: &Account) -> Result<(), StoreError> {
        self.inner.save_account(account).await
    }

    async fn change_password(
        &self,
        person: &str,
        password: &str,
        at: DateTime<Utc>,
        keep: &str,
    ) -> Result<bool, StoreError> {
        self.inner.change_password(person, password, at, keep).await
    }

    async fn open_session(&self, session: &Session) -> Result<(), StoreError> {
        self.inner.open_session(session).await
    }

    async fn session(
        &self,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<LiveSession>, StoreError> {
        self.inner.session(token, now).await
    }

    async fn sessions(
        &self,
        person: &str,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<Session>, StoreError> {
        self.inner.sessions(person, now, limit).await
    }

    async fn note_session(&self, token: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.inner.note_session(token, at).await
    }

    async fn close_session(&self, token: &str) -> Result<(), StoreError> {
        self.inner.close_session(token).await
    }

    async fn close_sessions(&self, person: &str, keep: Option<&str>) -> Result<(), StoreError> {
        self.inner.close_sessions(person, keep).await
    }
}

#[async_trait]
impl SecondFactorStore for FaultyStore {
    async fn second_factor(&self, person: &str) -> Result<Option<SecondFactor>, StoreError> {
        self.inner.second_factor(person).await
    }

    async fn save_second_factor(
        &self,
        factor: &SecondFactor,
        recovery: &[String],
        keep: &str,
    ) -> Result<(), StoreError> {
        self.inner.save_second_factor(factor, recovery, keep).await
    }

    async fn remove_second_factor(
        &self,
        person: &str,
        keep: Option<&str>,
    ) -> Result<bool, StoreError> {
        self.inner.remove_second_factor(person, keep).await
    }

    async fn take_code(&self, person: &str, step: u64) -> Result<bool, StoreError> {
        self.inner.take_code(person, step).await
    }

    async fn save_recovery_codes(
        &self,
        person: &str,
        digests: &[String],
    ) -> Result<(), StoreError> {
        self.inner.save_recovery_codes(person, digests).await
    }

    async fn take_recovery_code(&self, person: &str, digest: &str) -> Result<bool, StoreError> {
        self.inner.take_recovery_code(person, digest).await
    }

    async fn recovery_codes(&self, person: &str) -> Result<u32, StoreError> {
        self.inner.recovery_codes(person).await
    }
}
