//! Indicators: figures on a day, and the cases behind one of them. Whoever takes part in the process of a set may see it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use reglament_calendar::local_date;
use reglament_core::InstanceId;
use reglament_definition::{Definition, Denominator, IndicatorSet, Title};
use reglament_expression::Value;
use reglament_indicator::{Case, Known, Report, evaluate_at, trend, usual, year_of, years};

use super::{Service, ServiceError, rights::Rights};
use crate::{
    library::LoadedPackage,
    limits::{MAX_CASES, MAX_PAGE},
    register_rows::register_rows,
    view::{AskedFigures, AskedTrend, CasesView, IndicatorSetView, IndicatorsView, TrendView},
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

    /// The figures of a set as they were known on a day, with the cases behind the indicator named.
    ///
    /// # Errors
    /// Not found for a set that the person may not see and for an indicator that it lacks; the store's failures.
    pub async fn indicators(
        &self,
        person: Option<&str>,
        set: &str,
        asked: AskedFigures<'_>,
    ) -> Result<IndicatorsView, ServiceError> {
        let package = self.shared.library.current();
        let rights = person.map(|person| self.rights(person));
        let (set, process) = seen_set(&package, rights.as_ref(), set)?;
        let on = asked.on.unwrap_or_else(|| local_date(self.now(), set.zone));
        let named = asked.at.unwrap_or(on).min(on);
        let year = asked.year.unwrap_or_else(|| year_of(set, named));
        let mut report = self.report(set, (on, asked.at), year).await?;
        let cases = match asked.of {
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

    /// One indicator of a set over months, quarters or years: a figure for each, and no cases.
    ///
    /// # Errors
    /// Not found for a set that the person may not see and for an indicator that it lacks; the store's failures.
    pub async fn indicator_trend(
        &self,
        person: Option<&str>,
        (set, indicator): (&str, &str),
        asked: AskedTrend,
    ) -> Result<TrendView, ServiceError> {
        let package = self.shared.library.current();
        let rights = person.map(|person| self.rights(person));
        let (found, process) = seen_set(&package, rights.as_ref(), set)?;
        let mut indicators = found.indicators.iter();
        let one = indicators.find(|one| one.id == indicator);
        let one = one.ok_or(ServiceError::NotFound)?;
        let on = asked
            .on
            .unwrap_or_else(|| local_date(self.now(), found.zone));
        let every = asked.every.unwrap_or_else(|| usual(found, on));
        let year = asked.year.unwrap_or_else(|| year_of(found, on));
        // The registers of this indicator only, each read once for all periods.
        let denominator = one.denominator.as_ref().map(Denominator::register);
        let read = [Some(one.numerator.register.as_str()), denominator];
        let registers = self.rows_of(read.into_iter().flatten().collect()).await?;
        let role = one.owner.as_ref();
        let owner = role.and_then(|role| process?.roles.get(role).cloned());
        let (title, years) = (found.title.clone(), years(found, on));
        let calendar = self.shared.library.calendar();
        let (set, indicator) = (set.to_owned(), indicator.to_owned());
        // Counting goes through every entry once for each period.
        let counted = tokio::task::spawn_blocking(move || {
            let known = Known {
                registers: &registers,
                calendar: &calendar,
            };
            trend(
                package.indicators.get(&set)?,
                &indicator,
                known,
                on,
                (every, year),
            )
        });
        let counted = counted.await;
        let counted = counted.map_err(|error| ServiceError::Unavailable(error.to_string()))?;
        Ok(TrendView {
            set_title: title,
            owner,
            years,
            trend: counted.ok_or(ServiceError::NotFound)?,
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
        days: (NaiveDate, Option<NaiveDate>),
        year: i32,
    ) -> Result<Report, ServiceError> {
        let registers = self.rows_of(set.registers()).await?;
        let calendar = self.shared.library.calendar();
        let known = Known {
            registers: &registers,
            calendar: &calendar,
        };
        Ok(evaluate_at(set, known, days, year))
    }

    /// Every entry of these registers.
    async fn rows_of(
        &self,
        registers: BTreeSet<&str>,
    ) -> Result<BTreeMap<String, Vec<Value>>, ServiceError> {
        let mut found = BTreeMap::new();
        for register in registers {
            let rows = register_rows(&*self.shared.store, register).await?;
            found.insert(register.to_owned(), rows);
        }
        Ok(found)
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

/// The set with its process, if somebody may see it; without rights it is asked for whoever runs the machine.
fn seen_set<'p>(
    package: &'p LoadedPackage,
    rights: Option<&Rights>,
    set: &str,
) -> Result<(&'p IndicatorSet, Option<&'p Arc<Definition>>), ServiceError> {
    let set = package.indicators.get(set).ok_or(ServiceError::NotFound)?;
    let process = package.definitions.get(&set.process);
    let seen = |rights: &Rights| process.is_some_and(|process| rights.takes_part(process));
    match rights.is_none_or(seen) {
        true => Ok((set, process)),
        false => Err(ServiceError::NotFound),
    }
}
