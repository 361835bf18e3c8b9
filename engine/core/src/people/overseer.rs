//! Who may hand somebody's task to another person.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use reglament_definition::{Organisation, UserTask};

use super::{Absence, Candidacy, eligible};

/// Roles that may reassign when the task names none.
const OVERSEERS: [&str; 2] = ["controller", "head"];

/// Whether the person may reassign tasks of this kind on a day.
pub fn may_reassign(
    organisation: &Organisation,
    absences: &[Absence],
    on: NaiveDate,
    kind: &UserTask,
    person: &str,
) -> bool {
    let named = &kind.offer.reassign_by;
    let roles: BTreeSet<String> = match named.is_empty() {
        true => OVERSEERS.iter().map(|role| (*role).to_owned()).collect(),
        false => named.iter().cloned().collect(),
    };
    let nobody = BTreeSet::new();
    let candidacy = Candidacy::of_roles(&roles, &nobody);
    eligible(organisation, absences, on, &candidacy)
        .iter()
        .any(|doer| doer.person == person)
}
