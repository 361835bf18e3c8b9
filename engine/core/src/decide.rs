//! From a command to events.
//!
//! A handler checks the command and emits the first events; then tokens move until all of them wait, conditions that
//! have become true let go, and an instance without tokens ends. Steps behave as their files in `step` say.

use crate::{
    Cancelling, Command, Context, Event, Instance, Recorded, Rejection, Request, Status, command,
    scribe::Scribe, step,
};

/// Decides a command. `Err` means that nothing happened and that asking again will not help.
///
/// # Errors
/// The rejection names the reason; the instance is unchanged.
pub fn decide(
    context: &Context<'_>,
    instance: &Instance,
    request: &Request,
) -> Result<Vec<Recorded>, Rejection> {
    match (&instance.status, &request.command) {
        (Status::New, Command::Start(_)) => {}
        (_, Command::Start(_)) => return Err(Rejection::AlreadyStarted),
        (Status::Running, _) => {}
        (Status::New, _) => return Err(Rejection::NotStarted),
        (Status::Ended { .. } | Status::Cancelled { .. }, Command::FireTimer { .. }) => {
            return Err(Rejection::TimerClosed);
        }
        (Status::Ended { .. } | Status::Cancelled { .. }, Command::CompleteTask { .. }) => {
            return Err(Rejection::TaskClosed);
        }
        (Status::Ended { .. } | Status::Cancelled { .. }, _) => {
            return Err(Rejection::InstanceEnded);
        }
    }
    let mut scribe = Scribe::new(*context, instance, request);
    command::handle(&mut scribe, request)?;
    step::settle(&mut scribe);
    finish(&mut scribe);
    Ok(scribe.into_events())
}

/// An instance without tokens has ended, unless joins still wait for flows that can no longer come.
fn finish(scribe: &mut Scribe<'_>) {
    let instance = scribe.instance();
    if !instance.is_running() || !instance.tokens.is_empty() || !instance.incidents.is_empty() {
        return;
    }
    if let Some(join) = step::starved(scribe) {
        scribe.raise(None, &join, step::starved_join(&join));
        return;
    }
    if let Some(Cancelling { reason, by }) = instance.cancelling.clone() {
        scribe.emit(Event::InstanceCancelled { reason, by });
        return;
    }
    let step = last_end(scribe);
    scribe.emit(Event::InstanceEnded {
        step: step.unwrap_or_default(),
    });
}

/// The end step that was left last; of several ends in this command the last one.
fn last_end(scribe: &Scribe<'_>) -> Option<String> {
    let left = scribe.last_left(|id| is_end(scribe, id));
    let steps = scribe.instance().steps.iter();
    let before = steps
        .filter(|(_, record)| record.completed_at.is_some())
        .filter(|(id, _)| is_end(scribe, id))
        .max_by_key(|(_, record)| record.completed_at)
        .map(|(id, _)| id.clone());
    left.or(before)
}

fn is_end(scribe: &Scribe<'_>, id: &str) -> bool {
    let step = scribe.context.definition.step(id);
    step.is_some_and(|step| matches!(step.kind, reglament_definition::StepKind::End(_)))
}
