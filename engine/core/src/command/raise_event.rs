//! A process-wide event that a person asks for, such as a withdrawal: everything open is cancelled and the event's
//! step is entered.

use reglament_definition::ProcessEvent;
use reglament_expression::Value;

use super::Actor;
use crate::{Event, Rejection, scribe::Scribe, step};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    id: &str,
    reason: Option<&str>,
) -> Result<(), Rejection> {
    let definition = scribe.context.definition;
    let event = definition
        .events
        .iter()
        .find(|event| event.id == id)
        .ok_or(Rejection::EventNotAllowed)?;
    if !permitted(scribe, actor, event) || !holds(scribe, event) {
        return Err(Rejection::EventNotAllowed);
    }
    let reason = reason
        .map(str::trim)
        .filter(|reason| !reason.is_empty())
        .map(str::to_owned);
    if let Some(reason) = &reason {
        scribe.because(reason);
    }
    scribe.emit(Event::Interrupted {
        step: None,
        event: id.to_owned(),
        reason,
    });
    step::cancel_all(scribe);
    scribe.go("", std::slice::from_ref(&event.next));
    Ok(())
}

fn permitted(scribe: &Scribe<'_>, actor: &Actor, event: &ProcessEvent) -> bool {
    match actor {
        Actor::Applicant => event.applicant,
        Actor::Person(person) => {
            let roles = scribe.context.organisation.roles_of(person);
            event.roles.iter().any(|role| roles.contains(role))
        }
        Actor::Public | Actor::System => false,
    }
}

fn holds(scribe: &Scribe<'_>, event: &ProcessEvent) -> bool {
    event
        .when
        .as_ref()
        .is_none_or(|when| when.evaluate(&scribe.facts().scope()) == Ok(Value::Boolean(true)))
}
