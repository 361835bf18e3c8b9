//! Who may hand somebody's task to another person, and who may remind of it.

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

/// Whether the person may remind of tasks of this kind on a day: whoever may reassign them, and whoever is told when
/// they are late.
pub fn may_remind(
    organisation: &Organisation,
    absences: &[Absence],
    on: NaiveDate,
    (process, kind): (&str, &UserTask),
    person: &str,
) -> bool {
    if may_reassign(organisation, absences, on, (process, kind), person) {
        return true;
    }
    let overdue = kind.deadline.iter().flat_map(|deadline| &deadline.overdue);
    let told: BTreeSet<String> = overdue
        .flat_map(|overdue| {
            let rungs = overdue.ladder.iter().flat_map(|rung| &rung.notify);
            overdue.notify.iter().chain(rungs)
        })
        .cloned()
        .collect();
    let nobody = BTreeSet::new();
    let candidacy = Candidacy::of_roles(&told, &nobody);
    eligible(organisation, absences, on, &candidacy)
        .iter()
        .any(|doer| doer.person == person)
}
