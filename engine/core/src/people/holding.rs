//! Holders of roles who fulfil a condition: to whom a task is offered, who is told of lateness.

use std::collections::BTreeSet;

use reglament_expression::{Expression, Failure};

use super::{holds, on};
use crate::scribe::Scribe;

/// Ids of the holders in office who fulfil the condition and are not excluded; of the deputies when no such holder is left.
pub(crate) fn holding(
    scribe: &Scribe<'_>,
    roles: &[String],
    filter: Option<&Expression>,
    excluded: &BTreeSet<String>,
) -> Result<BTreeSet<String>, Failure> {
    let organisation = scribe.context.organisation;
    let today = on(scribe);
    let roles = roles.iter().filter_map(|id| organisation.roles.get(id));
    let roles: Vec<_> = roles.collect();
    let unit = filter.and_then(|filter| unit_demanded(scribe, filter));
    for deputies in [false, true] {
        let mut found = BTreeSet::new();
        for role in &roles {
            let named = if deputies {
                &role.deputies
            } else {
                &role.holders
            };
            for id in named {
                let person = organisation.people.get(id).filter(|person| {
                    unit.as_deref()
                        .is_none_or(|unit| person.unit_on(today) == Some(unit))
                        && role.in_office(&person.id, today)
                        && !excluded.contains(&person.id)
                });
                let Some(person) = person else { continue };
                let fits = match filter {
                    Some(filter) => holds(scribe.facts(), filter, person)?,
                    None => true,
                };
                if fits {
                    found.insert(id.clone());
                }
            }
        }
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(BTreeSet::new())
}

/// The unit in which somebody must work for the condition to hold: a role may be held in hundreds of units.
fn unit_demanded(scribe: &Scribe<'_>, filter: &Expression) -> Option<String> {
    filter.demanded(&["person", "unit"], &scribe.facts().scope())
}
