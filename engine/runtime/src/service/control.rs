//! The control board: what is late, what soon will be, who holds it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use reglament_calendar::{DecreeDays, end_of_local_day, local_date};

use super::{Service, ServiceError, control_strip::whole, lines::cursor, rights::Rights};
use crate::{
    limits::{MAX_COUNT, MAX_PAGE, MAX_STRIP_TASKS, SOON},
    port::{OutboxState, TaskFilter, TaskRow, TermMark, named_key},
    view::{Counters, OverdueQuery, StripView, TaskPage},
};

impl Service {
    /// Late tasks (or those that will be soon, or that nobody can do), the earliest due first: of the processes
    /// and units that the person sees.
    ///
    /// # Errors
    /// Not found for a process that the person may not see; the store's failures.
    pub async fn overdue(
        &self,
        person: &str,
        query: &OverdueQuery,
    ) -> Result<TaskPage, ServiceError> {
        let rights = self.rights(person);
        let (rows, next) = self.board_rows(&rights, query, page_of(query)).await?;
        self.board_page(person, &rows, next).await
    }

    /// The list with the strip above it, each as if asked for alone.
    ///
    /// # Errors
    /// As [`Self::overdue`].
    pub async fn overdue_with_strip(
        &self,
        person: &str,
        query: &OverdueQuery,
    ) -> Result<(TaskPage, StripView), ServiceError> {
        if query.cursor.is_some() {
            return tokio::try_join!(self.overdue(person, query), self.strip(person, query));
        }
        let rights = self.rights(person);
        let whole = whole(query);
        let (rows, next) = self.board_rows(&rights, &whole, MAX_STRIP_TASKS).await?;
        let strip = self.strip_of(query, &rows, next.is_some()).await?;
        let is_whole = whole == *query;
        let mut found = match is_whole {
            true => rows,
            false => self.narrowed(query, rows).await?,
        };
        // Mostly the list is the beginning of what the strip counts, or there is no more than that: it is not read again.
        let limit = page_of(query);
        if found.len() > limit {
            found.truncate(limit);
            let next = found.last().map(cursor);
            return Ok((self.board_page(person, &found, next).await?, strip));
        }
        let list = match is_whole || next.is_none() {
            true => self.board_page(person, &found, next).await?,
            false => self.overdue(person, query).await?,
        };
        Ok((list, strip))
    }

    async fn board_page(
        &self,
        person: &str,
        rows: &[TaskRow],
        next: Option<String>,
    ) -> Result<TaskPage, ServiceError> {
        let mut lines = self.task_lines(rows).await?;
        for line in lines.iter_mut().filter(|line| line.extended > 0) {
            line.first_due_on = self.first_due(line).await?;
        }
        self.note_powers(person, rows, &mut lines).await?;
        Ok(TaskPage { rows: lines, next })
    }

    /// The numbers on top of the board.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn counters(&self, person: &str) -> Result<Counters, ServiceError> {
        let rights = self.rights(person);
        let Some(filter) = self.board(&rights, None)? else {
            return Ok(Counters::default());
        };
        let store = &self.shared.store;
        let (mut late, mut soon, mut extended) = (filter.clone(), filter.clone(), filter.clone());
        self.window(&mut late, None);
        self.window(&mut soon, Some(SOON));
        self.marked(&mut extended, TermMark::Extended);
        let held = TaskFilter {
            marked: Some(TermMark::Held),
            ..filter.clone()
        };
        let vacant = TaskFilter {
            roles: with_named(self.vacant_roles()),
            ..filter
        };
        let whole = self.seen_by(&rights).whole;
        // Each count follows an index of its own: they go side by side.
        let counts = async {
            tokio::try_join!(
                store.count_tasks(&late, MAX_COUNT),
                store.count_tasks(&soon, MAX_COUNT),
                store.count_tasks(&extended, MAX_COUNT),
                store.count_tasks(&held, MAX_COUNT),
                store.incidents(&whole, None, MAX_COUNT),
            )
        };
        let ((overdue, soon, extended, held, incidents), without_holder, failed) = tokio::try_join!(
            async { Ok(counts.await?) },
            self.count_without_holder(&vacant),
            self.count_failed(&rights),
        )?;
        let shown = &incidents[..incidents.len().min(MAX_PAGE as usize)];
        Ok(Counters {
            overdue,
            soon,
            incidents: u32::try_from(incidents.len()).unwrap_or(MAX_COUNT),
            without_holder,
            extended,
            held,
            failed,
            list: self.incident_views(shown).await?,
        })
    }

    async fn count_without_holder(&self, vacant: &TaskFilter) -> Result<u32, ServiceError> {
        // Without a role the filter would let everything through.
        if vacant.roles.is_empty() {
            return Ok(0);
        }
        Ok(self.shared.store.count_tasks(vacant, MAX_COUNT).await?)
    }

    /// Letters and documents that were given up, for those who see deliveries.
    async fn count_failed(&self, rights: &Rights) -> Result<u32, ServiceError> {
        if !rights.oversees() {
            return Ok(0);
        }
        let store = &self.shared.store;
        let (failed, refused) = tokio::try_join!(
            store.count_outbox(OutboxState::Failed, MAX_COUNT),
            store.count_outbox(OutboxState::Refused, MAX_COUNT),
        )?;
        Ok(failed + refused)
    }

    /// What is seen on the board as a filter; none when there is nothing to see.
    pub(super) fn board(
        &self,
        rights: &Rights,
        process: Option<&str>,
    ) -> Result<Option<TaskFilter>, ServiceError> {
        let mut seen = self.seen_by(rights);
        if let Some(process) = process {
            if !seen.contains(process) {
                return Err(ServiceError::NotFound);
            }
            seen = seen.only(process);
        }
        Ok((!seen.is_empty()).then(|| seen.tasks()))
    }

    /// Late until now, or due from now within some working days.
    pub(super) fn window(&self, filter: &mut TaskFilter, soon: Option<u32>) {
        let now = self.now();
        match soon {
            None => filter.due_before = Some(now + chrono::TimeDelta::microseconds(1)),
            Some(days) => {
                filter.due_from = Some(now + chrono::TimeDelta::microseconds(1));
                filter.due_before = Some(self.after_working_days(now, days));
            }
        }
    }

    /// In time by an extended term; or standing still, whatever its date.
    pub(super) fn marked(&self, filter: &mut TaskFilter, mark: TermMark) {
        filter.marked = Some(mark);
        if mark == TermMark::Extended {
            filter.due_from = Some(self.now() + chrono::TimeDelta::microseconds(1));
        }
    }

    /// The end of the working day that comes `days` working days after today, in the zone of the first process.
    fn after_working_days(&self, now: DateTime<Utc>, days: u32) -> DateTime<Utc> {
        let package = self.shared.library.current();
        let zone = package
            .definitions
            .values()
            .next()
            .map_or(chrono_tz::UTC, |d| d.zone);
        let calendar = self.shared.library.calendar();
        let mut day = local_date(now, zone);
        for _ in 0..days.min(366) {
            day = calendar.next_working(day, DecreeDays::Working);
        }
        end_of_local_day(day, zone) + chrono::TimeDelta::microseconds(1)
    }

    /// Roles of published processes that nobody can act in.
    pub(super) fn vacant_roles(&self) -> BTreeSet<String> {
        let package = self.shared.library.current();
        let roles = package
            .definitions
            .values()
            .flat_map(|found| found.roles.keys());
        let today = self.today();
        let vacant = roles.filter(|role| package.organisation.in_office(role, today).is_empty());
        vacant.cloned().collect()
    }
}

fn page_of(query: &OverdueQuery) -> usize {
    query.limit.unwrap_or(MAX_PAGE).clamp(1, MAX_PAGE) as usize
}

/// The roles, also where their tasks were offered to people by name.
pub(super) fn with_named(roles: impl IntoIterator<Item = String>) -> Vec<String> {
    let keys = roles.into_iter().flat_map(|role| [named_key(&role), role]);
    keys.collect()
}
