//! Joins at work, as in the engine: how many flows let one go, and what becomes of the rest.

use reglament_definition::{Rest, WaitFor};

use super::Net;
use super::machine::{Move, small};
use super::state::{State, all_flows};
use crate::plan::{Gate, Kind};

/// The flow of a step that the join does not name.
const STRANGER: u128 = 1 << 127;

/// What a flow that arrives at a join brings about.
pub(super) struct Met {
    /// A token goes on.
    pub(super) opens: bool,
    /// The flow is swallowed though nobody asked for it.
    pub(super) lost: bool,
}

impl Net {
    /// A flow arrives at a join.
    pub(super) fn meet(
        &self,
        join: usize,
        gate: &Gate,
        from: Option<u16>,
        state: &mut State,
    ) -> Met {
        let to = small(join);
        let flow = gate.from.iter().position(|s| from == Some(small(*s)));
        let bit = flow.map_or(STRANGER, |flow| 1u128 << flow.min(126));
        if state.is_released(to) && state.seen(to) & bit != 0 {
            // The next round has begun before the last one was complete.
            state.pass(to);
        }
        let known = state.seen(to);
        let stranger = flow.is_none() && !gate.from.is_empty();
        let (seen, listed) = (known | bit, all_flows(&self.nodes[join].kind));
        let all = seen & listed == listed;
        state.set_seen(to, seen);
        if state.is_released(to) {
            if all {
                state.pass(to);
            }
            return Met {
                opens: false,
                lost: stranger,
            };
        }
        let opens = match gate.wait {
            WaitFor::All => all,
            WaitFor::Any => true,
            WaitFor::Count(count) => seen.count_ones() >= count,
            WaitFor::Taken => false,
        };
        if opens {
            let_go(to, gate, all, state);
        }
        // Also where the rest is swallowed: only a join that has let go has a rest, and a flow of the last round that
        // comes to a join which waits again would count for this one.
        let lost = stranger || (!opens && known & bit != 0);
        Met { opens, lost }
    }

    /// What joins do when nothing moves: forget a round that is over, go on when nothing more can come.
    pub(crate) fn joins_ready(&self, state: &State) -> Vec<Move> {
        let mut next = state.clone();
        for (step, place) in self.nodes.iter().enumerate() {
            let Kind::Join(gate) = &place.kind else {
                continue;
            };
            let to = small(step);
            if next.seen(to) == 0 {
                continue;
            }
            if next.is_released(to) {
                if !next.stands_in(&gate.region) && !held(gate, &next) {
                    next.pass(to);
                }
            } else if gate.wait == WaitFor::Taken && !self.expects(step, gate, &next) {
                next.pass(to);
                return self.begin(state, step, next);
            }
        }
        match next == *state {
            true => Vec::new(),
            false => vec![self.quiet(next, None)],
        }
    }

    /// Whether a flow can still come: from a token, or from another join that holds flows.
    fn expects(&self, join: usize, gate: &Gate, state: &State) -> bool {
        let yields = |other: usize| match &self.nodes[other].kind {
            Kind::Join(held) => {
                held.wait == WaitFor::Taken && held.region.contains(&join) && join < other
            }
            _ => false,
        };
        let mut held = state.arrived.iter().map(|(other, _)| *other);
        state.stands_in(&gate.region)
            || held.any(|other| {
                let place = usize::from(other);
                gate.region.contains(&place) && !state.is_released(other) && !yields(place)
            })
    }
}

/// Whether another join on the way to this one holds flows that it has yet to let go.
fn held(gate: &Gate, state: &State) -> bool {
    let mut joins = state.arrived.iter().map(|(join, _)| *join);
    joins.any(|join| gate.region.contains(&usize::from(join)) && !state.is_released(join))
}

fn let_go(join: u16, gate: &Gate, all: bool, state: &mut State) {
    match (gate.wait, gate.rest) {
        (WaitFor::Any | WaitFor::Count(_), Rest::Ignore) if !all => state.release(join),
        (WaitFor::Any | WaitFor::Count(_), Rest::Cancel) => {
            state.pass(join);
            let inside = |step: u16| gate.region.contains(&usize::from(step));
            state.tokens.retain(|token| !inside(token.step));
            state.asking.retain(|token| !inside(token.step));
            state.arrived.retain(|(other, _)| !inside(*other));
            state.released.retain(|other| !inside(*other));
            state.moving.retain(|(_, to)| *to != join && !inside(*to));
        }
        (WaitFor::All | WaitFor::Taken, _) | (_, Rest::Ignore) => state.pass(join),
    }
}
