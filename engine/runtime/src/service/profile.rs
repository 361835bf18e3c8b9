//! Somebody's own entry in the directory.

use reglament_definition::Person;

use super::{Service, directory::titles, rights::roles_of};
use crate::{view::ProfileView, words};

impl Service {
    /// What the directory says of a person; none for somebody whom it does not know.
    pub fn profile(&self, id: &str) -> Option<ProfileView> {
        let package = self.shared.library.current();
        let organisation = &package.organisation;
        let person = organisation.people.get(id)?;
        let today = self.today();
        let offices = titles(&package, roles_of(id, organisation, today).iter());
        let unit = person.unit_on(today);
        Some(ProfileView {
            name: words::full_name(&person.name),
            position: person.position_on(today).to_owned(),
            unit: unit.and_then(|unit| organisation.units.get(unit).map(|unit| unit.name.clone())),
            offices,
            address: person.email.clone(),
            own_words: own_words(person),
        })
    }
}

fn own_words(person: &Person) -> Vec<String> {
    let name = words::full_name(&person.name);
    let mut all: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
    let address = person.email.split('@').next().unwrap_or_default();
    all.extend([address.to_owned(), person.id.clone()]);
    all
}
