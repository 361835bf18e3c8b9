//! What people do in a story about an incident: try its step again, or go on without it.

use reglament_core::{Actor, Command, Incident, IncidentId, InstanceId, ways_on};

use super::{Play, action::Done, time};
use crate::story::{Pass, Resolve};

pub(super) fn resolve(play: &mut Play<'_>, wish: &Resolve) -> Done {
    let id = play.id(wish.instance.as_deref())?;
    let (incident, _) = at(play, &id, &wish.incident)?;
    Ok(play.world.execute(
        &id,
        Actor::Person(wish.by.clone()),
        Command::ResolveIncident { incident },
    )?)
}

pub(super) fn pass(play: &mut Play<'_>, wish: &Pass) -> Done {
    time::at(play, wish.at.as_deref())?;
    let id = play.id(wish.instance.as_deref())?;
    let (incident, found) = at(play, &id, &wish.incident)?;
    let instance = play.world.instance(&id);
    let definition = instance.and_then(|instance| play.world.definition_of(instance));
    let step = definition.and_then(|definition| Some((definition, definition.step(&found.step)?)));
    let ways = step.map_or_else(Vec::new, |(definition, step)| ways_on(definition, step));
    let leads = |way: &&Vec<String>| match &wish.to {
        Some(to) => way.contains(to),
        None => ways.len() == 1,
    };
    // A way that is not there is refused by the engine, in words that a story can expect.
    let to = ways.iter().find(leads).cloned();
    let command = Command::PassIncident {
        incident,
        to: to.unwrap_or_else(|| wish.to.clone().into_iter().collect()),
        reason: wish.reason.clone(),
        privileged: true,
    };
    Ok(play
        .world
        .execute(&id, Actor::Person(wish.by.clone()), command)?)
}

/// The open incident at a step.
fn at(play: &Play<'_>, id: &InstanceId, step: &str) -> Result<(IncidentId, Incident), String> {
    let instance = play.world.instance(id);
    let incidents = instance.map(|found| found.incidents().clone());
    let mut incidents = incidents.unwrap_or_default().into_iter();
    let found = incidents.find(|(_, incident)| incident.step == step);
    found.ok_or_else(|| format!("no incident is open at `{step}`"))
}
