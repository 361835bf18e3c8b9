//! A process-wide event that a person asks for, such as a withdrawal.

use reglament_definition::ProcessEvent;
use reglament_expression::Value;

use super::Actor;
use crate::{Rejection, people::acts_now, process_event, process_event::Came, scribe::Scribe};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    id: &str,
    reason: Option<&str>,
) -> Result<(), Rejection> {
    let definition = scribe.context.definition;
    let (index, event) = (0u32..)
        .zip(&definition.events)
        .find(|(_, event)| event.id == id && event.is_button())
        .ok_or(Rejection::EventNotAllowed)?;
    let spent = event.once && scribe.instance().happened.contains_key(id);
    if spent || !permitted(scribe, actor, event) || !holds(scribe, event) {
        return Err(Rejection::EventNotAllowed);
    }
    let reason = reason
        .map(str::trim)
        .filter(|reason| !reason.is_empty())
        .map(str::to_owned);
    if let Some(reason) = &reason {
        scribe.because(reason);
    }
    process_event::happen(scribe, index, event, reason, &Came::Nothing);
    Ok(())
}

fn permitted(scribe: &Scribe<'_>, actor: &Actor, event: &ProcessEvent) -> bool {
    match actor {
        Actor::Applicant => event.applicant,
        Actor::Person(person) => acts_now(scribe, &event.roles, person),
        Actor::Public | Actor::System | Actor::Program(_) => false,
    }
}

fn holds(scribe: &Scribe<'_>, event: &ProcessEvent) -> bool {
    event
        .when
        .as_ref()
        .is_none_or(|when| when.evaluate(&scribe.facts().scope()) == Ok(Value::Boolean(true)))
}
