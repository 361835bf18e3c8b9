//! What lets go by itself once nothing moves: conditions that have become true, complete children, joins without hope.
//!
//! Asked after every move of a command, so it must stay cheap with many tokens.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{Step, StepKind, Trigger};

use super::{Progress, begin, boundary, call, compensate, for_each, join, leave, wait};
use crate::{
    TokenId, process_event,
    scribe::{Scribe, Stuck},
};

/// Lets go of waits whose condition holds and of `for_each` steps that are complete, lets conditions happen and goes on
/// with compensations; if there is nothing of it, lets go of a join to which nothing more can come. True if anything moved.
pub(super) fn ready(scribe: &mut Scribe<'_>) -> bool {
    let mut moved = false;
    for (token, step) in restless(scribe) {
        match boundary::conditions(scribe, token, step) {
            Ok(false) => {}
            Ok(true) => {
                moved = true;
                continue;
            }
            Err(failed) => {
                scribe.raise(Some(token), &step.id, failed);
                continue;
            }
        }
        if let StepKind::Compensate(compensate) = &step.kind {
            match compensate::advance(scribe, token, &step.id, compensate) {
                Some(Progress::Leave(next)) => leave(scribe, token, &next),
                Some(Progress::Waiting) => {}
                None => continue,
            }
            moved = true;
            continue;
        }
        match way_on(scribe, &step.id, step) {
            Ok(Some(next)) => {
                leave(scribe, token, &next);
                moved = true;
            }
            Ok(None) => {}
            Err(stuck) => scribe.raise(Some(token), &step.id, stuck),
        }
    }
    if !moved && process_event::conditions(scribe) {
        return true;
    }
    if !moved && let Some(step) = join::ready(scribe) {
        begin(scribe, step);
        return true;
    }
    moved
}

/// The tokens at steps that may let go by themselves, without those that an incident holds. It is asked again after every
/// move, so it looks at each token only once and copies nothing.
fn restless<'d>(scribe: &Scribe<'d>) -> Vec<(TokenId, &'d Step)> {
    let definition = scribe.context.definition;
    let by_itself = |step: &&Step| match &step.kind {
        StepKind::Wait(_) | StepKind::ForEach(_) | StepKind::Call(_) | StepKind::Compensate(_) => {
            true
        }
        StepKind::UserTask(_)
        | StepKind::Decision(_)
        | StepKind::Join(_)
        | StepKind::Send(_)
        | StepKind::Mail(_)
        | StepKind::Document(_)
        | StepKind::Set(_)
        | StepKind::Service(_)
        | StepKind::Publish(_)
        | StepKind::Test(_)
        | StepKind::Regrade(_)
        | StepKind::End(_) => {
            let mut triggers = step.on.iter().map(|event| &event.trigger);
            triggers.any(|trigger| matches!(trigger, Trigger::When(_)))
        }
    };
    let steps = definition.steps.iter().filter(by_itself);
    let steps: BTreeMap<&str, &Step> = steps.map(|step| (step.id.as_str(), step)).collect();
    let instance = scribe.instance();
    let incidents = instance.incidents.values();
    let stuck: BTreeSet<TokenId> = incidents.filter_map(|incident| incident.token).collect();
    let tokens = instance.tokens.iter().filter(|(id, _)| !stuck.contains(id));
    tokens
        .filter_map(|(id, token)| Some((*id, *steps.get(token.step.as_str())?)))
        .collect()
}

/// Where a waiting step goes now, if what it waits for is there.
fn way_on(scribe: &mut Scribe<'_>, id: &str, step: &Step) -> Result<Option<Vec<String>>, Stuck> {
    match &step.kind {
        StepKind::Wait(wait) => wait::ready(scribe, id, wait),
        StepKind::ForEach(each) => for_each::ready(scribe, step, each),
        StepKind::Call(call) => call::ready(scribe, id, call),
        StepKind::UserTask(_)
        | StepKind::Decision(_)
        | StepKind::Join(_)
        | StepKind::Send(_)
        | StepKind::Mail(_)
        | StepKind::Document(_)
        | StepKind::Set(_)
        | StepKind::Service(_)
        | StepKind::Publish(_)
        | StepKind::Test(_)
        | StepKind::Regrade(_)
        | StepKind::Compensate(_)
        | StepKind::End(_) => Ok(None),
    }
}
