//! The due dates of a person's tasks in a span of days, for the calendar of the pages.

use chrono::NaiveDate;

use super::{Service, ServiceError};
use crate::{limits::MAX_CALENDAR, view::TaskLine};

impl Service {
    /// Open tasks of `person` that are due on these days, the earliest first, at most [`MAX_CALENDAR`].
    ///
    /// # Errors
    /// The store's failures.
    pub async fn my_dates(
        &self,
        person: &str,
        (from, until): (NaiveDate, NaiveDate),
    ) -> Result<Vec<TaskLine>, ServiceError> {
        let mut found = Vec::new();
        let mut after = None;
        loop {
            let page = self.my_tasks(person, after.as_deref()).await?;
            // They come by due date: a later one ends the search, and so does one without.
            let beyond = |line: &TaskLine| line.due_on.is_none_or(|on| on > until);
            let over = page.rows.iter().any(beyond);
            let within =
                |line: &TaskLine| line.due_on.is_some_and(|on| (from..=until).contains(&on));
            found.extend(page.rows.into_iter().filter(within));
            after = page.next;
            if over || after.is_none() || found.len() >= MAX_CALENDAR {
                found.truncate(MAX_CALENDAR);
                return Ok(found);
            }
        }
    }
}
