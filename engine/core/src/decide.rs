//! From a command to events.
//!
//! A handler checks the command and emits the first events; then tokens move until all of them wait, conditions that
//! have become true let go, and an instance without tokens ends. Steps behave as their files in `step` say.

use reglament_definition::StepKind;

use crate::{
    Cancelling, Command, Context, Instance, InstanceEvent, Recorded, Rejection, Request, Status,
    command, process_event, scribe::Scribe, step,
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
        (Status::Running, Command::Erase(_)) => return Err(Rejection::EventNotAllowed),
        (Status::Running, _) => {}
        (Status::New, _) => return Err(Rejection::NotStarted),
        (Status::Ended { .. } | Status::Cancelled { .. }, Command::Erase(_)) => {
            let mut scribe = Scribe::new(*context, instance, request);
            command::handle(&mut scribe, request)?;
            return Ok(scribe.into_events());
        }
        (Status::Ended { .. } | Status::Cancelled { .. }, Command::FireTimer { .. }) => {
            return Err(Rejection::TimerClosed);
        }
        (
            Status::Ended { .. } | Status::Cancelled { .. },
            Command::CompleteTask { .. }
            | Command::ClaimTask { .. }
            | Command::ReturnTask { .. }
            | Command::DelegateTask { .. }
            | Command::ReassignTask { .. }
            | Command::RemindOfTask { .. }
            | Command::EscalateTask { .. }
            | Command::Recuse { .. },
        ) => return Err(Rejection::TaskClosed),
        (
            Status::Ended { .. } | Status::Cancelled { .. },
            Command::CompleteJob { .. } | Command::FailJob { .. },
        ) => return Err(Rejection::JobClosed),
        (Status::Ended { .. } | Status::Cancelled { .. }, _) => {
            return Err(Rejection::InstanceEnded);
        }
    }
    let mut scribe = Scribe::new(*context, instance, request);
    command::handle(&mut scribe, request)?;
    step::settle(&mut scribe);
    step::set_instance_term(&mut scribe);
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
        process_event::disarm(scribe);
        scribe.emit(InstanceEvent::Cancelled { reason, by });
        return;
    }
    // An error end ends everything at once: whichever was come to is the end.
    let failed = scribe.last_left(|id| error_of(scribe, id).is_some());
    let last = failed.or_else(|| scribe.last_left(|id| is_end(scribe, id)));
    let step = last.or_else(|| earlier_end(scribe)).unwrap_or_default();
    let error = error_of(scribe, &step);
    process_event::disarm(scribe);
    scribe.emit(InstanceEvent::Ended { step, error });
}

/// The end step come to last by an earlier command.
fn earlier_end(scribe: &Scribe<'_>) -> Option<String> {
    let steps = scribe.instance().steps.iter();
    let ended = steps.filter(|(id, r)| r.completed_at.is_some() && is_end(scribe, id));
    let last = ended.max_by_key(|(_, record)| record.completed_at);
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
