//! Publishes a package of regulations.

use std::collections::BTreeMap;

use super::Service;
use crate::hints::Hint;
use crate::library::{PublishError, Published};
use crate::port::AuditAct;

/// Characters of a digest that tell packages apart for people.
const DIGEST_CHARS: usize = 12;

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
        self.publish_over(files, by, None).await
    }

    /// The same, provided that the package published last is still `over`.
    pub(super) async fn publish_over(
        &self,
        files: BTreeMap<String, String>,
        by: &str,
        over: Option<&str>,
    ) -> Result<Published, PublishError> {
        let library = &self.shared.library;
        let mut published = library.publish(files, (by, self.now()), over).await?;
        self.shared.wake.schedules.notify_one();
        self.shared.wake.digests.notify_one();
        self.shared.hints.tell(Hint::People);
        if published.changed {
            self.note_act(Some(by), AuditAct::Published, &editions(&published))
                .await?;
        }
        published.migrations = self.proposed_migrations().await?;
        Ok(published)
    }

    /// Keeps the scenarios of a folder beside its package, for administrators to run; those of before go. Who may is
    /// checked by the caller, as for [`Self::publish`].
    ///
    /// # Errors
    /// The store's failures.
    pub async fn keep_scenarios(
        &self,
        stories: BTreeMap<String, String>,
    ) -> Result<(), crate::port::StoreError> {
        let known = self.shared.store.scenarios().await?;
        let gone = known.into_keys().map(|path| (path, None));
        let mut changes: BTreeMap<String, Option<String>> = gone.collect();
        changes.extend(stories.into_iter().map(|(path, text)| (path, Some(text))));
        self.shared.store.keep_scenarios(&changes).await
    }
}

/// «certification 3, appeal 2»: the new versions; of a package that brought none its digest, shortened.
fn editions(published: &Published) -> String {
    let new = published.processes.iter().filter(|process| process.new);
    let new: Vec<String> = new
        .map(|process| format!("{} {}", process.process, process.version))
        .collect();
    match new.is_empty() {
        true => published.package.chars().take(DIGEST_CHARS).collect(),
        false => new.join(", "),
    }
}
