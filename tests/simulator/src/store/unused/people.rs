//! Accounts, sessions and what is noted of people: a run has no pages, so nobody signs in.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{
    AccessLogStore, Account, AccountStore, AuditRow, AuditStore, IdentityRow, IdentityStore,
    LiveSession, Page, ProgramRow, ProgramStore, SecondFactor, SecondFactorStore, Session,
    StoreError, ViewFilter, ViewRow,
};

use crate::store::SimStore;

#[async_trait]
impl AccessLogStore for SimStore {
    async fn record_views(&self, _: &[ViewRow]) -> Result<(), StoreError> {
        Ok(())
    }

    async fn views(
        &self,
        _: &ViewFilter,
        _: &Page<(DateTime<Utc>, u64)>,
    ) -> Result<Vec<(u64, ViewRow)>, StoreError> {
        Ok(Default::default())
    }

    async fn prepare_months(&self, _: DateTime<Utc>, _: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(Default::default())
    }

    async fn forget_views(&self, _: DateTime<Utc>, _: u32) -> Result<u64, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl AccountStore for SimStore {
    async fn account(&self, _: &str) -> Result<Option<Account>, StoreError> {
        Ok(Default::default())
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        Ok(Default::default())
    }

    async fn save_account(&self, _: &Account) -> Result<(), StoreError> {
        Ok(())
    }

    async fn change_password(
        &self,
        _: &str,
        _: &str,
        _: DateTime<Utc>,
        _: &str,
    ) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn open_session(&self, _: &Session) -> Result<(), StoreError> {
        Ok(())
    }

    async fn session(&self, _: &str, _: DateTime<Utc>) -> Result<Option<LiveSession>, StoreError> {
        Ok(Default::default())
    }

    async fn sessions(
        &self,
        _: &str,
        _: DateTime<Utc>,
        _: u32,
    ) -> Result<Vec<Session>, StoreError> {
        Ok(Default::default())
    }

    async fn note_session(&self, _: &str, _: DateTime<Utc>) -> Result<(), StoreError> {
        Ok(())
    }

    async fn close_session(&self, _: &str) -> Result<(), StoreError> {
        Ok(())
    }

    async fn close_sessions(&self, _: &str, _: Option<&str>) -> Result<(), StoreError> {
        Ok(())
    }
}

#[async_trait]
impl AuditStore for SimStore {
    async fn note_act(&self, _: &AuditRow) -> Result<(), StoreError> {
        Ok(())
    }

    async fn acts(&self, _: &Page<u64>) -> Result<Vec<(u64, AuditRow)>, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl SecondFactorStore for SimStore {
    async fn second_factor(&self, _: &str) -> Result<Option<SecondFactor>, StoreError> {
        Ok(Default::default())
    }

    async fn save_second_factor(
        &self,
        _: &SecondFactor,
        _: &[String],
        _: &str,
    ) -> Result<(), StoreError> {
        Ok(())
    }

    async fn remove_second_factor(&self, _: &str, _: Option<&str>) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn take_code(&self, _: &str, _: u64) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn save_recovery_codes(&self, _: &str, _: &[String]) -> Result<(), StoreError> {
        Ok(())
    }

    async fn take_recovery_code(&self, _: &str, _: &str) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn recovery_codes(&self, _: &str) -> Result<u32, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl IdentityStore for SimStore {
    async fn identity(&self, _: &str, _: &str) -> Result<Option<IdentityRow>, StoreError> {
        Ok(Default::default())
    }

    async fn identities_of(&self, _: &str) -> Result<Vec<IdentityRow>, StoreError> {
        Ok(Default::default())
    }

    async fn strangers(&self, _: &str, _: u32) -> Result<Vec<IdentityRow>, StoreError> {
        Ok(Default::default())
    }

    async fn note_identity(
        &self,
        _: &IdentityRow,
        _: DateTime<Utc>,
        _: u32,
    ) -> Result<(), StoreError> {
        Ok(())
    }

    async fn link_identity(&self, _: &IdentityRow) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn unlink_identity(&self, _: &str, _: &str, _: &str) -> Result<bool, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl ProgramStore for SimStore {
    async fn add_program(&self, _: &ProgramRow) -> Result<Option<u32>, StoreError> {
        Ok(Default::default())
    }

    async fn programs(&self, _: u32) -> Result<Vec<ProgramRow>, StoreError> {
        Ok(Default::default())
    }

    async fn program(&self, _: &str) -> Result<Option<ProgramRow>, StoreError> {
        Ok(Default::default())
    }

    async fn program_used(&self, _: u32, _: DateTime<Utc>) -> Result<(), StoreError> {
        Ok(())
    }

    async fn withdraw_program(
        &self,
        _: u32,
        _: Option<&str>,
        _: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        Ok(Default::default())
    }
}
