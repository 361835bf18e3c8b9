//! Saved filters of the store that fails on demand: they never do.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{FilterStore, SavedFilterRow, StoreError};

use super::FaultyStore;

#[async_trait]
impl FilterStore for FaultyStore {
    async fn saved_filters(
        &self,
        person: &str,
        list: &str,
    ) -> Result<Vec<SavedFilterRow>, StoreError> {
        self.inner.saved_filters(person, list).await
    }

    async fn save_filter(
        &self,
        place: (&str, &str),
        filter: (&str, &str),
        at: DateTime<Utc>,
        most: u32,
    ) -> Result<bool, StoreError> {
        self.inner.save_filter(place, filter, at, most).await
    }

    async fn remove_filter(&self, person: &str, id: u32) -> Result<bool, StoreError> {
        self.inner.remove_filter(person, id).await
    }
}
