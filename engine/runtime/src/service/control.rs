//! The control board: what is late, what soon will be, who holds it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use reglament_calendar::{DecreeDays, end_of_local_day, local_date};

use super::{Service, ServiceError, rights::Rights};
use crate::{
    limits::{MAX_COUNT, MAX_PAGE, SOON},
    port::{OutboxState, TaskFilter, TermMark, named_key},
    view::{Counters, OverdueQuery, TaskPage},
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
        let limit = query.limit.unwrap_or(MAX_PAGE).clamp(1, MAX_PAGE) as usize;
        let (rows, next) = self.board_rows(&rights, query, limit).await?;
        let mut lines = self.task_lines(&rows).await?;
        for line in lines.iter_mut().filter(|line| line.extended > 0) {
            line.first_due_on = self.first_due(line).await?;
        }
        self.note_powers(person, &rows, &mut lines).await?;
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
        let without_holder = match vacant.roles.is_empty() {
            true => 0,
            false => store.count_tasks(&vacant, MAX_COUNT).await?,
        };
        let whole = self.seen_by(&rights).whole;
        let incidents = store.incidents(&whole, None, MAX_COUNT).await?;
        let failed = match rights.oversees() {
            true => {
                store.count_outbox(OutboxState::Failed, MAX_COUNT).await?
                    + store.count_outbox(OutboxState::Refused, MAX_COUNT).await?
            }
            false => 0,
        };
        Ok(Counters {
            overdue: store.count_tasks(&late, MAX_COUNT).await?,
            soon: store.count_tasks(&soon, MAX_COUNT).await?,
            incidents: u32::try_from(incidents.len()).unwrap_or(MAX_COUNT),
            without_holder,
            extended: store.count_tasks(&extended, MAX_COUNT).await?,
            held: store.count_tasks(&held, MAX_COUNT).await?,
            failed,
            list: self
                .incident_views(&incidents[..incidents.len().min(MAX_PAGE as usize)])
                .await?,
        })
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

/// The roles, also where their tasks were offered to people by name.
pub(super) fn with_named(roles: impl IntoIterator<Item = String>) -> Vec<String> {
    let keys = roles.into_iter().flat_map(|role| [named_key(&role), role]);
    keys.collect()
}
