//! Who may see what. Deny by default: what is not allowed here answers as if it did not exist.
//!
//! A person sees an instance when a role of theirs appears in its process, or when they oversee everything. Values
//! marked confidential are shown to those whose work they are (K-1.3: the commission, personnel, the controller).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use reglament_core::InstanceId;
use reglament_definition::{DataKind, Definition, Organisation, StepKind};

use super::{Service, ServiceError, Viewer};
use crate::{library::LoadedPackage, port::InstanceRow};

/// Roles that oversee every process.
const OVERSEERS: [&str; 2] = ["controller", "head"];
/// Roles that see confidential values wherever they see the instance.
const CONFIDANTS: [&str; 3] = ["controller", "head", "hr"];

/// Somebody's rights at this moment.
#[derive(Clone, Debug)]
pub(crate) struct Rights {
    pub(crate) person: String,
    /// Roles held or deputised.
    pub(crate) roles: BTreeSet<String>,
}

impl Rights {
    pub(crate) fn of(person: &str, package: &LoadedPackage, on: NaiveDate) -> Self {
        let named = |ids: &[String]| ids.iter().any(|id| id == person);
        let roles = package.organisation.roles.iter();
        let held = roles.filter(|(_, role)| {
            role.in_office(person, on) && (named(&role.holders) || named(&role.deputies))
        });
        Self {
            person: person.to_owned(),
            roles: held
                .map(|(id, _)| id.clone())
                .chain([Organisation::role_of_one(person)])
                .collect(),
        }
    }

    /// Whether they oversee every process.
    pub(crate) fn oversees(&self) -> bool {
        self.holds_any(&OVERSEERS)
    }

    /// Whether they may see instances of this definition.
    pub(crate) fn sees(&self, definition: &Definition) -> bool {
        self.oversees()
            || definition
                .roles
                .keys()
                .any(|role| self.roles.contains(role))
    }

    /// Whether they may see confidential values of its instances.
    pub(crate) fn confided(&self, definition: &Definition, package: &LoadedPackage) -> bool {
        let same_act = |other: &&std::sync::Arc<Definition>| {
            let act = |d: &Definition| d.regulation.as_ref().map(|found| found.act.clone());
            // Processes that name no act have none in common.
            other.reference.process == definition.reference.process
                || (act(other).is_some() && act(other) == act(definition))
        };
        self.holds_any(&CONFIDANTS)
            || working_roles(definition)
                .iter()
                .any(|role| self.roles.contains(*role))
            || package.definitions.values().filter(same_act).any(|other| {
                working_roles(other)
                    .iter()
                    .any(|role| self.roles.contains(*role))
            })
    }

    fn holds_any(&self, roles: &[&str]) -> bool {
        roles.iter().any(|role| self.roles.contains(*role))
    }
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
        Rights::of(person, &self.shared.library.current(), self.today())
    }

    /// The processes of the current package that a person may see.
    pub(super) fn visible_processes(&self, rights: &Rights) -> Vec<String> {
        let package = self.shared.library.current();
        let seen = package
            .definitions
            .iter()
            .filter(|(_, found)| rights.sees(found));
        let mut processes: Vec<String> = seen.map(|(process, _)| process.clone()).collect();
        if rights.oversees() {
            // Overseers also see instances of processes that are no longer published.
            let all = self
                .shared
                .library
                .published()
                .into_iter()
                .map(|row| row.reference.process);
            processes.extend(all);
            processes.sort();
            processes.dedup();
        }
        processes
    }

    /// The row of an instance that `person` may see.
    pub(super) async fn must_see(
        &self,
        person: &str,
        instance: &InstanceId,
    ) -> Result<InstanceRow, ServiceError> {
        let rows = self
            .shared
            .store
            .instance_rows(std::slice::from_ref(instance))
            .await?;
        let row = rows.into_iter().next().ok_or(ServiceError::NotFound)?;
        let definition = self.shared.library.definition(&row.definition).await?;
        // Whoever was given a task by name sees its case, whatever roles they hold.
        if self.rights(person).sees(&definition) || self.has_task(person, instance).await? {
            Ok(row)
        } else {
            Err(ServiceError::NotFound)
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
