//! A person has mended what made a step stick: the step is tried again.

use reglament_definition::StepKind;

use crate::{IncidentEvent, IncidentId, Rejection, scribe::Scribe, step};

pub(super) fn handle(scribe: &mut Scribe<'_>, id: IncidentId) -> Result<(), Rejection> {
    let incident = scribe
        .instance()
        .incidents
        .get(&id)
        .cloned()
        .ok_or(Rejection::IncidentClosed)?;
    scribe.emit(IncidentEvent::Resolved { incident: id });
    let Some(token) = incident.token else {
        return Ok(());
    };
    // Its machine is late but still at work: looking into it is all that a person can do.
    if scribe
        .instance()
        .jobs
        .values()
        .any(|job| job.token == token)
    {
        return Ok(());
    }
    let definition = scribe.context.definition;
    let Some(step) = definition.step(&incident.step) else {
        return Ok(());
    };
    let signed = scribe
        .instance()
        .steps
        .get(&step.id)
        .is_some_and(|record| !record.signatures.is_empty());
    if let StepKind::UserTask(task) = &step.kind
        && signed
    {
        if task.each.is_some() {
            step::proceed(scribe, token, step, task);
        } else {
            finish(scribe, token, &step.id, task);
        }
    } else if step::begun(scribe, token, &step.id) {
        // The children run on; what was stuck is tried again when the tokens settle.
    } else {
        step::cancel_work(scribe, token);
        step::run(scribe, token, step);
    }
    Ok(())
}

/// The task was done but its document could not be drawn: only that is tried again.
fn finish(
    scribe: &mut Scribe<'_>,
    token: crate::TokenId,
    id: &str,
    task: &reglament_definition::UserTask,
) {
    if let Some(document) = &task.document
        && let Err(stuck) = step::draw(scribe, id, document)
    {
        scribe.raise(Some(token), id, stuck);
        return;
    }
    let outcome = scribe
        .instance()
        .steps
        .get(id)
        .and_then(|record| record.outcome.clone());
    let own = task
        .outcomes
        .iter()
        .find(|o| Some(&o.id) == outcome.as_ref())
        .map(|o| &o.next);
    let next = own
        .filter(|next| !next.is_empty())
        .unwrap_or(&task.next)
        .clone();
    step::leave(scribe, token, &next);
}
