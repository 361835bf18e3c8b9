//! What the public may begin, and the forms for it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use reglament_calendar::{end_of_local_day, start_of_day};
use reglament_core::{Absence, InstanceId, acts_in};
use reglament_definition::{DataKind, Definition, ForEach, Step, StepKind};
use reglament_expression::Expression;

use super::{
    Service, ServiceError,
    case::{Case, act, clauses},
    forms::{Filling, child_of},
};
use crate::{
    library::LoadedPackage,
    limits::MAX_WINDOWS,
    port::{InstanceFilter, Page},
    projection, schedule,
    view::{LinkView, PublicService, ServiceKind, StartForm},
};

impl Service {
    /// Public starts and registration windows, by process.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn public_services(&self) -> Result<Vec<PublicService>, ServiceError> {
        let package = self.shared.library.package_in_force(self.now()).await?;
        let mut services = Vec::new();
        for definition in package.definitions.values() {
            if definition.start.public {
                services.push(public_start(definition));
            }
            for step in &definition.steps {
                if let StepKind::ForEach(each) = &step.kind
                    && each.window.as_ref().is_some_and(|window| window.public)
                {
                    services.extend(self.windows(definition, step, each).await?);
                }
            }
        }
        Ok(services)
    }

    /// The windows of running instances that are open or will be; without any, when the next one starts.
    async fn windows(
        &self,
        definition: &Definition,
        step: &Step,
        each: &ForEach,
    ) -> Result<Vec<PublicService>, ServiceError> {
        let process = &definition.reference.process;
        let filter = InstanceFilter {
            processes: vec![process.clone()],
            running: Some(true),
            ..InstanceFilter::default()
        };
        let page = Page {
            after: None,
            limit: MAX_WINDOWS,
        };
        let closed = PublicService {
            kind: ServiceKind::Join {
                process: process.clone(),
                instance: None,
                step: step.id.clone(),
            },
            title: definition.title.clone(),
            about: String::new(),
            act: act(definition),
            open: false,
            opens_at: None,
            closes_at: None,
            next_start: schedule::next(definition, self.now()),
            zone: definition.zone.name().to_owned(),
        };
        let mut services = Vec::new();
        for row in self.shared.store.instances(&filter, &page).await? {
            let case = self.case(&row.id).await?;
            services.extend(window(&case, step, each, &closed));
        }
        if services.is_empty() {
            services.push(closed);
        }
        Ok(services)
    }

    /// The start form of a process: for the public, or for a person of an allowed role.
    ///
    /// # Errors
    /// Not found when there is no such start for the asker.
    pub async fn start_form(
        &self,
        person: Option<&str>,
        process: &str,
    ) -> Result<StartForm, ServiceError> {
        let package = self.shared.library.package_in_force(self.now()).await?;
        let definition = package
            .definitions
            .get(process)
            .ok_or(ServiceError::NotFound)?;
        let absences = self.shared.absences().await?;
        let by_role =
            person.is_some_and(|person| self.may_start(person, definition, &package, &absences));
        if definition.start.public || by_role {
            Ok(start_form(definition, &package, self.today()))
        } else {
            Err(ServiceError::NotFound)
        }
    }

    /// The form for joining a registration window.
    ///
    /// # Errors
    /// Not found when there is no such window.
    pub async fn join_form(
        &self,
        instance: &InstanceId,
        step: &str,
    ) -> Result<StartForm, ServiceError> {
        let case = self.case(instance).await?;
        case.instance.token_at(step).ok_or(ServiceError::NotFound)?;
        let child = child_of(&case.definition, step)
            .and_then(|process| case.package.definitions.get(process))
            .ok_or(ServiceError::NotFound)?;
        Ok(start_form(child, &case.package, case.today()))
    }

    /// Processes that `person` may start by hand.
    ///
    /// # Errors
    /// The store failed.
    pub async fn startable(&self, person: &str) -> Result<Vec<StartForm>, ServiceError> {
        let package = self.shared.library.package_in_force(self.now()).await?;
        let absences = self.shared.absences().await?;
        let definitions = package.definitions.values();
        let allowed = definitions
            .filter(|definition| self.may_start(person, definition, &package, &absences));
        Ok(allowed
            .map(|definition| start_form(definition, &package, self.today()))
            .collect())
    }

    fn may_start(
        &self,
        person: &str,
        definition: &Definition,
        package: &LoadedPackage,
        absences: &[Absence],
    ) -> bool {
        let start = &definition.start;
        if self.rights(person).is_given(&definition.reference.process) {
            return start.public || !start.roles.is_empty();
        }
        let organisation = &package.organisation;
        acts_in(organisation, absences, self.today(), &start.roles, person)
    }
}

fn public_start(definition: &Definition) -> PublicService {
    PublicService {
        kind: ServiceKind::Start {
            process: definition.reference.process.clone(),
        },
        title: definition.title.clone(),
        about: String::new(),
        act: act(definition),
        open: true,
        opens_at: None,
        closes_at: None,
        next_start: None,
        zone: definition.zone.name().to_owned(),
    }
}

/// The window of a running instance; none once it has closed.
fn window(
    case: &Case,
    step: &Step,
    each: &ForEach,
    closed: &PublicService,
) -> Option<PublicService> {
    case.instance.token_at(&step.id)?;
    let list = case.instance.items().get(&step.id);
    if list.is_some_and(|list| list.closed) {
        return None;
    }
    let window = each.window.as_ref()?;
    let closes_at = moment(case, &window.closes, true)?;
    let opens_at = window
        .opens
        .as_ref()
        .and_then(|opens| moment(case, opens, false));
    let ahead = opens_at.filter(|at| case.now < *at);
    if case.now >= closes_at {
        return None;
    }
    let mut service = closed.clone();
    service.about = about(case);
    service.open = ahead.is_none();
    service.opens_at = ahead;
    service.closes_at = Some(closes_at);
    service.next_start = None;
    if let ServiceKind::Join { instance, .. } = &mut service.kind {
        *instance = Some(case.instance.id().clone());
    }
    Some(service)
}

/// What the instance is called in public. Everybody reads it, so it may be neither confidential nor somebody's name.
fn about(case: &Case) -> String {
    let definition = &case.definition;
    let name = definition.subject.as_ref();
    let field = name.and_then(|name| definition.field(name));
    let plain = |kind: &DataKind| matches!(kind, DataKind::Text | DataKind::Date);
    match field.is_some_and(|field| !field.confidential && plain(&field.kind)) {
        true => projection::subject(&case.instance, definition),
        false => String::new(),
    }
}

/// A moment, or the beginning (`end`: the end) of a local date.
pub(super) fn moment(case: &Case, expression: &Expression, end: bool) -> Option<DateTime<Utc>> {
    let value = case.evaluate(expression)?;
    let date = |date| match end {
        true => end_of_local_day(date, case.zone()),
        false => start_of_day(date, case.zone()),
    };
    value.as_moment().or_else(|| value.as_date().map(date))
}

fn start_form(definition: &Definition, package: &LoadedPackage, today: NaiveDate) -> StartForm {
    let (data, items) = (BTreeMap::new(), BTreeMap::new());
    let filling = Filling {
        definition,
        package,
        data: &data,
        items: &items,
        today,
    };
    let link = |link: &reglament_definition::Link| LinkView {
        name: link.name.clone(),
        title: link.title.clone(),
    };
    StartForm {
        process: definition.reference.process.clone(),
        title: definition.title.clone(),
        act: act(definition),
        clauses: clauses(definition, &definition.start.basis),
        form: filling.form(&definition.start.form),
        links: definition.start.links.iter().map(link).collect(),
    }
}
