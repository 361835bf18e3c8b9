//! Which published version an instance begins by: the one whose date of effect has come last, by the local date of the
//! process. A version without a date is in force from its publication; one with a future date waits.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use reglament_calendar::{local_date, start_of_day};
use reglament_definition::{Definition, DefinitionRef};

use super::{Library, LoadedPackage};
use crate::port::{DefinitionRow, StoreError};

impl Library {
    /// The package published last with, of each process, the version that is in force at `now`. A process whose first
    /// version is still to come is left out.
    ///
    /// # Errors
    /// The store's failures; [`StoreError::Damaged`] when an older package no longer compiles.
    pub async fn package_in_force(
        &self,
        now: DateTime<Utc>,
    ) -> Result<Arc<LoadedPackage>, StoreError> {
        let current = self.current();
        if self.dated().is_empty() {
            return Ok(current);
        }
        let mut definitions = BTreeMap::new();
        for (process, newest) in &current.definitions {
            let Some(row) = self.row_in_force(process, newest.zone, now) else {
                continue;
            };
            let found = self.definition(&row.reference).await?;
            definitions.insert(process.clone(), found);
        }
        if definitions == current.definitions {
            return Ok(current);
        }
        Ok(Arc::new(LoadedPackage {
            definitions,
            organisation: current.organisation.clone(),
            indicators: current.indicators.clone(),
            calendars: current.calendars.clone(),
            files: current.files.clone(),
            digest: current.digest.clone(),
        }))
    }

    /// The version of a process in force at `now`.
    ///
    /// # Errors
    /// As [`Self::package_in_force`].
    pub async fn version_in_force(
        &self,
        process: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Arc<Definition>>, StoreError> {
        let Some(newest) = self.current().definitions.get(process).cloned() else {
            return Ok(None);
        };
        match self.row_in_force(process, newest.zone, now) {
            Some(row) => self.definition(&row.reference).await.map(Some),
            None => Ok(None),
        }
    }

    /// The version of a process that was in force at a moment in the past; the first one when none was yet.
    ///
    /// # Errors
    /// As [`Self::package_in_force`].
    pub async fn in_force(
        &self,
        process: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<Arc<Definition>>, StoreError> {
        let first = versions(&self.shelves().rows, process)
            .next()
            .map(|(_, row)| row.clone());
        let Some(first) = first else {
            return Ok(None);
        };
        let zone = match self.current().definitions.get(process) {
            Some(newest) => newest.zone,
            None => self.definition(&first.reference).await?.zone,
        };
        let row = self.row_once_in_force(process, zone, at).unwrap_or(first);
        self.definition(&row.reference).await.map(Some)
    }

    /// The instant from which a version may begin instances: its publication, or its date of effect if that is later.
    pub fn effective_from(&self, definition: &Definition) -> DateTime<Utc> {
        let rows = self.published();
        let row = rows
            .iter()
            .find(|row| row.reference == definition.reference);
        let published = row.map_or(DateTime::UNIX_EPOCH, |row| row.published_at);
        let date = self.date_of(&definition.reference);
        let day = date.map(|date| start_of_day(date, definition.zone));
        day.map_or(published, |day| day.max(published))
    }

    /// The next instant after `now` at which another version comes into force.
    pub fn next_change(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let current = self.current();
        let dated = self.dated();
        let starts = dated.iter().filter_map(|((process, _), date)| {
            let zone = current.definitions.get(process)?.zone;
            Some(start_of_day(*date, zone))
        });
        starts.filter(|at| *at > now).min()
    }

    /// The version published for a date that has not come.
    pub fn is_future(&self, definition: &Definition, now: DateTime<Utc>) -> bool {
        let today = local_date(now, definition.zone);
        self.date_of(&definition.reference)
            .is_some_and(|date| date > today)
    }

    /// Of all versions, whenever published: what is published is there even when the clock has been set back.
    fn row_in_force(&self, process: &str, zone: Tz, now: DateTime<Utc>) -> Option<DefinitionRow> {
        self.last_in_force(process, zone, now, |_| true)
    }

    /// Of the versions that were published by then.
    fn row_once_in_force(
        &self,
        process: &str,
        zone: Tz,
        at: DateTime<Utc>,
    ) -> Option<DefinitionRow> {
        self.last_in_force(process, zone, at, |row| row.published_at <= at)
    }

    /// Asked for every start and, where something has a date of effect, for every command: only the versions of this process
    /// are looked at, and only the one that is found is copied.
    fn last_in_force(
        &self,
        process: &str,
        zone: Tz,
        at: DateTime<Utc>,
        counts: impl Fn(&DefinitionRow) -> bool,
    ) -> Option<DefinitionRow> {
        let today = local_date(at, zone);
        let shelves = self.shelves();
        let begun = versions(&shelves.rows, process)
            .filter(|(_, row)| counts(row))
            .filter_map(|(key, row)| {
                let date = shelves.dated.get(key).copied();
                let from = date.unwrap_or_else(|| local_date(row.published_at, zone));
                date.is_none_or(|date| date <= today).then_some((from, row))
            });
        let last = begun.max_by_key(|(from, row)| (*from, row.reference.version));
        last.map(|(_, row)| row.clone())
    }

    fn date_of(&self, reference: &DefinitionRef) -> Option<NaiveDate> {
        let key = (reference.process.clone(), reference.version);
        self.dated().get(&key).copied()
    }
}

/// The versions of a process, the first one first.
fn versions<'a>(
    rows: &'a BTreeMap<(String, u32), DefinitionRow>,
    process: &str,
) -> impl Iterator<Item = (&'a (String, u32), &'a DefinitionRow)> {
    let ends = |version: u32| (process.to_owned(), version);
    rows.range(ends(0)..=ends(u32::MAX))
}
