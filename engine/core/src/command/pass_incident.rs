//! What makes a step stick cannot be mended: an overseer lets the instance go on without it, with a reason.
//!
//! The step is cancelled like one that an event interrupts: its tasks, timers, jobs and children go, and it does not count as
//! done, so that nothing is undone for it later.

use super::{Actor, Command};
use crate::{IncidentEvent, PassingRefusal, Rejection, passing::ways_on, scribe::Scribe, step};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    command: &Command,
) -> Result<(), Rejection> {
    let Command::PassIncident {
        incident: id,
        to,
        reason,
        privileged,
    } = command
    else {
        return Ok(());
    };
    if !matches!(actor, Actor::Person(_)) || !privileged {
        return Err(PassingRefusal::NotYours.into());
    }
    let found = scribe.instance().incidents.get(id);
    let incident = found.cloned().ok_or(Rejection::IncidentClosed)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(PassingRefusal::ReasonNeeded.into());
    }
    let definition = scribe.context.definition;
    let stuck = incident.token.zip(definition.step(&incident.step));
    let (token, at) = stuck.ok_or(PassingRefusal::NoWayOn)?;
    let ways = ways_on(definition, at);
    if ways.is_empty() {
        return Err(PassingRefusal::NoWayOn.into());
    }
    if !ways.iter().any(|way| way == to) {
        return Err(PassingRefusal::UnknownWay.into());
    }
    scribe.emit(IncidentEvent::Passed {
        incident: *id,
        step: at.id.clone(),
        to: to.clone(),
        reason: reason.to_owned(),
    });
    scribe.because(reason);
    step::depart(scribe, token, to);
    Ok(())
}
