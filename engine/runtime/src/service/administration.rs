//! What administrators see of the processes: versions, since when they are in force, by whom, and how many instances run.
//!
//! Administrators are those who oversee every process, and holders of the role `administrator`, who see no instances by it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Service, ServiceError, case};
use crate::port::DefinitionRow;
use crate::view::{DraftTexts, EditionLine, ProcessLine};

/// The role that administers processes without overseeing instances.
const ADMINISTRATOR: &str = "administrator";

impl Service {
    /// Whether a person may change and publish processes.
    pub fn administers(&self, person: &str) -> bool {
        let rights = self.rights(person);
        rights.oversees() || rights.roles.contains(ADMINISTRATOR)
    }

    /// Every process ever published, those of the present package first.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; the store's failures.
    pub async fn administered_processes(
        &self,
        person: &str,
    ) -> Result<Vec<ProcessLine>, ServiceError> {
        self.must_administer(person)?;
        let running = self.shared.store.running_versions().await?;
        let current = self.shared.library.current();
        let mut newest: BTreeMap<String, DefinitionRow> = BTreeMap::new();
        for row in self.shared.library.published() {
            newest.insert(row.reference.process.clone(), row);
        }
        let mut lines = Vec::new();
        for (process, row) in newest {
            let present = current.definitions.get(&process);
            let in_force = self.version_in_force(&process).await?;
            let title = match present {
                Some(found) => found.title.clone(),
                None => self
                    .shared
                    .library
                    .definition(&row.reference)
                    .await?
                    .title
                    .clone(),
            };
            let own = running.iter().filter(|(of, ..)| *of == process);
            let row = in_force.as_ref().unwrap_or(&row);
            lines.push(ProcessLine {
                title,
                version: in_force.as_ref().map(|row| row.reference.version),
                since: self.since(row).await?,
                by: self.publisher(row).await?,
                running: own.map(|(_, version, count)| (*version, *count)).collect(),
                retired: present.is_none(),
                process,
            });
        }
        lines.sort_by_key(|line| line.retired);
        Ok(lines)
    }

    /// The versions of a process, the newest first.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found for an unknown process; the store's failures.
    pub async fn editions(
        &self,
        person: &str,
        process: &str,
    ) -> Result<Vec<EditionLine>, ServiceError> {
        self.must_administer(person)?;
        let running = self.shared.store.running_versions().await?;
        let in_force = self.version_in_force(process).await?;
        let mut rows = self.shared.library.published();
        rows.retain(|row| row.reference.process == process);
        let mut lines = Vec::new();
        for row in rows.into_iter().rev() {
            let version = row.reference.version;
            let count = running
                .iter()
                .find(|(of, on, _)| of == process && *on == version);
            lines.push(EditionLine {
                version,
                published_at: row.published_at,
                since: self.since(&row).await?,
                by: self.publisher(&row).await?,
                in_force: in_force
                    .as_ref()
                    .is_some_and(|row| row.reference.version == version),
                running: count.map_or(0, |(_, _, count)| *count),
                package: row.package,
            });
        }
        if lines.is_empty() {
            return Err(ServiceError::NotFound);
        }
        Ok(lines)
    }

    /// The files of a published package, without the banks of questions: those are secret.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found for an unknown digest; the store's failures.
    pub async fn package_files(
        &self,
        person: &str,
        digest: &str,
    ) -> Result<Arc<BTreeMap<String, String>>, ServiceError> {
        self.must_administer(person)?;
        let current = self.shared.library.current();
        let files = if current.digest == digest {
            BTreeMap::clone(&current.files)
        } else {
            let stored = self.shared.store.package(digest).await?;
            stored.ok_or(ServiceError::NotFound)?.files
        };
        let open = files
            .into_iter()
            .filter(|(path, _)| !DraftTexts::is_secret(path));
        Ok(Arc::new(open.collect()))
    }

    pub(super) fn must_administer(&self, person: &str) -> Result<(), ServiceError> {
        match self.administers(person) {
            true => Ok(()),
            false => Err(ServiceError::Forbidden),
        }
    }

    async fn version_in_force(&self, process: &str) -> Result<Option<DefinitionRow>, ServiceError> {
        let library = &self.shared.library;
        let found = library.version_in_force(process, self.now()).await?;
        let rows = library.published();
        Ok(found.and_then(|found| {
            rows.into_iter()
                .find(|row| row.reference == found.reference)
        }))
    }

    async fn since(
        &self,
        row: &DefinitionRow,
    ) -> Result<chrono::DateTime<chrono::Utc>, ServiceError> {
        let library = &self.shared.library;
        let definition = library.definition(&row.reference).await?;
        Ok(library.effective_from(&definition))
    }

    /// The name of whoever published a version; that of a program for programs.
    async fn publisher(&self, row: &DefinitionRow) -> Result<String, ServiceError> {
        let stored = self.shared.store.package(&row.package).await?;
        let by = stored.map(|stored| stored.by).unwrap_or_default();
        Ok(case::name(&self.shared.library.current(), &by))
    }
}
