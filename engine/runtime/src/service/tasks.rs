//! The tasks of a person: by role, by name, and in the place of people who are away.

use std::collections::BTreeSet;

use reglament_calendar::local_date;
use reglament_core::{Absence, InstanceId, Standing, eligible};

use super::{
    Service, ServiceError, case,
    lines::{cursor, key},
};
use crate::{
    library::LoadedPackage,
    limits::MAX_PAGE,
    port::{Page, TaskFilter, TaskRow, person_key},
    projection,
    view::TaskPage,
};

impl Service {
    /// Tasks that `person` may do, the earliest due first: a whole page of them.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn my_tasks(
        &self,
        person: &str,
        after: Option<&str>,
    ) -> Result<TaskPage, ServiceError> {
        self.some_of_my_tasks(person, after, MAX_PAGE).await
    }

    /// The same, at most `limit` rows of at most [`MAX_PAGE`].
    ///
    /// # Errors
    /// The store's failures.
    pub async fn some_of_my_tasks(
        &self,
        person: &str,
        after: Option<&str>,
        limit: u32,
    ) -> Result<TaskPage, ServiceError> {
        let limit = limit.clamp(1, MAX_PAGE);
        let absences = self.shared.absences().await?;
        let filter = TaskFilter {
            roles: self.keys_of(person, &absences),
            ..TaskFilter::default()
        };
        let page = Page {
            after: key(after),
            limit,
        };
        let rows = self.shared.store.tasks(&filter, &page).await?;
        let next = (rows.len() == limit as usize)
            .then(|| rows.last().map(cursor))
            .flatten();
        let package = self.shared.library.current();
        let mut mine = Vec::new();
        let mut places = Vec::new();
        for row in rows {
            if let Some(standing) = self.standing(&package, &absences, &row, person) {
                places.push(standing.of().map(|of| case::name(&package, of)));
                mine.push(row);
            }
        }
        let mut lines = self.task_lines(&mine).await?;
        let found = mine.iter().zip(places);
        for (row, place) in found {
            let line = lines
                .iter_mut()
                .find(|line| line.instance == row.instance && line.task == row.task);
            if let Some(line) = line {
                line.acting_for = place;
                line.claimed = row.claimed_by.as_deref() == Some(person);
            }
        }
        Ok(TaskPage { rows: lines, next })
    }

    /// Whether an open task of the instance is the person's to do now.
    pub(super) async fn has_task(
        &self,
        person: &str,
        instance: &InstanceId,
    ) -> Result<bool, ServiceError> {
        let absences = self.shared.absences().await?;
        let filter = TaskFilter {
            roles: self.keys_of(person, &absences),
            instance: Some(instance.clone()),
            ..TaskFilter::default()
        };
        let page = Page {
            after: None,
            limit: MAX_PAGE,
        };
        let rows = self.shared.store.tasks(&filter, &page).await?;
        let package = self.shared.library.current();
        Ok(rows.iter().any(|row| {
            let delegated = row.delegated_by.as_deref() == Some(person);
            delegated || self.standing(&package, &absences, row, person).is_some()
        }))
    }

    /// In whose place the person may do the task, if they may.
    fn standing(
        &self,
        package: &LoadedPackage,
        absences: &[Absence],
        row: &TaskRow,
        person: &str,
    ) -> Option<Standing> {
        if row.task == projection::INSTANCE_TERM {
            return None;
        }
        let definition = package.definitions.get(&row.process);
        let zone = definition.map_or(chrono_tz::UTC, |definition| definition.zone);
        let today = local_date(self.now(), zone);
        let doers = eligible(&package.organisation, absences, today, &row.candidacy());
        let found = doers.into_iter().find(|doer| doer.person == person);
        found.map(|doer| doer.standing)
    }

    /// Keys under which tasks of the person are found: their own, and those of everybody they may stand in for.
    pub(super) fn keys_of(&self, person: &str, absences: &[Absence]) -> Vec<String> {
        let mut keys = BTreeSet::new();
        for id in stands_in_for(person, absences) {
            keys.extend(self.rights(&id).roles);
            keys.insert(person_key(&id));
        }
        keys.into_iter().collect()
    }
}

/// The person and all those whose chain of substitutes comes to the person, on any day.
fn stands_in_for(person: &str, absences: &[Absence]) -> BTreeSet<String> {
    let mut found = BTreeSet::from([person.to_owned()]);
    loop {
        let before = found.len();
        for absence in absences {
            if absence.substitutes.iter().any(|id| found.contains(id)) {
                found.insert(absence.person.clone());
            }
        }
        if found.len() == before {
            return found;
        }
    }
}
