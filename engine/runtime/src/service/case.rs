//! An instance opened for a question: its state, its definition, and what expressions over it may know.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use reglament_calendar::{Calendar, DecreeDays, local_date, working_days_between};
use reglament_core::{
    Absence, Ballots, Candidacy, Context, Doer, DueDate, Facts, Instance, InstanceId, Numbers,
    Outside, Task, eligible,
};
use reglament_definition::{Definition, Field, Organisation, Title};
use reglament_expression::{Expression, Value};

use super::{Service, ServiceError};
use crate::{
    library::LoadedPackage,
    view::{ClauseView, DueView},
    words,
};

pub(super) struct Case {
    pub(super) instance: Instance,
    pub(super) definition: Arc<Definition>,
    pub(super) package: Arc<LoadedPackage>,
    pub(super) calendar: Arc<Calendar>,
    pub(super) now: DateTime<Utc>,
    pub(super) absences: Vec<Absence>,
}

impl Service {
    pub(super) async fn case(&self, id: &InstanceId) -> Result<Case, ServiceError> {
        let instance = self.load(id).await?.ok_or(ServiceError::NotFound)?;
        let reference = instance
            .definition()
            .clone()
            .ok_or(ServiceError::NotFound)?;
        Ok(Case {
            definition: self.shared.library.definition(&reference).await?,
            instance,
            package: self.shared.library.current(),
            calendar: self.shared.library.calendar(),
            now: self.now(),
            absences: self.shared.absences().await?,
        })
    }
}

impl Case {
    pub(super) fn zone(&self) -> Tz {
        self.definition.zone
    }

    /// Today in the zone of the process.
    pub(super) fn today(&self) -> NaiveDate {
        local_date(self.now, self.zone())
    }

    /// Those who may do an open task now.
    pub(super) fn doers(&self, task: &Task) -> Vec<Doer> {
        let excluded = self.instance.excluded(task);
        self.eligible(&Candidacy::of_task(task, &excluded))
    }

    /// Those who may do a task of this description.
    pub(super) fn eligible(&self, candidacy: &Candidacy<'_>) -> Vec<Doer> {
        let organisation = &self.package.organisation;
        eligible(organisation, &self.absences, self.today(), candidacy)
    }

    /// Names of those who may do an open task.
    pub(super) fn holders(&self, task: &Task) -> Vec<String> {
        names(&self.package, &self.doers(task))
    }

    /// The value of an expression over the instance as it stands; none when it cannot be had.
    pub(super) fn evaluate(&self, expression: &Expression) -> Option<Value> {
        self.with_facts(|facts| expression.evaluate(&facts.scope()).ok())
    }

    /// Asks something that needs the facts of the instance.
    pub(super) fn with_facts<T>(&self, ask: impl FnOnce(&Facts<'_>) -> T) -> T {
        let (children, numbers, ballots) =
            (BTreeMap::new(), Numbers::default(), Ballots::default());
        let outside = Outside::default();
        let context = Context {
            definition: &self.definition,
            children: &children,
            calendar: &self.calendar,
            organisation: &self.package.organisation,
            absences: &self.absences,
            ballots: &ballots,
            numbers: &numbers,
            outside: &outside,
            now: self.now,
            base_url: "",
        };
        ask(&Facts::new(context, &self.instance))
    }

    /// The value of a field: what is stored, or what it is computed from as things stand.
    pub(super) fn value(&self, field: &Field) -> Option<Value> {
        match &field.is {
            Some(is) => self.evaluate(is),
            None => self.instance.data().get(&field.name).cloned(),
        }
    }

    /// The title of a step; its id when the definition does not have it.
    pub(super) fn step_title(&self, id: &str) -> Title {
        let step = self.definition.step(id);
        step.map_or_else(|| Title::russian(id), |step| step.title.clone())
    }

    /// Title of the end step, once the instance has ended.
    pub(super) fn ended(&self) -> Option<Title> {
        match self.instance.status() {
            reglament_core::Status::Ended { step, .. } => Some(self.step_title(step)),
            reglament_core::Status::Cancelled { .. } => Some(words::cancelled()),
            reglament_core::Status::New | reglament_core::Status::Running => None,
        }
    }

    pub(super) fn act(&self) -> String {
        act(&self.definition)
    }

    pub(super) fn due(&self, due: &DueDate) -> DueView {
        let today = local_date(self.now, self.zone());
        let (ru, en) = super::terms::told(self, due);
        let held = due.held.is_some();
        DueView {
            on: due.date,
            at: due.at,
            provisional: due.provisional,
            late: !held && self.now >= due.at,
            held,
            days_late: working_days_between(&self.calendar, due.date, today, DecreeDays::Working),
            ru,
            en,
        }
    }
}

/// The act behind a definition; empty without one.
pub(super) fn act(definition: &Definition) -> String {
    definition
        .regulation
        .as_ref()
        .map(|found| found.act.clone())
        .unwrap_or_default()
}

/// Clauses with their wording.
pub(super) fn clauses(definition: &Definition, basis: &[String]) -> Vec<ClauseView> {
    let text = |id: &String| definition.regulation.as_ref()?.clause(id);
    let view = |id: &String| ClauseView {
        id: id.clone(),
        text: text(id).unwrap_or_default().to_owned(),
    };
    basis.iter().map(view).collect()
}

/// Titles of roles; ids where the definition has none.
pub(super) fn role_titles<'r>(
    definition: &Definition,
    roles: impl IntoIterator<Item = &'r String>,
) -> Vec<Title> {
    let title = |role: &String| {
        let known = definition.roles.get(role).cloned();
        known.unwrap_or_else(|| Title::russian(role.clone()))
    };
    // Whoever alone holds a role is named as its holder.
    let roles = roles
        .into_iter()
        .filter(|role| Organisation::only_holder(role).is_none());
    roles.map(title).collect()
}

/// Names of people, each once.
pub(super) fn names(package: &LoadedPackage, doers: &[Doer]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for doer in doers {
        let name = name(package, &doer.person);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The name of a person; the id when the directory does not have it.
pub(super) fn name(package: &LoadedPackage, id: &str) -> String {
    let found = package.organisation.people.get(id);
    found.map_or_else(|| id.to_owned(), |person| words::full_name(&person.name))
}
