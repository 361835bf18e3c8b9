//! The tasks of a person.

use super::{
    Service, ServiceError,
    lines::{cursor, key},
};
use crate::{
    limits::MAX_PAGE,
    port::{Page, TaskFilter},
    projection,
    view::TaskPage,
};

impl Service {
    /// Tasks that `person` may do, the earliest due first.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn my_tasks(
        &self,
        person: &str,
        after: Option<&str>,
    ) -> Result<TaskPage, ServiceError> {
        let rights = self.rights(person);
        if rights.roles.is_empty() {
            return Ok(TaskPage::default());
        }
        let filter = TaskFilter {
            roles: rights.roles.into_iter().collect(),
            ..TaskFilter::default()
        };
        let page = Page {
            after: key(after),
            limit: MAX_PAGE,
        };
        let rows = self.shared.store.tasks(&filter, &page).await?;
        let next = (rows.len() == MAX_PAGE as usize)
            .then(|| rows.last().map(cursor))
            .flatten();
        let package = self.shared.library.current();
        let mine = |row: &&crate::port::TaskRow| {
            let candidates = row
                .roles
                .iter()
                .flat_map(|role| package.organisation.candidates(role, &row.not_by));
            let task = row.task != projection::INSTANCE_TERM;
            task && candidates.into_iter().any(|found| found.id == person)
        };
        let rows: Vec<_> = rows.iter().filter(mine).cloned().collect();
        Ok(TaskPage {
            rows: self.task_lines(&rows).await?,
            next,
        })
    }
}
