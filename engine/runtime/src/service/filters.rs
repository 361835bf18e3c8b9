//! Filters that people keep for themselves on the lists of pages.

use super::{Service, ServiceError};
use crate::{
    limits::{FILTER_QUERY_CHARS, FILTER_TITLE_CHARS, MAX_FILTERS},
    port::SavedFilterRow,
};

impl Service {
    /// The person's own filters on a list, by name.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn filters(
        &self,
        person: &str,
        list: &str,
    ) -> Result<Vec<SavedFilterRow>, ServiceError> {
        Ok(self.shared.store.saved_filters(person, list).await?)
    }

    /// Keeps a filter under a name; one of the same name is replaced. False: the name is empty, it or the query is too
    /// long, or the person keeps [`MAX_FILTERS`] others.
    ///
    /// # Errors
    /// Not found for somebody whom the directory does not know; the store's failures.
    pub async fn save_filter(
        &self,
        person: &str,
        list: &str,
        (title, query): (&str, &str),
    ) -> Result<bool, ServiceError> {
        self.person(person).ok_or(ServiceError::NotFound)?;
        let title = title.trim();
        let fits = |text: &str, most: usize| text.chars().count() <= most;
        if title.is_empty() || !fits(title, FILTER_TITLE_CHARS) || !fits(query, FILTER_QUERY_CHARS)
        {
            return Ok(false);
        }
        let store = &self.shared.store;
        let place = (person, list);
        Ok(store
            .save_filter(place, (title, query), self.now(), MAX_FILTERS)
            .await?)
    }

    /// Removes a filter of the person.
    ///
    /// # Errors
    /// Not found when they have none of this number.
    pub async fn remove_filter(&self, person: &str, id: u32) -> Result<(), ServiceError> {
        match self.shared.store.remove_filter(person, id).await? {
            true => Ok(()),
            false => Err(ServiceError::NotFound),
        }
    }
}
