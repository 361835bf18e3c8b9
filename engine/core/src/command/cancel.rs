//! The instance is cancelled: everything open goes, its children are told to stop, and a closing branch runs if the
//! definition has one.
//!
//! A parent (or the engine) may always; a person by a role that `on: cancellation` names, or by overseeing everything.

use reglament_definition::Cancellation;
use reglament_expression::Value;

use super::Actor;
use crate::{
    IncidentEvent, InstanceEvent, Rejection,
    people::{acts_now, on, person_record},
    process_event,
    scribe::Scribe,
    step,
};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    reason: &str,
    privileged: &bool,
) -> Result<(), Rejection> {
    let declared = scribe.context.definition.cancellation.as_ref();
    if scribe.instance().cancelling.is_some() || !permitted(scribe, actor, declared, *privileged) {
        return Err(Rejection::EventNotAllowed);
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Rejection::CancelReasonNeeded);
    }
    let (reason, by) = (reason.to_owned(), person(scribe, actor));
    scribe.because(&reason);
    let next = declared.map_or(&[][..], |found| found.next.as_slice());
    if next.is_empty() {
        close(scribe);
        process_event::disarm(scribe);
        scribe.emit(InstanceEvent::Cancelled { reason, by });
    } else {
        scribe.emit(InstanceEvent::CancellationBegun { reason, by });
        close(scribe);
        scribe.go("", next);
    }
    Ok(())
}

/// Ends everything that is open, incidents without a token too.
fn close(scribe: &mut Scribe<'_>) {
    step::cancel_all(scribe);
    let incidents: Vec<_> = scribe.instance().incidents.keys().copied().collect();
    for incident in incidents {
        scribe.emit(IncidentEvent::Resolved { incident });
    }
}

fn permitted(
    scribe: &Scribe<'_>,
    actor: &Actor,
    declared: Option<&Cancellation>,
    privileged: bool,
) -> bool {
    match actor {
        Actor::System => true,
        Actor::Person(_) if privileged => true,
        Actor::Person(person) => declared.is_some_and(|declared| {
            acts_now(scribe, &declared.roles, person) && holds(scribe, declared)
        }),
        Actor::Applicant | Actor::Public | Actor::Program(_) => false,
    }
}

fn holds(scribe: &Scribe<'_>, declared: &Cancellation) -> bool {
    declared
        .when
        .as_ref()
        .is_none_or(|when| when.evaluate(&scribe.facts().scope()) == Ok(Value::Boolean(true)))
}

fn person(scribe: &Scribe<'_>, actor: &Actor) -> Option<Value> {
    let Actor::Person(id) = actor else {
        return None;
    };
    scribe
        .context
        .organisation
        .people
        .get(id)
        .map(|person| person_record(person, on(scribe)))
}
