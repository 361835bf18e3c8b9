//! Boundary events: what may happen while a step waits, interrupting it or beside it.

use chrono::{DateTime, Utc};
use reglament_definition::{BoundaryEvent, Step, Trigger};
use reglament_expression::Value;

use super::wait::{awaits, is_kept, take_message};
use crate::{
    BranchEvent, TimerPurpose, TokenId, due, process_event,
    process_event::Came,
    scribe::{Scribe, Stuck},
};

/// Begins to listen on behalf of a token that has come to wait. Messages kept from earlier happen at once.
pub(super) fn watch(scribe: &mut Scribe<'_>, token: TokenId, step: &Step) -> Result<(), Stuck> {
    for (index, event) in (0u32..).zip(&step.on) {
        match &event.trigger {
            Trigger::Term(deadline) => {
                let due = due::compute(&scribe.facts(), deadline)?;
                scribe.schedule_due(token, due, TimerPurpose::Boundary(index));
            }
            Trigger::Message(message) => {
                while is_kept(scribe, message) {
                    happen(scribe, token, step, index)?;
                    if event.interrupting {
                        return Ok(());
                    }
                }
            }
            Trigger::When(_) | Trigger::Error(_) => {}
        }
    }
    Ok(())
}

/// The event with this index has happened: takes its message, if it listens to one.
pub(super) fn happen(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    index: u32,
) -> Result<(), Stuck> {
    let Some(event) = event(step, index) else {
        return Ok(());
    };
    let (name, came) = match &event.trigger {
        Trigger::Term(_) => ("term".to_owned(), Came::Nothing),
        Trigger::When(_) => ("when".to_owned(), Came::Nothing),
        Trigger::Message(message) => {
            let data = take_message(scribe, message);
            (message.clone(), data.map_or(Came::Nothing, Came::Message))
        }
        Trigger::Error(_) => return Ok(()),
    };
    happen_with(scribe, token, (step, index, event), name, &came)
}

/// The same for an event under another name, with what came with it.
pub(super) fn happen_with(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    (step, index, event): (&Step, u32, &BoundaryEvent),
    name: String,
    came: &Came,
) -> Result<(), Stuck> {
    if event.interrupting {
        scribe.emit(BranchEvent::Interrupted {
            step: Some(step.id.clone()),
            event: name,
            reason: None,
        });
        came.assign(scribe, &event.set)?;
        super::depart(scribe, token, &event.next);
        return Ok(());
    }
    scribe.emit(BranchEvent::Begun {
        token: Some(token),
        step: Some(step.id.clone()),
        event: name,
        index,
        reason: None,
    });
    // The step goes on whatever happens beside it: a failing `set` is told of, and the branch begins all the same.
    if let Err(stuck) = came.assign(scribe, &event.set) {
        scribe.raise(None, &step.id, stuck);
    }
    scribe.go(&step.id, &event.next);
    Ok(())
}

fn event(step: &Step, index: u32) -> Option<&BoundaryEvent> {
    usize::try_from(index).ok().and_then(|i| step.on.get(i))
}

/// The term of an event has passed for the `happened`-th time.
pub(super) fn term_passed(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    (index, happened): (u32, u32),
    at: DateTime<Utc>,
) -> Result<(), Stuck> {
    happen(scribe, token, step, index)?;
    let Some(event) = event(step, index).filter(|event| !event.interrupting) else {
        return Ok(());
    };
    if let Trigger::Term(deadline) = &event.trigger
        && let Some(at) = due::again(&scribe.facts(), deadline, event.repeat, at, happened)
    {
        let purpose = TimerPurpose::BoundaryAgain {
            event: index,
            happened,
        };
        scribe.schedule(token, None, at, purpose);
    }
    Ok(())
}

/// Lets the conditions of a step that hold now happen, each once while the step is open. True if one did.
pub(super) fn conditions(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
) -> Result<bool, Stuck> {
    for (index, event) in (0u32..).zip(&step.on) {
        let Trigger::When(when) = &event.trigger else {
            continue;
        };
        let instance = scribe.instance();
        let spent = instance.tokens.get(&token);
        if spent.is_none_or(|token| token.happened.contains(&index)) {
            continue;
        }
        if when.evaluate(&scribe.facts().scope())? == Value::Boolean(true) {
            happen(scribe, token, step, index)?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// A message has just been kept: the first waiting step that listens to it beside its own course takes it, then a step
/// that waits for it, then the process.
pub(crate) fn message_came(scribe: &mut Scribe<'_>, message: &str) {
    let definition = scribe.context.definition;
    let tokens: Vec<(TokenId, String)> = scribe
        .instance()
        .tokens
        .iter()
        .map(|(id, token)| (*id, token.step.clone()))
        .collect();
    let mut awaited = false;
    for (token, id) in tokens {
        let Some(step) = definition.step(&id) else {
            continue;
        };
        let listens = |event: &BoundaryEvent| matches!(&event.trigger, Trigger::Message(name) if name == message);
        let mut events = (0u32..).zip(&step.on);
        if let Some((index, _)) = events.find(|(_, event)| listens(event)) {
            if let Err(stuck) = happen(scribe, token, step, index) {
                scribe.raise(Some(token), &id, stuck);
            }
            return;
        }
        awaited |= awaits(step, message);
    }
    if !awaited {
        process_event::message(scribe, message);
    }
}
