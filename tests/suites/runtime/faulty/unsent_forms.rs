//! Unsent forms of the store that fails on demand: they never do.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{StoreError, UnsentForm, UnsentFormStore};

use super::FaultyStore;

#[async_trait]
impl UnsentFormStore for FaultyStore {
    async fn begin_form(&self, form: &UnsentForm, most: u32) -> Result<bool, StoreError> {
        self.inner.begin_form(form, most).await
    }

    async fn unsent_form(
        &self,
        digest: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<UnsentForm>, StoreError> {
        self.inner.unsent_form(digest, now).await
    }

    async fn save_form(&self, form: &UnsentForm) -> Result<bool, StoreError> {
        self.inner.save_form(form).await
    }

    async fn erase_form(&self, digest: &str) -> Result<(), StoreError> {
        self.inner.erase_form(digest).await
    }

    async fn forget_forms(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        self.inner.forget_forms(now).await
    }
}
