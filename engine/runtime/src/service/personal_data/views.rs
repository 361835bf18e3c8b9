//! Lines of the access log, of every process that was ever published. Whose lines are told is said by the filter that is given.

use std::collections::BTreeSet;

use crate::{
    limits::MAX_PERSON_VIEWS,
    port::{Page, ViewFilter, ViewRow},
    service::{Service, ServiceError},
    view::Cut,
};

impl Service {
    /// The newest lines; `cut` notes that there are more. The processes of the filter are filled in here.
    ///
    /// # Errors
    /// The store's failures.
    pub(super) async fn views(
        &self,
        filter: ViewFilter,
        cut: &mut BTreeSet<Cut>,
    ) -> Result<Vec<ViewRow>, ServiceError> {
        self.access_log.written().await?;
        let published = self.library().published().into_iter();
        let processes: BTreeSet<String> = published.map(|row| row.reference.process).collect();
        let filter = ViewFilter {
            processes: processes.into_iter().collect(),
            ..filter
        };
        let page = Page {
            after: None,
            limit: MAX_PERSON_VIEWS,
        };
        let rows = self.shared.store.views(&filter, &page).await?;
        if rows.len() == MAX_PERSON_VIEWS as usize {
            cut.insert(Cut::Views);
        }
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }
}
