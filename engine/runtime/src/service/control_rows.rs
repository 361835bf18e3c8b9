//! The rows of the control board that answer a question: found by index, then sifted by who may do them.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use reglament_calendar::{end_of_local_day, local_date};
use reglament_core::{Absence, DueDate, TermOwner, eligible, may_reassign, may_remind};
use reglament_definition::{Organisation, StepKind};

use super::{
    Service, ServiceError,
    control::with_named,
    lines::{cursor, key},
    rights::Rights,
};
use crate::{
    library::LoadedPackage,
    limits::{MAX_PAGE, MAX_SIFTED},
    port::{Page, TaskFilter, TaskRow},
    projection,
    view::{OverdueQuery, TaskLine},
};

/// What is asked of those who may do a task.
struct Sieve<'a> {
    query: &'a OverdueQuery,
    package: &'a LoadedPackage,
    absences: &'a [Absence],
    /// The unit asked for and all below it.
    units: BTreeSet<String>,
    now: DateTime<Utc>,
}

impl Service {
    /// Up to `limit` rows and where to go on. A question about people is answered by looking through at most
    /// [`MAX_SIFTED`] rows at a time, so a page may be shorter than its limit.
    pub(super) async fn board_rows(
        &self,
        rights: &Rights,
        query: &OverdueQuery,
        limit: usize,
    ) -> Result<(Vec<TaskRow>, Option<String>), ServiceError> {
        let Some(mut filter) = self.board(rights, query.process.as_deref())? else {
            return Ok((Vec::new(), None));
        };
        let absences = self.shared.absences().await?;
        let package = self.shared.library.current();
        let sieve = Sieve::new(query, &package, &absences, self.now());
        filter.roles = match self.board_keys(&sieve) {
            Some(keys) if keys.is_empty() => return Ok((Vec::new(), None)),
            Some(keys) => keys,
            None => Vec::new(),
        };
        self.term_window(&mut filter, query);
        let mut page = Page {
            after: key(query.cursor.as_deref()),
            limit: u32::try_from(limit).unwrap_or(u32::MAX).max(MAX_PAGE),
        };
        let (mut found, mut looked) = (Vec::new(), 0);
        loop {
            let rows = self.shared.store.tasks(&filter, &page).await?;
            let whole = rows.len() == page.limit as usize;
            looked += rows.len();
            let Some(last) = rows.last().cloned() else {
                return Ok((found, None));
            };
            for row in rows {
                if sieve.passes(&row) {
                    found.push(row);
                }
                if found.len() == limit {
                    let next = found.last().map(cursor);
                    return Ok((found, next));
                }
            }
            if !whole {
                return Ok((found, None));
            }
            if looked >= MAX_SIFTED {
                return Ok((found, Some(cursor(&last))));
            }
            page.after = Some((last.due_at, last.instance, last.task));
        }
    }

    /// Those of the rows found for a wider query that the query itself gives.
    pub(super) async fn narrowed(
        &self,
        query: &OverdueQuery,
        mut rows: Vec<TaskRow>,
    ) -> Result<Vec<TaskRow>, ServiceError> {
        let absences = self.shared.absences().await?;
        let package = self.shared.library.current();
        let sieve = Sieve::new(query, &package, &absences, self.now());
        let keys = self.board_keys(&sieve);
        let has_key = |row: &TaskRow| {
            let keys = keys.as_ref();
            keys.is_none_or(|keys| row.keys().iter().any(|key| keys.contains(key)))
        };
        rows.retain(|row| has_key(row) && sieve.passes(row));
        Ok(rows)
    }

    /// Keys under which tasks that pass may be found; none: all of them.
    fn board_keys(&self, sieve: &Sieve<'_>) -> Option<Vec<String>> {
        let query = sieve.query;
        let vacant = query.without_holder.then(|| self.vacant_roles());
        let asked = match (&query.role, vacant) {
            (Some(role), Some(vacant)) => Some(
                vacant
                    .contains(role)
                    .then(|| role.clone())
                    .into_iter()
                    .collect(),
            ),
            (Some(role), None) => Some(vec![role.clone()]),
            (None, Some(vacant)) => Some(vacant.into_iter().collect::<Vec<_>>()),
            (None, None) => None,
        };
        let of_person = || {
            let person = query.person.as_ref()?;
            Some(self.keys_of(person, sieve.absences))
        };
        let keys = asked.or_else(of_person);
        keys.map(with_named)
    }

    fn term_window(&self, filter: &mut TaskFilter, query: &OverdueQuery) {
        match query.marked {
            Some(mark) => self.marked(filter, mark),
            None if query.without_holder => {}
            None => self.window(filter, query.soon),
        }
        // Only to read fewer rows: the sieve looks at the days themselves.
        let zone = self.zone();
        let slack = chrono::TimeDelta::days(2);
        if let Some(from) = query.due_from {
            let from = end_of_local_day(from, zone) - slack;
            filter.due_from = Some(filter.due_from.map_or(from, |known| known.max(from)));
        }
        if let Some(until) = query.due_until {
            let until = end_of_local_day(until, zone) + slack;
            filter.due_before = Some(filter.due_before.map_or(until, |known| known.min(until)));
        }
    }

    /// Notes on the lines what the person may do about them.
    pub(super) async fn note_powers(
        &self,
        person: &str,
        rows: &[TaskRow],
        lines: &mut [TaskLine],
    ) -> Result<(), ServiceError> {
        let absences = self.shared.absences().await?;
        let package = self.shared.library.current();
        for line in lines.iter_mut() {
            let same = |row: &&TaskRow| row.instance == line.instance && row.task == line.task;
            let Some(row) = rows.iter().find(same) else {
                continue;
            };
            let definition = package.definitions.get(&row.process);
            let step = definition.and_then(|definition| definition.step(&row.step));
            let Some(StepKind::UserTask(kind)) = step.map(|step| &step.kind) else {
                continue;
            };
            let today = local_date(self.now(), zone(&package, row));
            let organisation = &package.organisation;
            let task = (row.process.as_str(), &**kind);
            line.may_remind = may_remind(organisation, &absences, today, task, person);
            let late = line.held_at.is_none() && line.due_at.is_some_and(|at| at <= self.now());
            line.may_escalate = late && line.may_remind;
            line.may_reassign =
                !row.personal && may_reassign(organisation, &absences, today, task, person);
        }
        Ok(())
    }

    /// The last day in time before the term was extended.
    pub(super) async fn first_due(
        &self,
        line: &TaskLine,
    ) -> Result<Option<NaiveDate>, ServiceError> {
        let Some(instance) = self.load(&line.instance).await? else {
            return Ok(None);
        };
        let owner = match line.task == projection::INSTANCE_TERM {
            true => TermOwner::Instance,
            false => TermOwner::Task(line.task),
        };
        let due = match owner {
            TermOwner::Task(id) => instance.tasks().get(&id).and_then(|task| task.due.clone()),
            _ => instance.term().as_ref().map(|term| term.due.clone()),
        };
        let bare = due.map(|due| DueDate {
            acts: Vec::new(),
            ..due
        });
        let calendar = self.shared.library.calendar();
        let counted = bare.and_then(|due| due.by_calendar(&calendar));
        Ok(counted.map(|due| due.date))
    }
}

impl<'a> Sieve<'a> {
    fn new(
        query: &'a OverdueQuery,
        package: &'a LoadedPackage,
        absences: &'a [Absence],
        now: DateTime<Utc>,
    ) -> Self {
        let units = query.unit.as_deref();
        Self {
            query,
            package,
            absences,
            units: units.map_or_else(BTreeSet::new, |unit| package.organisation.units_under(unit)),
            now,
        }
    }

    fn passes(&self, row: &TaskRow) -> bool {
        let query = self.query;
        let step = query.step.as_ref().is_none_or(|step| *step == row.step);
        let after = query
            .due_from
            .is_none_or(|from| row.due_on.is_some_and(|on| on >= from));
        let before = query
            .due_until
            .is_none_or(|until| row.due_on.is_some_and(|on| on <= until));
        if !(step && after && before) {
            return false;
        }
        if query.person.is_none() && query.unit.is_none() {
            return true;
        }
        let doers = doers(self.package, self.absences, row, self.now);
        let person = query.person.as_ref();
        let person = person.is_none_or(|wanted| doers.contains(wanted));
        let today = local_date(self.now, zone(self.package, row));
        let of_unit = |id: &String| {
            let unit = unit_of(&self.package.organisation, id, today);
            unit.is_some_and(|unit| self.units.contains(unit))
        };
        // A case that is about a unit is that unit's, whoever works on it.
        let theirs = match &row.unit {
            Some(unit) => self.units.contains(unit),
            None => doers.iter().any(of_unit),
        };
        person && (query.unit.is_none() || theirs)
    }
}

/// Ids of those who may do the task today.
pub(super) fn doers(
    package: &LoadedPackage,
    absences: &[Absence],
    row: &TaskRow,
    now: DateTime<Utc>,
) -> Vec<String> {
    let today = local_date(now, zone(package, row));
    let found = eligible(&package.organisation, absences, today, &row.candidacy());
    found.into_iter().map(|doer| doer.person).collect()
}

/// The zone of the task's process.
pub(super) fn zone(package: &LoadedPackage, row: &TaskRow) -> Tz {
    let definition = package.definitions.get(&row.process);
    definition.map_or_else(|| package.zone(), |definition| definition.zone)
}

/// The unit in which a person works on a day.
pub(super) fn unit_of<'o>(
    organisation: &'o Organisation,
    person: &str,
    on: NaiveDate,
) -> Option<&'o str> {
    organisation.people.get(person)?.unit_on(on)
}
