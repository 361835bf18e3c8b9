//! Who may see what. Deny by default: what is not allowed here answers as if it did not exist.
//!
//! A person sees an instance when they oversee its organisation, or when a role of theirs appears in its process and
//! `access` of the process does not narrow that to units or to instances in which they have a part. Whoever has an open
//! task sees its instance, whatever roles they hold. Values marked confidential are shown to those whose work they are (K-1.3: the
//! commission, personnel, the controller). What they may do is said at the steps.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use reglament_core::InstanceId;
use reglament_definition::{DataKind, Definition, Organisation, StepKind};

use super::{Service, ServiceError, Viewer, programs::name_of};
use crate::{library::LoadedPackage, port::InstanceRow};

/// The role that sees confidential values wherever it sees the instance, beside those who oversee.
const CONFIDANT: &str = "hr";

/// Somebody's rights at this moment.
#[derive(Clone, Debug)]
pub(crate) struct Rights {
    pub(crate) person: String,
    /// Roles held or deputised.
    pub(crate) roles: BTreeSet<String>,
    /// The units whose instances they see where a process tells units apart; none: all.
    pub(super) units: Option<BTreeSet<String>>,
    /// For a program, which holds no roles: the processes that it was given.
    given: Option<Arc<BTreeSet<String>>>,
    package: Arc<LoadedPackage>,
}

/// How much of a process somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Instances in which they have a part.
    Own,
    /// Also those of their units.
    Units,
    /// Every instance.
    Whole,
}

impl Rights {
    pub(crate) fn of(person: &str, package: &Arc<LoadedPackage>, on: NaiveDate) -> Self {
        let organisation = &package.organisation;
        let unit = organisation
            .people
            .get(person)
            .and_then(|one| one.unit_on(on));
        // Who works at the top, or in no unit at all, is not narrowed to a part.
        let below = unit.and_then(|id| organisation.units.get(id));
        let below = below.filter(|unit| unit.parent.is_some());
        Self {
            person: person.to_owned(),
            roles: roles_of(person, organisation, on),
            units: below.map(|unit| organisation.units_under(&unit.id)),
            given: None,
            package: package.clone(),
        }
    }

    /// Those of a program: it sees every case of its processes, confidential values of none.
    pub(super) fn of_program(
        id: &str,
        given: Arc<BTreeSet<String>>,
        package: &Arc<LoadedPackage>,
    ) -> Self {
        Self {
            person: id.to_owned(),
            roles: BTreeSet::new(),
            units: None,
            given: Some(given),
            package: package.clone(),
        }
    }

    /// Whether this is a program to which the process was given; no for people.
    pub(super) fn is_given(&self, process: &str) -> bool {
        let given = self.given.as_ref();
        given.is_some_and(|given| given.contains(process))
    }

    /// Whether they oversee anything that is not of one organisation only: the outbox, the processes.
    pub(crate) fn oversees(&self) -> bool {
        self.holds_any(&self.package.organisation.overseers)
    }

    /// Whether they oversee a process.
    pub(crate) fn oversees_process(&self, process: &str) -> bool {
        self.holds_any(self.package.organisation.overseers_of(process))
    }

    /// How much of a process they see by their roles.
    pub(crate) fn reach(&self, definition: &Definition) -> Reach {
        let process = &definition.reference.process;
        if self.oversees_process(process) || self.is_given(process) {
            return Reach::Whole;
        }
        let access = &definition.access;
        let held = definition.roles.keys();
        let mut held =
            held.filter(|role| self.roles.contains(*role) && !access.own.contains(*role));
        match (held.next(), &access.unit, &self.units) {
            (None, ..) => Reach::Own,
            (Some(_), Some(_), Some(_)) => Reach::Units,
            (Some(_), ..) => Reach::Whole,
        }
    }

    /// Whether they see an instance of this process, and not only by a part of theirs in it.
    pub(crate) fn sees(&self, definition: &Definition, unit: Option<&str>) -> bool {
        match self.reach(definition) {
            Reach::Own => false,
            Reach::Whole => true,
            Reach::Units => unit.is_some_and(|unit| {
                let units = self.units.as_ref();
                units.is_some_and(|units| units.contains(unit))
            }),
        }
    }

    /// Whether a role of theirs appears in a process, or they oversee it: figures and lists of it are theirs to open.
    pub(crate) fn takes_part(&self, definition: &Definition) -> bool {
        let mut roles = definition.roles.keys();
        self.oversees_process(&definition.reference.process)
            || self.is_given(&definition.reference.process)
            || roles.any(|role| self.roles.contains(role))
    }

    /// Whether they may see confidential values of its instances.
    pub(crate) fn confided(&self, definition: &Definition, package: &LoadedPackage) -> bool {
        let same_act = |other: &&Arc<Definition>| {
            let act = |d: &Definition| d.regulation.as_ref().map(|found| found.act.clone());
            // Processes that name no act have none in common.
            other.reference.process == definition.reference.process
                || (act(other).is_some() && act(other) == act(definition))
        };
        self.oversees_process(&definition.reference.process)
            || self.roles.contains(CONFIDANT)
            || working_roles(definition)
                .iter()
                .any(|role| self.roles.contains(*role))
            || package.definitions.values().filter(same_act).any(|other| {
                working_roles(other)
                    .iter()
                    .any(|role| self.roles.contains(*role))
            })
    }

    fn holds_any(&self, roles: &BTreeSet<String>) -> bool {
        !self.roles.is_disjoint(roles)
    }
}

/// Roles that somebody holds or deputises on a day, with the role that only they hold.
pub(crate) fn roles_of(
    person: &str,
    organisation: &Organisation,
    on: NaiveDate,
) -> BTreeSet<String> {
    let named = |ids: &[String]| ids.iter().any(|id| id == person);
    let held = organisation.roles.iter().filter(|(_, role)| {
        role.in_office(person, on) && (named(&role.holders) || named(&role.deputies))
    });
    held.map(|(id, _)| id.clone())
        .chain([Organisation::role_of_one(person)])
        .collect()
}

/// Roles that work with confidential values: they sign, sit on the body, or are asked for or shown such a value.
fn working_roles(definition: &Definition) -> BTreeSet<&str> {
    let mut roles = BTreeSet::new();
    let confidential = |name: &String| {
        definition
            .field(name)
            .is_some_and(|field| field.confidential)
    };
    for step in &definition.steps {
        if let StepKind::UserTask(task) = &step.kind {
            roles.extend(task.signed_by.iter().map(String::as_str));
            let asked = task
                .form
                .fields
                .iter()
                .any(|field| confidential(&field.name));
            if asked || task.show.iter().any(confidential) {
                roles.extend(task.roles.iter().map(String::as_str));
            }
        }
    }
    for field in &definition.data {
        if let DataKind::People { role } = &field.kind {
            roles.insert(role);
        }
    }
    roles
}

impl Service {
    pub(super) fn rights(&self, person: &str) -> Rights {
        let package = self.shared.library.current();
        match name_of(person) {
            Some(program) => {
                let given = self.shared.given.processes(program).unwrap_or_default();
                Rights::of_program(person, given, &package)
            }
            None => Rights::of(person, &package, self.today()),
        }
    }

    /// The row of an instance that `person` may see.
    pub(super) async fn must_see(
        &self,
        person: &str,
        instance: &InstanceId,
    ) -> Result<InstanceRow, ServiceError> {
        let store = &self.shared.store;
        let ids = std::slice::from_ref(instance);
        let rows = store.instance_rows(ids).await?;
        let row = rows.into_iter().next().ok_or(ServiceError::NotFound)?;
        let definition = self.shared.library.definition(&row.definition).await?;
        let rights = self.rights(person);
        // Whoever has a task sees its case, whatever roles they hold; whoever had one, while a role of theirs is in it.
        let seen = rights.sees(&definition, row.unit.as_deref())
            || self.has_task(person, instance).await?
            || rights.takes_part(&definition) && !store.parts_of(person, ids).await?.is_empty();
        match seen {
            true => Ok(row),
            false => Err(ServiceError::NotFound),
        }
    }

    /// Whether a person may see an instance; no when there is none.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn sees_instance(
        &self,
        person: &str,
        instance: &InstanceId,
    ) -> Result<bool, ServiceError> {
        match self.must_see(person, instance).await {
            Ok(_) => Ok(true),
            Err(ServiceError::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The same for whoever looks.
    pub(super) async fn must_be_shown(
        &self,
        viewer: &Viewer,
        instance: &InstanceId,
    ) -> Result<(), ServiceError> {
        match viewer {
            Viewer::Person(person) => self.must_see(person, instance).await.map(drop),
            Viewer::Receipt(code) if self.find_receipt(code).await?.as_ref() == Some(instance) => {
                Ok(())
            }
            Viewer::Receipt(_) => Err(ServiceError::NotFound),
        }
    }
}
