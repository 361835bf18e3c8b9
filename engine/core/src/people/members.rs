//! Members and chair of a commission on the day.
//!
//! Members are in office and vote for themselves; the chair may be stood in for, as any other role.

use std::collections::BTreeSet;

use reglament_calendar::local_date;
use reglament_definition::People;
use reglament_expression::Failure;

use super::{Candidacy, eligible, ids};
use crate::Facts;

/// Ids of the members, in the order of the directory or of the expression.
pub(crate) fn members(facts: &Facts<'_>, people: &People) -> Result<Vec<String>, Failure> {
    let context = facts.context;
    let organisation = context.organisation;
    match people {
        People::Role(role) => {
            let today = local_date(context.now, context.definition.zone);
            let Some(role) = organisation.roles.get(role) else {
                return Ok(Vec::new());
            };
            let known =
                |id: &&String| role.in_office(id, today) && organisation.people.contains_key(*id);
            Ok(role.holders.iter().filter(known).cloned().collect())
        }
        People::Expression(expression) => {
            let named = ids(&expression.evaluate(&facts.scope())?);
            let known = |id: &String| organisation.people.contains_key(id);
            Ok(named.into_iter().filter(known).collect())
        }
    }
}

/// Ids of those who chair: holders of the role on the day and those who stand in for them, or the people named.
///
/// # Errors
/// The expression that names them fails.
pub fn chairs(facts: &Facts<'_>, people: &People) -> Result<Vec<String>, Failure> {
    let People::Role(role) = people else {
        return members(facts, people);
    };
    let (roles, nobody) = (BTreeSet::from([role.clone()]), BTreeSet::new());
    let context = facts.context;
    let found = eligible(
        context.organisation,
        context.absences,
        local_date(context.now, context.definition.zone),
        &Candidacy::of_roles(&roles, &nobody),
    );
    Ok(found.into_iter().map(|doer| doer.person).collect())
}
