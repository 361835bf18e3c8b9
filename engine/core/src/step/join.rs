//! Joins: how many flows let one go, and what becomes of the rest.
//!
//! A join holds the set of flows that have come, never a number of tokens; letting go empties it, so that the next round
//! of a loop finds it fresh. Which steps can still send a flow (`region`) the compiler has worked out.

use std::collections::BTreeSet;

use reglament_definition::{Join, Rest, Step, StepKind, WaitFor};

use super::abandon;
use crate::{FlowEvent, TokenId, scribe::Scribe};

/// A flow has come. True when the join lets a token go on.
pub(super) fn arrive(scribe: &mut Scribe<'_>, id: &str, join: &Join, from: &str) -> bool {
    let known = arrived(scribe, id);
    if is_released(scribe, id) && known.contains(from) {
        // The same flow again: the next round has begun before the last one was complete.
        pass(scribe, id);
    }
    scribe.emit(FlowEvent::JoinReached {
        step: id.to_owned(),
        from: from.to_owned(),
    });
    let arrived = arrived(scribe, id);
    let all = join.from.iter().all(|from| arrived.contains(from));
    if is_released(scribe, id) {
        if all {
            pass(scribe, id);
        }
        return false;
    }
    let complete = match join.wait_for {
        WaitFor::All => all,
        WaitFor::Any => true,
        WaitFor::Count(count) => usize::try_from(count).is_ok_and(|count| arrived.len() >= count),
        WaitFor::Taken => false,
    };
    if complete {
        let_go(scribe, id, join, all);
    }
    complete
}

fn let_go(scribe: &mut Scribe<'_>, id: &str, join: &Join, all: bool) {
    match (join.wait_for, join.rest) {
        (WaitFor::Any | WaitFor::Count(_), Rest::Ignore) if !all => {
            scribe.emit(FlowEvent::JoinReleased {
                step: id.to_owned(),
            });
        }
        (WaitFor::Any | WaitFor::Count(_), Rest::Cancel) => {
            pass(scribe, id);
            cancel_rest(scribe, id, join);
        }
        (WaitFor::All | WaitFor::Taken, _) | (_, Rest::Ignore) => pass(scribe, id),
    }
}

/// Cancels what is still on its way to a join: tokens with their work, flows, and what other joins hold.
fn cancel_rest(scribe: &mut Scribe<'_>, id: &str, join: &Join) {
    let tokens: Vec<(TokenId, String)> = scribe
        .instance()
        .tokens
        .iter()
        .filter(|(_, token)| join.region.contains(&token.step))
        .map(|(token, at)| (*token, at.step.clone()))
        .collect();
    for (token, step) in tokens {
        abandon(scribe, token, step);
    }
    let held: Vec<String> = scribe
        .instance()
        .arrived
        .keys()
        .filter(|other| join.region.contains(*other))
        .cloned()
        .collect();
    for other in held {
        pass(scribe, &other);
    }
    scribe.drop_moves_to(|to| to == id || join.region.contains(to));
}

/// The joins that can let go now because nothing more can come to them, in the order written. Called when nothing moves.
pub(super) fn ready<'d>(scribe: &mut Scribe<'d>) -> Option<&'d Step> {
    if scribe.instance().arrived.is_empty() {
        return None;
    }
    let definition = scribe.context.definition;
    for step in &definition.steps {
        let StepKind::Join(join) = &step.kind else {
            continue;
        };
        if arrived(scribe, &step.id).is_empty() {
            continue;
        }
        if is_released(scribe, &step.id) {
            if !is_anywhere(scribe, join) && !is_held(scribe, join) {
                pass(scribe, &step.id);
            }
        } else if join.wait_for == WaitFor::Taken && !is_expecting(scribe, &step.id, join) {
            pass(scribe, &step.id);
            return Some(step);
        }
    }
    None
}

/// Whether a token stands in the region of a join.
fn is_anywhere(scribe: &Scribe<'_>, join: &Join) -> bool {
    let mut tokens = scribe.instance().tokens.values();
    tokens.any(|token| join.region.contains(&token.step))
}

/// Whether another join on the way to this one holds flows that it has yet to let go.
fn is_held(scribe: &Scribe<'_>, join: &Join) -> bool {
    let mut held = scribe.instance().arrived.keys();
    held.any(|other| join.region.contains(other) && !is_released(scribe, other))
}

/// Whether a flow can still come: from a token, or from another join that holds flows. Of two inclusive joins that wait
/// for each other the one written first goes on.
fn is_expecting(scribe: &Scribe<'_>, id: &str, join: &Join) -> bool {
    let steps = &scribe.context.definition.steps;
    let place = |id: &str| steps.iter().position(|step| step.id == id);
    let yields = |other: &str| match scribe.context.definition.step(other).map(|s| &s.kind) {
        Some(StepKind::Join(held)) => {
            held.wait_for == WaitFor::Taken && held.region.contains(id) && place(id) < place(other)
        }
        _ => false,
    };
    let mut held = scribe.instance().arrived.keys();
    is_anywhere(scribe, join)
        || held.any(|other| {
            join.region.contains(other) && !is_released(scribe, other) && !yields(other)
        })
}

/// A join that holds flows and waits for others that can no longer come; the instance has no tokens left.
pub(crate) fn starved(scribe: &Scribe<'_>) -> Option<String> {
    let instance = scribe.instance();
    let waits = |id: &&String| !instance.released.contains(*id);
    instance.arrived.keys().find(waits).cloned()
}

fn arrived(scribe: &Scribe<'_>, id: &str) -> BTreeSet<String> {
    let arrived = scribe.instance().arrived.get(id);
    arrived.cloned().unwrap_or_default()
}

fn is_released(scribe: &Scribe<'_>, id: &str) -> bool {
    scribe.instance().released.contains(id)
}

fn pass(scribe: &mut Scribe<'_>, id: &str) {
    scribe.emit(FlowEvent::JoinPassed {
        step: id.to_owned(),
    });
}
