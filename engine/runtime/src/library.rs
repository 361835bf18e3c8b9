//! The library: published definitions by process and version, and the people and roles of the package published last.
//!
//! Packages are stored as files and compiled when first needed. A process gets a new version when its digest changes;
//! publishing the same again changes nothing. Instances stay on the version they started with, people do not. Which
//! version they start with is in `in_force`.

mod in_force;
mod publish;

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
};

use chrono::NaiveDate;
use reglament_calendar::Calendar;
use reglament_definition::{
    Calendars, Definition, DefinitionRef, IndicatorSet, Organisation, Package,
};

pub use publish::{ProposedMigration, PublishError, Published, PublishedProcess};

use crate::{
    limits::MAX_CACHED_PACKAGES,
    port::{CompileProblem, Compiler, DefinitionRow, Store, StoreError},
};

/// A compiled package whose definitions know their versions.
#[derive(Debug, Default)]
pub struct LoadedPackage {
    /// Definitions by process.
    pub definitions: BTreeMap<String, Arc<Definition>>,
    /// People and roles.
    pub organisation: Organisation,
    /// Sets of indicators by id.
    pub indicators: BTreeMap<String, IndicatorSet>,
    /// Tables of days added to the production calendar.
    pub calendars: Calendars,
    /// Files: path -> text.
    pub files: Arc<BTreeMap<String, String>>,
    /// Digest of the files.
    pub digest: String,
}

impl LoadedPackage {
    /// The zone of the first process: for what belongs to no process.
    pub(crate) fn zone(&self) -> chrono_tz::Tz {
        let first = self.definitions.values().next();
        first.map_or(chrono_tz::UTC, |definition| definition.zone)
    }
}

struct Shelves {
    rows: BTreeMap<(String, u32), DefinitionRow>,
    /// Dates of effect of the versions that have one.
    dated: Arc<BTreeMap<(String, u32), NaiveDate>>,
    /// Dates of effect of the processes of every package looked into.
    dates: BTreeMap<String, BTreeMap<String, NaiveDate>>,
    packages: BTreeMap<String, Arc<LoadedPackage>>,
    current: Arc<LoadedPackage>,
    /// The production calendar with the tables of the current package.
    calendar: Arc<Calendar>,
}

impl Shelves {
    fn with(calendar: Calendar) -> Self {
        Self {
            rows: BTreeMap::new(),
            dated: Arc::default(),
            dates: BTreeMap::new(),
            packages: BTreeMap::new(),
            current: Arc::default(),
            calendar: Arc::new(calendar),
        }
    }
}

/// Published definitions, people and roles.
pub struct Library {
    store: Arc<dyn Store>,
    compiler: Arc<dyn Compiler>,
    /// The production calendar as the program brings it.
    bare: Calendar,
    /// Told when the calendar has become another one.
    recounting: tokio::sync::Notify,
    shelves: RwLock<Shelves>,
    publishing: tokio::sync::Mutex<()>,
}

impl Library {
    /// Reads what is published.
    ///
    /// # Errors
    /// The store's failures; [`StoreError::Damaged`] when the current package no longer compiles.
    pub(crate) async fn open(
        store: Arc<dyn Store>,
        compiler: Arc<dyn Compiler>,
        calendar: Calendar,
    ) -> Result<Self, StoreError> {
        let library = Self {
            store,
            compiler,
            shelves: RwLock::new(Shelves::with(calendar.clone())),
            bare: calendar,
            recounting: tokio::sync::Notify::new(),
            publishing: tokio::sync::Mutex::new(()),
        };
        library.refresh().await?;
        Ok(library)
    }

    /// The package published last; empty before the first.
    pub fn current(&self) -> Arc<LoadedPackage> {
        self.shelves().current.clone()
    }

    /// The production calendar, with the years and the local days of the current package.
    pub fn calendar(&self) -> Arc<Calendar> {
        self.shelves().calendar.clone()
    }

    /// The production calendar as the program brings it: for packages that nobody has published.
    pub fn bare_calendar(&self) -> Calendar {
        self.bare.clone()
    }

    /// Waits until the calendar has become another one since the last call.
    pub(crate) async fn calendar_changed(&self) {
        self.recounting.notified().await;
    }

    /// Every version ever published, by process and version.
    pub fn published(&self) -> Vec<DefinitionRow> {
        self.shelves().rows.values().cloned().collect()
    }

    /// The newest definition of a process, if the current package has it.
    ///
    /// # Errors
    /// None at present; the signature leaves room for stores that are asked.
    pub async fn latest(&self, process: &str) -> Result<Option<Arc<Definition>>, StoreError> {
        Ok(self.current().definitions.get(process).cloned())
    }

    /// A definition of any published version.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when it was never published here or its package no longer compiles.
    pub async fn definition(
        &self,
        reference: &DefinitionRef,
    ) -> Result<Arc<Definition>, StoreError> {
        let current = self.current().definitions.get(&reference.process).cloned();
        if let Some(found) = current.filter(|found| found.reference == *reference) {
            return Ok(found);
        }
        let package = self.package_of(reference).await?;
        let found = package
            .definitions
            .get(&reference.process)
            .ok_or_else(|| unknown(reference))?;
        if found.reference == *reference {
            return Ok(found.clone());
        }
        // The same text under another version number: two versions may swap back and forth.
        let mut definition = Definition::clone(found);
        definition.reference = reference.clone();
        Ok(Arc::new(definition))
    }

    /// The package that a definition was compiled from.
    ///
    /// # Errors
    /// As [`Self::definition`].
    pub async fn package_of(
        &self,
        reference: &DefinitionRef,
    ) -> Result<Arc<LoadedPackage>, StoreError> {
        let key = (reference.process.clone(), reference.version);
        let known = self.shelves().rows.get(&key).cloned();
        let row = match known {
            Some(row) => row,
            None => {
                // Another node may have published it.
                self.refresh().await?;
                let row = self.shelves().rows.get(&key).cloned();
                row.ok_or_else(|| unknown(reference))?
            }
        };
        self.package(&row.package).await
    }

    /// What keeps files from being published; away from the threads that serve requests, because it may take a second.
    pub(crate) async fn check(
        &self,
        files: BTreeMap<String, String>,
    ) -> Result<Vec<CompileProblem>, StoreError> {
        let compiler = self.compiler.clone();
        let checked = tokio::task::spawn_blocking(move || compiler.check(&files).1).await;
        checked.map_err(|error| StoreError::Unavailable(error.to_string()))
    }

    /// The package of files that nobody has published; none when they have errors.
    pub(crate) async fn compile(
        &self,
        files: BTreeMap<String, String>,
    ) -> Result<Option<Package>, StoreError> {
        let compiler = self.compiler.clone();
        let compiled = tokio::task::spawn_blocking(move || compiler.compile(&files).0).await;
        compiled.map_err(|error| StoreError::Unavailable(error.to_string()))
    }

    async fn package(&self, digest: &str) -> Result<Arc<LoadedPackage>, StoreError> {
        if let Some(found) = self.shelves().packages.get(digest) {
            return Ok(found.clone());
        }
        let stored = self.store.package(digest).await?;
        let stored = stored
            .ok_or_else(|| StoreError::Damaged(format!("the package {digest} is missing")))?;
        let (package, problems) = self.compiler.compile(&stored.files);
        let package = package.ok_or_else(|| {
            let first = problems.first().map(|p| p.en.clone()).unwrap_or_default();
            StoreError::Damaged(format!("the package {digest} no longer compiles: {first}"))
        })?;
        let mut shelves = self.shelves_mut();
        let loaded = Arc::new(with_versions(package, digest, &shelves.rows));
        if shelves.packages.len() >= MAX_CACHED_PACKAGES {
            let current = shelves.current.digest.clone();
            shelves.packages.retain(|known, _| *known == current);
        }
        shelves.packages.insert(digest.to_owned(), loaded.clone());
        Ok(loaded)
    }

    /// Reads the list of definitions and the current package anew.
    pub(crate) async fn refresh(&self) -> Result<(), StoreError> {
        let rows = self.store.definitions().await?;
        self.read_dates(&rows).await?;
        {
            let mut shelves = self.shelves_mut();
            let dated = rows.iter().filter_map(|row| {
                let dates = shelves.dates.get(&row.package)?;
                let date = dates.get(&row.reference.process)?;
                Some((
                    (row.reference.process.clone(), row.reference.version),
                    *date,
                ))
            });
            let dated = Arc::new(dated.collect());
            shelves.dated = dated;
            shelves.rows = rows
                .into_iter()
                .map(|row| ((row.reference.process.clone(), row.reference.version), row))
                .collect();
        }
        if let Some(digest) = self.store.current_package().await?
            && self.current().digest != digest
        {
            let package = self.package(&digest).await?;
            let calendar = Arc::new(package.calendars.over(&self.bare));
            let mut shelves = self.shelves_mut();
            let another = shelves.calendar.reference() != calendar.reference();
            (shelves.current, shelves.calendar) = (package, calendar);
            drop(shelves);
            if another {
                self.recounting.notify_one();
            }
        }
        Ok(())
    }

    /// Looks into packages that are new here for dates of effect, without compiling them.
    async fn read_dates(&self, rows: &[DefinitionRow]) -> Result<(), StoreError> {
        for row in rows {
            if self.shelves().dates.contains_key(&row.package) {
                continue;
            }
            let stored = self.store.package(&row.package).await?;
            let dates = stored.map(|stored| self.compiler.dates(&stored.files));
            let mut shelves = self.shelves_mut();
            shelves
                .dates
                .insert(row.package.clone(), dates.unwrap_or_default());
        }
        Ok(())
    }

    fn dated(&self) -> Arc<BTreeMap<(String, u32), NaiveDate>> {
        self.shelves().dated.clone()
    }

    fn shelves(&self) -> RwLockReadGuard<'_, Shelves> {
        self.shelves.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn shelves_mut(&self) -> std::sync::RwLockWriteGuard<'_, Shelves> {
        self.shelves.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives each definition the newest version that was published with its digest.
fn with_versions(
    package: Package,
    digest: &str,
    rows: &BTreeMap<(String, u32), DefinitionRow>,
) -> LoadedPackage {
    let versioned = |(process, mut definition): (String, Definition)| {
        let same = rows
            .values()
            .filter(|row| row.reference.process == process)
            .filter(|row| {
                row.reference.digest == definition.reference.digest || row.package == digest
            });
        if let Some(row) = same.max_by_key(|row| row.reference.version) {
            definition.reference = row.reference.clone();
        }
        (process, Arc::new(definition))
    };
    LoadedPackage {
        definitions: package.definitions.into_iter().map(versioned).collect(),
        organisation: package.organisation,
        indicators: package.indicators,
        calendars: package.calendars,
        files: Arc::new(package.files),
        digest: digest.to_owned(),
    }
}

fn unknown(reference: &DefinitionRef) -> StoreError {
    let DefinitionRef {
        process, version, ..
    } = reference;
    StoreError::Damaged(format!(
        "the definition {process}@{version} was never published"
    ))
}
