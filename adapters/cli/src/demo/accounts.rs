//! Accounts of the demonstration: everybody of the directory, one password for all, printed at every start.
//!
//! Only the demonstration has it, and only on an empty database.

use std::collections::BTreeMap;

use reglament_runtime::{Service, port};

use crate::command::hashed;
use crate::failure::Failure;

/// The password of everybody in the demonstration.
pub(crate) const PASSWORD: &str = "demo-2169-reglament";

/// Somebody who can sign in.
pub(crate) struct Account {
    /// Login.
    pub(crate) person: String,
    /// Name.
    pub(crate) name: String,
    /// Titles of the roles held, Russian.
    pub(crate) roles: Vec<String>,
}

/// Creates an account for each person.
pub(super) async fn create(service: &Service) -> Result<(), Failure> {
    // One hash for all: it is made slow on purpose, and this password is no secret.
    let password = hashed(PASSWORD)?;
    for person in service.library().current().organisation.people.keys() {
        let account = port::Account {
            person: person.clone(),
            password: password.clone(),
            blocked: false,
            changed_at: service.now(),
        };
        service
            .save_account(&account)
            .await
            .map_err(|error| Failure::service(&error))?;
    }
    Ok(())
}

/// Everybody with their roles, those with the most first.
pub(crate) fn everybody(service: &Service) -> Vec<Account> {
    let package = service.library().current();
    let title = |role: &String| {
        let titles = package
            .definitions
            .values()
            .find_map(|definition| definition.roles.get(role));
        titles.map(|title| title.ru.clone())
    };
    let mut accounts: Vec<Account> = package
        .organisation
        .people
        .iter()
        .map(|(id, person)| Account {
            person: id.clone(),
            name: full_name(&person.name),
            roles: package
                .organisation
                .roles_of(id)
                .iter()
                .filter_map(title)
                .collect(),
        })
        .collect();
    accounts.sort_by_key(|account| std::cmp::Reverse(account.roles.len()));
    accounts
}

/// People of the same roles shown at the start of a demonstration.
const ALIKE: usize = 12;

/// Whom to show, and how many others there are of which roles: four hundred heads of schools are no list to read.
pub(crate) fn sample(accounts: Vec<Account>) -> (Vec<Account>, BTreeMap<Vec<String>, usize>) {
    let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for account in accounts {
        let alike = seen.entry(account.roles.clone()).or_default();
        *alike += 1;
        if *alike <= ALIKE {
            shown.push(account);
        }
    }
    let more = seen.into_iter().filter(|(_, count)| *count > ALIKE);
    let more = more.map(|(roles, count)| (roles, count - ALIKE));
    (shown, more.collect())
}

fn full_name(name: &reglament_expression::Value) -> String {
    let json = name.plain_json();
    let part = |key: &str| {
        json.get(key)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    [part("family"), part("given"), part("patronymic")]
        .join(" ")
        .trim()
        .to_owned()
}
