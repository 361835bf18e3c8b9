//! Indicators: figures on a day, and the cases behind one of them. Whoever takes part in the process of a set may see it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use reglament_calendar::local_date;
use reglament_core::InstanceId;
use reglament_definition::{IndicatorSet, Title};
use reglament_indicator::{Case, Known, Report, evaluate, year_of, years};

use super::{Service, ServiceError, rights::Rights};
use crate::{
    limits::{MAX_CASES, MAX_PAGE},
    register_rows::register_rows,
    view::{CasesView, IndicatorSetView, IndicatorsView},
};

impl Service {
    /// Sets of indicators that `person` may see; without a person all of them, for whoever runs the machine.
    pub fn indicator_sets(&self, person: Option<&str>) -> Vec<IndicatorSetView> {
        let package = self.shared.library.current();
        let rights = person.map(|person| self.rights(person));
        let seen = package.indicators.values().filter(|set| {
            let process = package.definitions.get(&set.process);
            rights
                .as_ref()
                .is_none_or(|rights| process.is_some_and(|process| rights.takes_part(process)))
        });
        seen.map(|set| IndicatorSetView {
            id: set.id.clone(),
            title: set.title.clone(),
            act: set.act.clone(),
            figures: set.indicators.len(),
        })
        .collect()
    }

    /// The figures of a set as they were known on a day (today when absent), for a year (the one of that day), with the
    /// cases behind the indicator named.
    ///
    /// # Errors
    /// Not found for a set that the person may not see and for an indicator that it lacks; the store's failures.
    pub async fn indicators(
        &self,
        person: Option<&str>,
        set: &str,
        on: Option<NaiveDate>,
        year: Option<i32>,
        of: Option<&str>,
    ) -> Result<IndicatorsView, ServiceError> {
        let package = self.shared.library.current();
        let set = package.indicators.get(set).ok_or(ServiceError::NotFound)?;
        let process = package.definitions.get(&set.process);
        let rights = person.map(|person| self.rights(person));
        if let Some(rights) = &rights
            && !process.is_some_and(|process| rights.takes_part(process))
        {
            return Err(ServiceError::NotFound);
        }
        let on = on.unwrap_or_else(|| local_date(self.now(), set.zone));
        let year = year.unwrap_or_else(|| year_of(set, on));
        let mut report = self.report(set, on, year).await?;
        let cases = match of {
            Some(of) => Some(self.cases(rights.as_ref(), &report, of).await?),
            None => None,
        };
        for figure in &mut report.figures {
            figure.cases.clear();
        }
        let owners = report.figures.iter().filter_map(|figure| {
            let role = figure.owner.as_ref()?;
            Some((role.clone(), process?.roles.get(role)?.clone()))
        });
        Ok(IndicatorsView {
            owners: owners.collect::<BTreeMap<String, Title>>(),
            years: years(set, on),
            report,
            cases,
        })
    }

    /// Whether a person may see the figures of a set; no when there is none.
    pub fn sees_figures(&self, person: &str, set: &str) -> bool {
        let package = self.shared.library.current();
        let set = package.indicators.get(set);
        let process = set.and_then(|set| package.definitions.get(&set.process));
        process.is_some_and(|process| self.rights(person).takes_part(process))
    }

    async fn report(
        &self,
        set: &IndicatorSet,
        on: NaiveDate,
        year: i32,
    ) -> Result<Report, ServiceError> {
        let mut registers = BTreeMap::new();
        for register in set.registers() {
            let rows = register_rows(&*self.shared.store, register).await?;
            registers.insert(register.to_owned(), rows);
        }
        let calendar = self.shared.library.calendar();
        let known = Known {
            registers: &registers,
            calendar: &calendar,
        };
        Ok(evaluate(set, known, on, year))
    }

    /// The first cases behind a figure, of those that the person may see.
    async fn cases(
        &self,
        rights: Option<&Rights>,
        report: &Report,
        of: &str,
    ) -> Result<CasesView, ServiceError> {
        let mut figures = report.figures.iter();
        let figure = figures.find(|figure| figure.id == of);
        let figure = figure.ok_or(ServiceError::NotFound)?;
        let mut view = CasesView {
            indicator: of.to_owned(),
            total: figure.cases.len(),
            hidden: 0,
            cases: Vec::new(),
        };
        for part in figure.cases.chunks(MAX_PAGE as usize) {
            let seen = self.seen(rights, part).await?;
            for case in part {
                if seen.contains(&case.instance) {
                    view.cases.push(case.clone());
                } else {
                    view.hidden += 1;
                }
            }
            if view.cases.len() >= MAX_CASES {
                view.cases.truncate(MAX_CASES);
                break;
            }
        }
        Ok(view)
    }

    /// Instances of these cases that may be seen.
    async fn seen(
        &self,
        rights: Option<&Rights>,
        cases: &[Case],
    ) -> Result<BTreeSet<String>, ServiceError> {
        let ids: BTreeSet<&str> = cases.iter().map(|case| case.instance.as_str()).collect();
        let ids: Vec<InstanceId> = ids.into_iter().map(InstanceId::from).collect();
        let mut seen = BTreeSet::new();
        for row in self.shared.store.instance_rows(&ids).await? {
            let definition = self.shared.library.definition(&row.definition).await?;
            let unit = row.unit.as_deref();
            if rights.is_none_or(|rights| rights.sees(&definition, unit)) {
                seen.insert(row.id.as_str().to_owned());
            }
        }
        Ok(seen)
    }
}
