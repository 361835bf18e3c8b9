//! Filters of lists that people have given a name.
//!
//! A query is kept as the page wrote it; what it means is the page's business, and a word that is no longer known there
//! filters nothing.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;

/// A filter with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilterRow {
    /// Number, from 1.
    pub id: u32,
    /// Its name, one of its owner's on this list.
    pub title: String,
    /// What it asks for: the query of an address.
    pub query: String,
}

/// Keeps filters.
#[async_trait]
pub trait FilterStore: Send + Sync {
    /// The filters of a person on a list, by name.
    async fn saved_filters(
        &self,
        person: &str,
        list: &str,
    ) -> Result<Vec<SavedFilterRow>, StoreError>;
    /// Keeps a filter; one of the same name is replaced. False: the person has `most` others on this list.
    async fn save_filter(
        &self,
        (person, list): (&str, &str),
        (title, query): (&str, &str),
        at: DateTime<Utc>,
        most: u32,
    ) -> Result<bool, StoreError>;
    /// Removes a filter of a person. False: there is none.
    async fn remove_filter(&self, person: &str, id: u32) -> Result<bool, StoreError>;
}
