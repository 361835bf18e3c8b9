//! The strip of the control board: where late tasks pile up, by the units of those who should do them and by duty.

use std::collections::{BTreeMap, BTreeSet};

use reglament_calendar::local_date;
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

/// What is counted on the way.
#[derive(Default)]
struct Count {
    cells: BTreeMap<(StripOf, DutyKey), u32>,
    duties: BTreeMap<DutyKey, u32>,
    rows: BTreeMap<StripOf, u32>,
    people: BTreeSet<String>,
}

impl Service {
    /// The strip of a list, whatever unit, duty, role or person of it is open.
    ///
    /// # Errors
    /// As [`Self::overdue`].
    pub async fn strip(
        &self,
        person: &str,
        query: &OverdueQuery,
    ) -> Result<StripView, ServiceError> {
        let rights = self.rights(person);
        let whole = OverdueQuery {
            step: None,
            unit: None,
            role: None,
            person: None,
            cursor: None,
            ..query.clone()
        };
        let (rows, next) = self.board_rows(&rights, &whole, MAX_STRIP_TASKS).await?;
        let absences = self.shared.absences().await?;
        let package = self.shared.library.current();
        let mut count = Count::default();
        for row in &rows {
            let doers = doers(&package, &absences, row, self.now());
            let today = local_date(self.now(), zone(&package, row));
            let units: BTreeSet<StripOf> = match &row.unit {
                // A case that is about a unit is that unit's, whoever works on it.
                Some(unit) => [StripOf::Unit(unit.clone())].into(),
                None => doers
                    .iter()
                    .filter_map(|id| unit_of(&package.organisation, id, today))
                    .map(|unit| StripOf::Unit(unit.into()))
                    .collect(),
            };
            let of = match units.is_empty() {
                true => row.roles.iter().cloned().map(StripOf::Role).collect(),
                false => units,
            };
            count.add(row, of);
            count.people.extend(doers);
        }
        Ok(count.view(&package, rows.len(), next.is_some()))
    }
}

impl Count {
    fn add(&mut self, row: &TaskRow, of: BTreeSet<StripOf>) {
        let duty = (row.process.clone(), row.step.clone());
        *self.duties.entry(duty.clone()).or_default() += 1;
        for one in of {
            *self.rows.entry(one.clone()).or_default() += 1;
            *self.cells.entry((one, duty.clone())).or_default() += 1;
        }
    }

    fn view(self, package: &LoadedPackage, counted: usize, more: bool) -> StripView {
        let (all_duties, all_rows) = (self.duties.len(), self.rows.len());
        let duties = most(self.duties, MAX_STRIP_COLUMNS);
        let rows = most(self.rows, MAX_STRIP_ROWS);
        let row = |of: StripOf| StripRow {
            title: named(package, &of),
            cells: duties
                .iter()
                .map(|duty| {
                    let cell = self.cells.get(&(of.clone(), duty.clone()));
                    cell.copied().unwrap_or(0)
                })
                .collect(),
            of,
        };
        let person = |id: &String| PersonOption {
            id: id.clone(),
            title: case::name(package, id),
        };
        let mut people: Vec<PersonOption> = self.people.iter().map(person).collect();
        people.sort_by(|a, b| a.title.cmp(&b.title));
        StripView {
            more: more || all_duties > duties.len() || all_rows > rows.len(),
            rows: rows.into_iter().map(row).collect(),
            duties: duties.into_iter().map(|duty| told(package, duty)).collect(),
            counted,
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

fn told(package: &LoadedPackage, (process, step): DutyKey) -> Duty {
    let definition = package.definitions.get(&process);
    let title = match step.is_empty() {
        true => super::terms::whole(),
        false => definition
            .and_then(|found| found.step(&step))
            .map_or_else(|| Title::russian(&step), |found| found.title.clone()),
    };
    Duty {
        process,
        step,
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
