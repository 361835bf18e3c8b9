//! Publishes a package of regulations.

use std::collections::BTreeMap;

use super::Service;
use crate::library::{PublishError, Published};

impl Service {
    /// Compiles and publishes files (path -> text). `by` is a person's id or the name of a program; who may is checked by
    /// the caller, because the first package brings the first people.
    ///
    /// # Errors
    /// Every problem of the files; or the store's failure.
    pub async fn publish(
        &self,
        files: BTreeMap<String, String>,
        by: &str,
    ) -> Result<Published, PublishError> {
        let mut published = self.shared.library.publish(files, by, self.now()).await?;
        self.shared.wake.schedules.notify_one();
        self.shared.wake.digests.notify_one();
        published.migrations = self.proposed_migrations().await?;
        Ok(published)
    }
}
