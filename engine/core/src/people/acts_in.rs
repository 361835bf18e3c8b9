//! Whether a person acts in one of some roles on a day: for acts that are nobody's task, such as starting a process.
//!
//! A holder who is entered as absent and comes all the same still acts; an absence never takes a right away, it only gives
//! one to the substitute.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use reglament_definition::Organisation;

use super::{Absence, Candidacy, eligible, on};
use crate::scribe::Scribe;

/// True for holders in office on `day`, for whoever stands in for an absent one, and for deputies when no holder is left.
pub fn acts_in(
    organisation: &Organisation,
    absences: &[Absence],
    day: NaiveDate,
    roles: &[String],
    person: &str,
) -> bool {
    let holds = |role: &String| {
        let role = organisation.roles.get(role);
        role.is_some_and(|role| {
            role.holders.iter().any(|id| id == person) && role.in_office(person, day)
        })
    };
    if roles.iter().any(holds) {
        return true;
    }
    let roles: BTreeSet<String> = roles.iter().cloned().collect();
    let nobody = BTreeSet::new();
    let candidacy = Candidacy::of_roles(&roles, &nobody);
    let doers = eligible(organisation, absences, day, &candidacy);
    doers.iter().any(|doer| doer.person == person)
}

/// The same at the moment of a decision.
pub(crate) fn acts_now(scribe: &Scribe<'_>, roles: &[String], person: &str) -> bool {
    let context = scribe.context;
    acts_in(
        context.organisation,
        context.absences,
        on(scribe),
        roles,
        person,
    )
}
