//! What lies ahead of live instances, and what would change under other circumstances. Reads only, beside the writer.

use std::collections::BTreeSet;

use reglament_calendar::local_date;
use reglament_core::InstanceId;
use reglament_definition::Definition;
use reglament_forecast::{Late, Prepared, WhatIf, compare, forecast, late};

use super::{Service, ServiceError, family::Family};
use crate::{
    limits::{MAX_FORECAST_TASKS, MAX_PAGE},
    port::{InstanceFilter, Page},
    projection,
    view::{ForecastView, LateView, SaidView, SimulatedShift, SimulationView},
};

impl Service {
    /// The forecast of an instance, as `person` may see it; without a person for whoever runs the machine.
    ///
    /// # Errors
    /// Not found when there is none or the person may not see it; the store's failures.
    pub async fn forecast(
        &self,
        person: Option<&str>,
        id: &InstanceId,
    ) -> Result<ForecastView, ServiceError> {
        if let Some(person) = person {
            self.must_see(person, id).await?;
        }
        let instance = self.load(id).await?.ok_or(ServiceError::NotFound)?;
        let mut outlook = self.outlook().await?;
        let family = self.family(&mut outlook, instance).await?;
        let told = family.ask(&outlook, forecast);
        let said = told
            .said()
            .into_iter()
            .map(|(ru, en)| SaidView { ru, en })
            .collect();
        let definition = &family.planned.definition;
        Ok(ForecastView {
            id: id.clone(),
            process_title: definition.title.clone(),
            subject: projection::subject(&family.instance, definition),
            zone: definition.zone.name().to_owned(),
            forecast: told,
            said,
            subjects: family.subjects(&outlook),
        })
    }

    /// Steps that are not overdue today and are expected to be done late, the nearest due dates first: in the instances of
    /// the [`MAX_FORECAST_TASKS`] open tasks that fall due first.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn expected_late(&self, person: &str) -> Result<Vec<LateView>, ServiceError> {
        let rights = self.rights(person);
        let seen = self.seen_by(&rights);
        if seen.is_empty() {
            return Ok(Vec::new());
        }
        let filter = seen.tasks();
        let page = Page {
            after: None,
            limit: MAX_FORECAST_TASKS,
        };
        let tasks = self.shared.store.tasks(&filter, &page).await?;
        let mut outlook = self.outlook().await?;
        let today = |definition: &Definition| local_date(self.now(), definition.zone);
        let mut found = Vec::new();
        let (mut ids, mut seen) = (Vec::new(), BTreeSet::new());
        for task in tasks {
            if seen.insert(task.instance.clone()) {
                ids.push(task.instance);
            }
        }
        let mut states = self.states(&ids).await?;
        for id in ids {
            let Some(instance) = states.remove(&id) else {
                continue;
            };
            let family = self.family(&mut outlook, instance).await?;
            let told = family.ask(&outlook, forecast);
            let definition = &family.planned.definition;
            let is_told = |late: &Late| !late.is_open || late.due >= today(definition);
            let coming = late(&told).into_iter().filter(is_told);
            found.extend(coming.map(|late| LateView {
                id: id.clone(),
                process: definition.reference.process.clone(),
                process_title: definition.title.clone(),
                subject: projection::subject(&family.instance, definition),
                late,
            }));
        }
        found.sort_by_key(|found| found.late.due);
        Ok(found)
    }

    /// Who would be late under other circumstances, over all live instances that `person` sees; without a
    /// person over all. Pages through the store and never waits for the writer.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn simulate(
        &self,
        person: Option<&str>,
        what: &WhatIf,
    ) -> Result<SimulationView, ServiceError> {
        let seen = match person {
            Some(person) => self.seen_by(&self.rights(person)).instances(),
            None => {
                let rows = self.shared.library.published().into_iter();
                let all: BTreeSet<String> = rows.map(|row| row.reference.process).collect();
                InstanceFilter {
                    processes: all.into_iter().collect(),
                    ..InstanceFilter::default()
                }
            }
        };
        let filter = InstanceFilter {
            running: Some(true),
            ..seen
        };
        let mut outlook = self.outlook().await?;
        let calendar = outlook.calendar.clone();
        let prepared = Prepared::of(what, &calendar);
        let mut view = SimulationView::default();
        let mut page = Page {
            after: None,
            limit: MAX_PAGE,
        };
        loop {
            let found = self.loaded(&filter, &page).await?;
            let Some((last, _)) = found.last() else {
                view.shifts.sort_by(|one, other| one.id.cmp(&other.id));
                return Ok(view);
            };
            page.after = Some((last.started_at, last.id.clone()));
            for (_, instance) in found {
                let family = self.family(&mut outlook, instance).await?;
                let (before, after) = family.ask(&outlook, |asked, instance| {
                    let before = forecast(asked, instance);
                    (before, prepared.forecast(asked, instance))
                });
                view.instances += 1;
                view.late_before += late(&before).len();
                view.late_after += late(&after).len();
                let shifts = compare(&before, &after);
                view.shifts
                    .extend(shifts.into_iter().map(|shift| shifted(&family, shift)));
            }
        }
    }
}

fn shifted(family: &Family, shift: reglament_forecast::Shift) -> SimulatedShift {
    let definition = &family.planned.definition;
    SimulatedShift {
        id: family.instance.id().clone(),
        process: definition.reference.process.clone(),
        process_title: definition.title.clone(),
        subject: projection::subject(&family.instance, definition),
        shift,
    }
}
