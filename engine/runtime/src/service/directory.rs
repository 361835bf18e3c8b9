//! The directory for administrators: who there is and what each of them sees, counted by the same rules that guard every
//! page. It changes nothing; people are changed by a draft of `organisation.yaml`, accounts in `account_acts`.

use std::collections::BTreeMap;

use reglament_definition::{Definition, Person, Title};

use super::{
    Service, ServiceError,
    rights::{Reach, Rights, roles_of},
};
use crate::{
    library::LoadedPackage,
    limits::MAX_PAGE,
    view::{
        AccountState, DirectoryEntry, DirectoryLine, DirectoryPage, DirectoryQuery, SeenCases,
        SeenProcess,
    },
    words,
};

/// Whether accounts are open, by login.
type Accounts = BTreeMap<String, AccountState>;

impl Service {
    /// A page of the directory, by name.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; the store's failures.
    pub async fn directory(
        &self,
        person: &str,
        query: &DirectoryQuery,
    ) -> Result<DirectoryPage, ServiceError> {
        self.must_administer(person)?;
        let accounts = self.account_states().await?;
        let package = self.shared.library.current();
        let wanted: Vec<String> = folded(&query.text).split(' ').map(str::to_owned).collect();
        let people = package.organisation.people.values();
        let mut rows: Vec<DirectoryLine> = people
            .map(|one| self.line(&package, one, &accounts))
            .filter(|line| fits(line, &wanted))
            .collect();
        rows.sort_by(|a, b| reglament_expression::russian_order(&a.name, &b.name));
        let size = MAX_PAGE as usize;
        let pages = rows.len().div_ceil(size).max(1);
        let page = query.page.clamp(1, pages);
        Ok(DirectoryPage {
            found: rows.len(),
            page,
            pages,
            rows: rows
                .into_iter()
                .skip((page - 1) * size)
                .take(size)
                .collect(),
        })
    }

    /// A person of the directory with what they see.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found; the store's failures.
    pub async fn directory_entry(
        &self,
        person: &str,
        id: &str,
    ) -> Result<DirectoryEntry, ServiceError> {
        self.must_administer(person)?;
        let package = self.shared.library.current();
        let found = package.organisation.people.get(id);
        let found = found.ok_or(ServiceError::NotFound)?;
        let accounts = self.account_states().await?;
        let sessions = self.sessions(id).await?;
        let rights = self.rights(id);
        let definitions = package.definitions.values();
        let mut processes: Vec<SeenProcess> = definitions
            .filter_map(|definition| seen(&rights, definition, &package))
            .collect();
        processes.sort_by(|a, b| (a.cases, &a.title.ru).cmp(&(b.cases, &b.title.ru)));
        Ok(DirectoryEntry {
            line: self.line(&package, found, &accounts),
            address: found.email.clone(),
            sessions: sessions.len(),
            seen_at: sessions.first().map(|session| session.seen_at),
            password: self.has_password(id).await?,
            second_factor: self.second_factor(id).await?.is_some(),
            oversees: rights.oversees(),
            administers: self.administers(id),
            processes,
            registers: self.register_titles(&rights),
        })
    }

    async fn account_states(&self) -> Result<Accounts, ServiceError> {
        let state = |blocked| match blocked {
            true => AccountState::Blocked,
            false => AccountState::Open,
        };
        let all = self.accounts().await?.into_iter();
        Ok(all.map(|one| (one.person, state(one.blocked))).collect())
    }

    fn line(&self, package: &LoadedPackage, one: &Person, accounts: &Accounts) -> DirectoryLine {
        let (organisation, today) = (&package.organisation, self.today());
        let unit = one.unit_on(today);
        let roles = roles_of(&one.id, organisation, today);
        let account = accounts.get(&one.id).copied();
        DirectoryLine {
            id: one.id.clone(),
            name: words::full_name(&one.name),
            position: one.position_on(today).to_owned(),
            unit: unit.and_then(|unit| Some(organisation.units.get(unit)?.name.clone())),
            offices: titles(package, roles.iter()),
            account: account.unwrap_or(AccountState::None),
        }
    }
}

/// Titles of offices, each once and by title: two processes may call one office alike.
pub(super) fn titles<'r>(
    package: &LoadedPackage,
    roles: impl Iterator<Item = &'r String>,
) -> Vec<Title> {
    let title = |role: &String| {
        let mut known = package.definitions.values();
        known.find_map(|definition| definition.roles.get(role).cloned())
    };
    let found = roles
        .filter_map(title)
        .map(|title| (title.ru.clone(), title));
    found.collect::<BTreeMap<_, _>>().into_values().collect()
}

fn seen(rights: &Rights, definition: &Definition, package: &LoadedPackage) -> Option<SeenProcess> {
    let cases = match rights.reach(definition) {
        Reach::Whole => SeenCases::Every,
        Reach::Units => SeenCases::OfUnit,
        Reach::Own if rights.takes_part(definition) => SeenCases::OwnPart,
        Reach::Own => return None,
    };
    let held = definition.roles.keys();
    let held = held.filter(|role| rights.roles.contains(*role));
    Some(SeenProcess {
        process: definition.reference.process.clone(),
        title: definition.title.clone(),
        cases,
        confidential: rights.confided(definition, package),
        by: titles(package, held),
    })
}

/// Whether every wanted beginning is that of some word of the line.
fn fits(line: &DirectoryLine, wanted: &[String]) -> bool {
    let titles = line.offices.iter().chain(&line.unit);
    let titles = titles.flat_map(|title| [title.ru.as_str(), title.en.as_deref().unwrap_or("")]);
    let texts = [line.id.as_str(), &line.name, &line.position];
    let text: Vec<String> = texts.into_iter().chain(titles).map(folded).collect();
    let text = text.join(" ");
    let mut wanted = wanted.iter();
    wanted.all(|begins| {
        text.split(' ')
            .any(|word| word.starts_with(begins.as_str()))
    })
}

/// Words in small letters with one space between; «ё» is as «е».
pub(super) fn folded(text: &str) -> String {
    let letters = text.to_lowercase().replace('ё', "е");
    let words = letters.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
