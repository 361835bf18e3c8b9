//! The strip of the control board: where late tasks pile up, by the units of those who should do them and by duty.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use reglament_calendar::local_date;
use reglament_core::Candidacy;
use reglament_definition::Title;

use super::{
    Service, ServiceError, case,
    control_rows::{doers, unit_of, zone},
};
use crate::{
    library::LoadedPackage,
    limits::{MAX_STRIP_COLUMNS, MAX_STRIP_ROWS, MAX_STRIP_TASKS},
    port::TaskRow,
    view::{Duty, OverdueQuery, PersonOption, StripOf, StripRow, StripView},
};

type DutyKey = (String, String);

/// What is counted on the way: the duty of each task with the units that it is counted in.
#[derive(Default)]
struct Count {
    tasks: Vec<(DutyKey, BTreeSet<StripOf>)>,
    people: BTreeSet<String>,
}

impl Service {
    /// The strip of a list, whatever duty, role or person of it is open. Of an open unit it shows the units below.
    ///
    /// # Errors
    /// As [`Self::overdue`].
    pub async fn strip(
        &self,
        person: &str,
        query: &OverdueQuery,
    ) -> Result<StripView, ServiceError> {
        let rights = self.rights(person);
        let (rows, next) = self
            .board_rows(&rights, &whole(query), MAX_STRIP_TASKS)
            .await?;
        self.strip_of(query, &rows, next.is_some()).await
    }

    /// The strip of rows found for the whole of a query.
    pub(super) async fn strip_of(
        &self,
        query: &OverdueQuery,
        rows: &[TaskRow],
        more: bool,
    ) -> Result<StripView, ServiceError> {
        let absences = self.shared.absences().await?;
        let package = self.shared.library.current();
        let open = query.unit.as_ref();
        let open = open.map(|unit| package.organisation.units_under(unit));
        let inside = |unit: &str| open.as_ref().is_none_or(|units| units.contains(unit));
        let mut count = Count::default();
        // Most tasks of a role are offered alike: a role of hundreds is looked through once and not for every task of it.
        let mut known: BTreeMap<(NaiveDate, Candidacy<'_>), BTreeSet<StripOf>> = BTreeMap::new();
        for row in rows {
            let today = local_date(self.now(), zone(&package, row));
            let of_doers = known.entry((today, row.candidacy())).or_insert_with(|| {
                let doers = doers(&package, &absences, row, self.now());
                let units = doers
                    .iter()
                    .filter_map(|id| unit_of(&package.organisation, id, today));
                let units = units.filter(|unit| inside(unit));
                let units = units.map(|unit| StripOf::Unit(unit.into())).collect();
                count.people.extend(doers);
                units
            });
            let units: BTreeSet<StripOf> = match &row.unit {
                // A case that is about a unit is that unit's, whoever works on it.
                Some(unit) => [StripOf::Unit(unit.clone())].into(),
                None => of_doers.clone(),
            };
            let of = match units.is_empty() {
                true => row.roles.iter().cloned().map(StripOf::Role).collect(),
                false => units,
            };
            let duty = (row.process.clone(), row.step.clone());
            count.tasks.push((duty, of));
        }
        Ok(count.view(&package, more))
    }
}

/// The query without what the strip leaves out of account.
pub(super) fn whole(query: &OverdueQuery) -> OverdueQuery {
    OverdueQuery {
        step: None,
        role: None,
        person: None,
        cursor: None,
        ..query.clone()
    }
}

impl Count {
    fn view(self, package: &LoadedPackage, more: bool) -> StripView {
        let count = self.rolled_up(package);
        count.drawn(package, more)
    }

    /// Everything that a task is counted in.
    fn rows(&self) -> BTreeSet<&StripOf> {
        self.tasks.iter().flat_map(|(_, of)| of).collect()
    }

    /// With more units than fit, the lowest are counted in those above them: schools in their districts.
    fn rolled_up(mut self, package: &LoadedPackage) -> Self {
        let organisation = &package.organisation;
        let parent = |of: &StripOf| match of {
            StripOf::Unit(id) => organisation.units.get(id)?.parent.clone(),
            StripOf::Role(_) => None,
        };
        let depth = |of: &StripOf| {
            let above = std::iter::successors(parent(of), |id| parent(&StripOf::Unit(id.clone())));
            above.take(organisation.units.len()).count()
        };
        while self.rows().len() > MAX_STRIP_ROWS {
            let deepest = self.rows().into_iter().map(depth).max().unwrap_or(0);
            // Units right below the top stay apart: a strip of one row compares nothing.
            if deepest < 2 {
                break;
            }
            for (_, of) in &mut self.tasks {
                let up = |of: StripOf| match parent(&of) {
                    Some(id) if depth(&of) == deepest => StripOf::Unit(id),
                    _ => of,
                };
                *of = std::mem::take(of).into_iter().map(up).collect();
            }
        }
        self
    }

    fn drawn(self, package: &LoadedPackage, more: bool) -> StripView {
        let mut cells: BTreeMap<(&StripOf, &DutyKey), u32> = BTreeMap::new();
        let mut rows: BTreeMap<&StripOf, u32> = BTreeMap::new();
        let mut duties: BTreeMap<&DutyKey, u32> = BTreeMap::new();
        for (duty, of) in &self.tasks {
            *duties.entry(duty).or_default() += 1;
            for one in of {
                *rows.entry(one).or_default() += 1;
                *cells.entry((one, duty)).or_default() += 1;
            }
        }
        let more = more || duties.len() > MAX_STRIP_COLUMNS || rows.len() > MAX_STRIP_ROWS;
        let duties = most(duties, MAX_STRIP_COLUMNS);
        let row = |of: &StripOf| StripRow {
            of: of.clone(),
            title: named(package, of),
            cells: duties
                .iter()
                .map(|duty| cells.get(&(of, *duty)).copied().unwrap_or(0))
                .collect(),
        };
        let person = |id: &String| PersonOption {
            id: id.clone(),
            title: case::name(package, id),
        };
        let mut people: Vec<PersonOption> = self.people.iter().map(person).collect();
        people.sort_by(|a, b| a.title.cmp(&b.title));
        StripView {
            more,
            rows: most(rows, MAX_STRIP_ROWS).into_iter().map(row).collect(),
            duties: duties.iter().map(|duty| told(package, duty)).collect(),
            counted: self.tasks.len(),
            people,
        }
    }
}

/// The keys with most, at most so many; equal ones in their own order.
fn most<K: Ord>(counts: BTreeMap<K, u32>, limit: usize) -> Vec<K> {
    let mut counts: Vec<(K, u32)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let keys = counts.into_iter().map(|(key, _)| key);
    keys.take(limit).collect()
}

fn told(package: &LoadedPackage, (process, step): &DutyKey) -> Duty {
    let definition = package.definitions.get(process);
    let title = match step.is_empty() {
        true => super::terms::whole(),
        false => definition
            .and_then(|found| found.step(step))
            .map_or_else(|| Title::russian(step), |found| found.title.clone()),
    };
    Duty {
        process: process.clone(),
        step: step.clone(),
        title,
    }
}

fn named(package: &LoadedPackage, of: &StripOf) -> Title {
    match of {
        StripOf::Unit(id) => {
            let unit = package.organisation.units.get(id);
            unit.map_or_else(|| Title::russian(id), |unit| unit.name.clone())
        }
        StripOf::Role(id) => {
            let mut titles = package.definitions.values();
            let title = titles.find_map(|definition| definition.roles.get(id));
            title.cloned().unwrap_or_else(|| Title::russian(id))
        }
    }
}
