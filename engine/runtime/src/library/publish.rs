//! Publishing: compile, find what is new, write it in one transaction.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::InstanceId;
use reglament_definition::{DefinitionRef, Package};
use schemars::JsonSchema;
use serde::Serialize;
use thiserror::Error;

use super::Library;
use crate::port::{CompileProblem, DefinitionRow, PublishedPackage, StoreError};

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Published {
    /// Digest of the package.
    pub package: String,
    /// Whether anything changed at all.
    pub changed: bool,
    /// Every process of the package.
    pub processes: Vec<PublishedProcess>,
    /// Running instances that are to go over to another version by its transitional rule. They never do by themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub migrations: Vec<ProposedMigration>,
}

/// Instances of one process that are to be migrated.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ProposedMigration {
    /// Process.
    pub process: String,
    /// The version to which they are to go.
    pub version: u32,
    /// From which day on; none: at once.
    pub from: Option<NaiveDate>,
    /// Running instances on other versions, up to a bound.
    pub instances: Vec<InstanceId>,
}

/// One process of a published package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PublishedProcess {
    /// Process.
    pub process: String,
    /// Its version now.
    pub version: u32,
    /// Whether this version is new.
    pub new: bool,
    /// The day from which instances begin by it, if it names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force: Option<NaiveDate>,
}

/// Why nothing was published.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PublishError {
    /// The files have errors.
    #[error("the files have {} errors", .0.len())]
    Invalid(Vec<CompileProblem>),
    /// Another package was published meanwhile.
    #[error("another package was published meanwhile")]
    Outdated,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Library {
    pub(crate) async fn publish(
        &self,
        files: BTreeMap<String, String>,
        (by, at): (&str, DateTime<Utc>),
        over: Option<&str>,
    ) -> Result<Published, PublishError> {
        let _one_at_a_time = self.publishing.lock().await;
        let package = match self.compiler.check(&files) {
            (Some(package), problems) if problems.is_empty() => package,
            (_, problems) => return Err(PublishError::Invalid(problems)),
        };
        self.refresh().await?;
        let current = self.current().digest.clone();
        // The same package again is no other one: a repetition after a crash changes nothing.
        if over.is_some_and(|over| over != current) && current != package.digest {
            return Err(PublishError::Outdated);
        }
        let rows = self.newest(&package, at);
        let published = Published {
            package: package.digest.clone(),
            changed: self.current().digest != package.digest,
            processes: rows
                .iter()
                .map(|(row, new)| process(row, *new, &package))
                .collect(),
            migrations: Vec::new(),
        };
        if published.changed {
            let new: Vec<DefinitionRow> = rows
                .into_iter()
                .filter(|(_, new)| *new)
                .map(|(row, _)| row)
                .collect();
            let stored = PublishedPackage {
                digest: package.digest,
                files,
                at,
                by: by.to_owned(),
            };
            self.store.publish(&stored, &new).await?;
            self.refresh().await?;
        }
        Ok(published)
    }

    /// The row of each process of the package, and whether it is new.
    fn newest(&self, package: &Package, at: DateTime<Utc>) -> Vec<(DefinitionRow, bool)> {
        let known = self.published();
        let row = |process: &String, digest: &String| {
            let versions = known.iter().filter(|row| row.reference.process == *process);
            let last = versions.max_by_key(|row| row.reference.version);
            if let Some(last) = last.filter(|last| last.reference.digest == *digest) {
                return (last.clone(), false);
            }
            let reference = DefinitionRef {
                process: process.clone(),
                version: last.map_or(1, |last| last.reference.version + 1),
                digest: digest.clone(),
            };
            let row = DefinitionRow {
                reference,
                package: package.digest.clone(),
                published_at: at,
            };
            (row, true)
        };
        let definitions = package.definitions.iter();
        definitions
            .map(|(process, found)| row(process, &found.reference.digest))
            .collect()
    }
}

fn process(row: &DefinitionRow, new: bool, package: &Package) -> PublishedProcess {
    let definition = package.definitions.get(&row.reference.process);
    PublishedProcess {
        in_force: definition.and_then(|found| found.edition.as_ref()?.in_force),
        process: row.reference.process.clone(),
        version: row.reference.version,
        new,
    }
}
