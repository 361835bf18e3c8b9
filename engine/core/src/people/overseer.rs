//! Who may hand somebody's task to another person.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use reglament_definition::{Organisation, UserTask};

use super::{Absence, Candidacy, eligible};

/// Whether the person may reassign tasks of this kind of a process on a day: whom the task names, or else the overseers
/// of the process.
pub fn may_reassign(
    organisation: &Organisation,
    absences: &[Absence],
    on: NaiveDate,
    (process, kind): (&str, &UserTask),
    person: &str,
) -> bool {
    let named = &kind.offer.reassign_by;
    let roles: BTreeSet<String> = match named.is_empty() {
        true => organisation.overseers_of(process).clone(),
        false => named.iter().cloned().collect(),
    };
    let nobody = BTreeSet::new();
    let candidacy = Candidacy::of_roles(&roles, &nobody);
    eligible(organisation, absences, on, &candidacy)
        .iter()
        .any(|doer| doer.person == person)
}
