//! Everything that is held about one person, put together for them at their request. Whose cases they are a person says who
//! oversees: a name alone proves nothing.
//!
//! It reads and changes nothing but the acts of administration, where every request is noted with its reason.

mod case;
mod find;
mod official;
mod papers;
mod sought;
mod views;

use std::collections::BTreeSet;

pub use find::is_person_cursor;

use super::{Service, ServiceError};
use crate::{
    limits::{MAX_PERSON_CASES, PERSON_REASON_CHARS},
    port::AuditAct,
    view::{Cut, PersonWish, PersonalData},
};

impl Service {
    /// What is held about a person, for those who oversee everything; noted among the acts of administration.
    ///
    /// # Errors
    /// Forbidden for others; not found for an unknown person, a case that is not overseen, a request without a reason, about
    /// nobody, or about more than [`MAX_PERSON_CASES`] cases; the store's failures.
    pub async fn personal_data(
        &self,
        by: &str,
        wish: &PersonWish,
    ) -> Result<PersonalData, ServiceError> {
        self.must_oversee_all(by)?;
        let reason = wish.reason.trim();
        let unsaid = reason.is_empty() || reason.chars().count() > PERSON_REASON_CHARS;
        let nobody = wish.person.is_none() && wish.cases.is_empty();
        if unsaid || nobody || wish.cases.len() > MAX_PERSON_CASES {
            return Err(ServiceError::NotFound);
        }
        let mut cut = BTreeSet::new();
        let official = match &wish.person {
            Some(person) => Some(self.official_data(by, person, &mut cut).await?),
            None => None,
        };
        let mut cases = Vec::with_capacity(wish.cases.len());
        let mut room = papers::Room::default();
        for id in &wish.cases {
            self.must_oversee_case(by, id).await?;
            let person = wish.person.as_deref();
            let found = self.case_data((by, person), id, &mut room, &mut cut);
            cases.push(found.await?);
        }
        let data = PersonalData {
            made_at: self.now(),
            made_by: self
                .person(by)
                .map_or_else(|| by.to_owned(), |found| found.name),
            reason: reason.to_owned(),
            official,
            cases,
            cut: cut.into_iter().collect::<Vec<Cut>>(),
        };
        let about = about(wish.person.as_deref(), &data);
        self.note_act(Some(by), AuditAct::PersonalDataGiven, &about)
            .await?;
        Ok(data)
    }

    /// Those who oversee everything: a person's data are not of one process.
    pub(in crate::service) fn must_oversee_all(&self, person: &str) -> Result<(), ServiceError> {
        match self.rights(person).oversees() {
            true => Ok(()),
            false => Err(ServiceError::Forbidden),
        }
    }
}

/// What the act says: logins, codes and the reason, no names.
fn about(person: Option<&str>, data: &PersonalData) -> String {
    let codes = data.cases.iter().map(|case| case.receipt.as_str());
    let all: Vec<&str> = person.into_iter().chain(codes).collect();
    format!("{} ({})", all.join(", "), data.reason)
}
