//! What publishing a draft would mean for the instances that run: which could go over to it, and why others could not.
//! Only a dry run: an instance goes over by an order of its own, after publishing.

use std::sync::Arc;

use reglament_core::Terms;
use reglament_definition::{Definition, DefinitionRef};

use crate::limits::DRAFT_CASES;
use crate::service::{MigrationOrder, Service, ServiceError};
use crate::view::MigrationReport;

impl Service {
    /// A dry run for every process that the draft changes and that has instances running, the newest ones up to a bound.
    /// Empty while the texts have errors. Instances are named only to those who oversee them.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found; the store's failures.
    pub async fn draft_migrations(
        &self,
        person: &str,
        id: u32,
    ) -> Result<Vec<MigrationReport>, ServiceError> {
        let texts = self.draft_texts(person, id).await?;
        let library = &self.shared.library;
        let Some(package) = library.compile(texts.package()).await? else {
            return Ok(Vec::new());
        };
        let current = library.current();
        let mut reports = Vec::new();
        for (process, definition) in package.definitions {
            let now = current.definitions.get(&process);
            if now.is_none_or(|now| now.reference.digest == definition.reference.digest) {
                continue;
            }
            let report = self.would_migrate(person, process, definition).await?;
            if !report.instances.is_empty() {
                reports.push(report);
            }
        }
        Ok(reports)
    }

    async fn would_migrate(
        &self,
        person: &str,
        process: String,
        mut definition: Definition,
    ) -> Result<MigrationReport, ServiceError> {
        let rows = self.shared.library.published();
        let own = rows.iter().filter(|row| row.reference.process == process);
        let last = own.map(|row| row.reference.version).max().unwrap_or(0);
        definition.reference = DefinitionRef {
            version: last + 1,
            ..definition.reference
        };
        let definition = Arc::new(definition);
        let order = MigrationOrder {
            process: process.clone(),
            version: last + 1,
            terms: Terms::Keep,
            dry_run: true,
            ..MigrationOrder::default()
        };
        let mut report = MigrationReport {
            process: process.clone(),
            version: last + 1,
            dry_run: true,
            instances: Vec::new(),
        };
        for row in self.running(&process).await?.iter().take(DRAFT_CASES) {
            let line = self.migrate_one(Some(person), &order, row, &definition);
            report.instances.push(line.await?);
        }
        if !self.rights(person).oversees() {
            for line in &mut report.instances {
                line.subject = String::new();
            }
        }
        Ok(report)
    }
}
