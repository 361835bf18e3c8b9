//! People of the directory. Who may sign in as them is in `accounts`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use reglament_definition::Person;

use super::{Service, rights::roles_of};
use crate::{library::LoadedPackage, view::PersonView, words};

impl Service {
    /// A person of the directory.
    pub fn person(&self, id: &str) -> Option<PersonView> {
        let package = self.shared.library.current();
        package
            .organisation
            .people
            .get(id)
            .map(|person| view(&package, person, self.today()))
    }

    /// Everybody of the directory, by id.
    pub fn people(&self) -> Vec<PersonView> {
        let package = self.shared.library.current();
        package
            .organisation
            .people
            .values()
            .map(|person| view(&package, person, self.today()))
            .collect()
    }

    /// Whether a person oversees every process: the control board and the outbox are theirs.
    pub fn oversees(&self, person: &str) -> bool {
        self.rights(person).oversees()
    }
}

/// Those who may act in a role.
pub(super) fn holders(package: &LoadedPackage, role: &str, on: NaiveDate) -> Vec<PersonView> {
    let mut people = package.organisation.candidates(role, &BTreeSet::new());
    // Deputies may be chosen beside the holders: whoever came to the meeting is recorded.
    let deputies = package
        .organisation
        .roles
        .get(role)
        .map(|role| role.deputies.as_slice());
    for id in deputies.unwrap_or_default() {
        if let Some(person) = package.organisation.people.get(id)
            && people.iter().all(|known| known.id != *id)
        {
            people.push(person);
        }
    }
    people
        .into_iter()
        .filter(|person| {
            let role = package.organisation.roles.get(role);
            role.is_none_or(|role| role.in_office(&person.id, on))
        })
        .map(|person| view(package, person, on))
        .collect()
}

fn view(package: &LoadedPackage, person: &Person, on: NaiveDate) -> PersonView {
    PersonView {
        id: person.id.clone(),
        name: words::full_name(&person.name),
        position: person.position_on(on).to_owned(),
        roles: roles_of(&person.id, &package.organisation, on)
            .into_iter()
            .collect(),
    }
}
