//! Boundary events: what may interrupt a waiting step.

use reglament_definition::{Step, Trigger};

use super::{Progress, set::assign, wait::take_message};
use crate::{
    Event, TimerPurpose, TokenId, due,
    scribe::{Scribe, Stuck},
};

/// Begins to listen on behalf of a token that has come to wait. A message kept from earlier interrupts at once.
pub(super) fn watch(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
) -> Result<Progress, Stuck> {
    for (index, event) in (0u32..).zip(&step.on) {
        match &event.trigger {
            Trigger::Term(deadline) => {
                let due = due::compute(&scribe.facts(), deadline)?;
                scribe.schedule_due(token, due, TimerPurpose::Boundary(index));
            }
            Trigger::Message(message) => {
                if scribe
                    .instance()
                    .messages
                    .iter()
                    .any(|kept| kept.message == *message)
                {
                    return fired(scribe, step, index);
                }
            }
        }
    }
    Ok(Progress::Waiting)
}

/// The event with this index has happened.
pub(super) fn fired(scribe: &mut Scribe<'_>, step: &Step, index: u32) -> Result<Progress, Stuck> {
    let Some(event) = usize::try_from(index).ok().and_then(|i| step.on.get(i)) else {
        return Ok(Progress::Waiting);
    };
    let (name, data) = match &event.trigger {
        Trigger::Term(_) => ("term".to_owned(), None),
        Trigger::Message(message) => (message.clone(), take_message(scribe, message)),
    };
    scribe.emit(Event::Interrupted {
        step: Some(step.id.clone()),
        event: name,
        reason: None,
    });
    assign(scribe, &event.set, data.as_ref())?;
    Ok(Progress::Leave(event.next.clone()))
}

/// A message has just been kept: interrupts the first waiting step that listens to it.
pub(crate) fn message_trigger(scribe: &mut Scribe<'_>, message: &str) {
    let definition = scribe.context.definition;
    let tokens: Vec<(TokenId, String)> = scribe
        .instance()
        .tokens
        .iter()
        .map(|(id, token)| (*id, token.step.clone()))
        .collect();
    for (token, id) in tokens {
        let Some(step) = definition.step(&id) else {
            continue;
        };
        let listens = |event: &reglament_definition::BoundaryEvent| {
            event.trigger == Trigger::Message(message.to_owned())
        };
        let Some(index) = (0u32..)
            .zip(&step.on)
            .find(|(_, event)| listens(event))
            .map(|(index, _)| index)
        else {
            continue;
        };
        match fired(scribe, step, index) {
            Ok(Progress::Leave(next)) => super::leave(scribe, token, &next),
            Ok(Progress::Waiting) => {}
            Err(stuck) => scribe.raise(Some(token), &id, stuck),
        }
        return;
    }
}
