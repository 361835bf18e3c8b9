//! From a command to events.
//!
//! A handler checks the command and emits the first events; then tokens move until all of them wait, conditions that
//! have become true let go, and an instance without tokens ends. Steps behave as their files in `step` say.

use reglament_definition::StepKind;

use crate::{
    Command, Context, Event, Instance, Recorded, Rejection, Request, Status, command,
    process_event, scribe::Scribe, step,
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
        (Status::Ended { .. }, Command::FireTimer { .. }) => return Err(Rejection::TimerClosed),
        (Status::Ended { .. }, Command::CompleteTask { .. }) => return Err(Rejection::TaskClosed),
        (Status::Ended { .. }, Command::CompleteJob { .. } | Command::FailJob { .. }) => {
            return Err(Rejection::JobClosed);
        }
        (Status::Ended { .. }, _) => return Err(Rejection::InstanceEnded),
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
    if let Some(join) = instance.arrived.keys().next().cloned() {
        scribe.raise(None, &join, step::starved_join(&join));
        return;
    }
    let step = last_end(scribe).unwrap_or_default();
    let error = error_of(scribe, &step);
    process_event::disarm(scribe);
    scribe.emit(Event::InstanceEnded { step, error });
}

/// The end step come to last. An error end ends everything at once: whichever was come to is the end.
fn last_end(scribe: &Scribe<'_>) -> Option<String> {
    let now = scribe.recorded().iter().enumerate();
    let now = now.filter_map(|(at, recorded)| {
        let Event::StepLeft { step, .. } = &recorded.event else {
            return None;
        };
        is_end(scribe, step).then_some((step, at))
    });
    let now = now.max_by_key(|(step, at)| (error_of(scribe, step).is_some(), *at));
    if let Some((step, _)) = now {
        return Some(step.clone());
    }
    let steps = scribe.instance().steps.iter();
    let before = steps.filter(|(id, r)| r.completed_at.is_some() && is_end(scribe, id));
    let last = before.max_by_key(|(_, record)| record.completed_at);
    last.map(|(id, _)| id.clone())
}

fn error_of(scribe: &Scribe<'_>, id: &str) -> Option<String> {
    if let StepKind::End(end) = &scribe.context.definition.step(id)?.kind {
        end.error.clone()
    } else {
        None
    }
}

fn is_end(scribe: &Scribe<'_>, id: &str) -> bool {
    let step = scribe.context.definition.step(id);
    step.is_some_and(|step| matches!(step.kind, StepKind::End(_)))
}
