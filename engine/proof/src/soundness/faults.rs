//! The faults of a walk, each with the first way that leads to it.

use std::collections::BTreeMap;

use crate::limits::MAX_STATES_SHORTER;
use crate::net::Net;
use crate::net::explore::{Manner, Walk, walk};
use crate::net::machine::{Flaw, Happened};
use crate::net::state::State;

/// What is wrong and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    Starved(usize),
    Stuck(usize),
    Endless(usize),
    Lost(usize, Option<usize>),
    Piling(usize),
}

impl Fault {
    /// The step that nothing gets past.
    pub(super) fn stops(&self) -> Option<usize> {
        match self {
            Self::Starved(step) | Self::Stuck(step) | Self::Endless(step) => Some(*step),
            Self::Lost(..) | Self::Piling(_) => None,
        }
    }
}

/// A way to a fault: what happens, and the state after it.
pub(super) type Ways = BTreeMap<Fault, (Vec<Happened>, State)>;

/// The first way to every fault of a walk.
///
/// Where an event is taken not to come once more, what would follow is not known: a state from which only that could lead to
/// an end is no fault (`hinges` tells of them).
pub(super) fn faults(walk: &Walk) -> Ways {
    let mut ways = Ways::new();
    let mut add = |fault: Fault, way: Vec<Happened>, state: &State| {
        ways.entry(fault).or_insert_with(|| (way, state.clone()));
    };
    let stuck: Vec<usize> = walk.stuck().collect();
    let judged = |place: &&usize| walk.suppressed.binary_search(place).is_err();
    for place in stuck.iter().filter(judged) {
        let state = &walk.states[*place];
        let join = state
            .arrived
            .first()
            .map(|(join, _)| Fault::Starved(usize::from(*join)));
        let token = state
            .tokens
            .first()
            .map(|token| Fault::Stuck(usize::from(token.step)));
        // A token that cannot go on is why the join is left waiting.
        if let Some(fault) = token.or(join) {
            add(fault, walk.way_to(*place), state);
        }
    }
    for (from, happened, flaw) in &walk.flaws {
        if let Flaw::Lost(join, source) = flaw {
            let mut way = walk.way_to(*from);
            way.push(*happened);
            add(Fault::Lost(*join, *source), way, &walk.states[*from]);
        }
    }
    if let Some((earlier, later)) = walk.growing {
        let (before, after) = (&walk.states[earlier], &walk.states[later]);
        let count = |state: &State, step: u16| {
            let tokens = state.tokens.iter();
            tokens.filter(|token| token.step == step).count()
        };
        let more = after
            .tokens
            .iter()
            .map(|token| token.step)
            .find(|step| count(after, *step) > count(before, *step));
        if let Some(step) = more {
            add(Fault::Piling(usize::from(step)), walk.way_to(later), after);
        }
    } else if !walk.cut {
        let goals = (0..walk.states.len()).filter(|place| walk.states[*place].ended);
        let goals = goals.chain(stuck.iter().copied());
        let goals = goals.chain(walk.suppressed.iter().copied()).collect();
        let endless = walk.never_leading_to(goals);
        if let Some((step, place)) = circling(walk, &endless) {
            add(
                Fault::Endless(step),
                walk.way_to(place),
                &walk.states[place],
            );
        }
    }
    ways
}

/// Whether the end of some way hangs on an event that is taken not to come once more.
pub(super) fn hinges(walk: &Walk) -> bool {
    if walk.suppressed.is_empty() {
        return false;
    }
    let stuck = |place: &usize| walk.leads[*place].is_empty();
    let ended = (0..walk.states.len()).filter(|place| walk.states[*place].ended);
    walk.suppressed.iter().any(stuck) || {
        let lost = walk.never_leading_to(ended.collect());
        walk.suppressed
            .iter()
            .any(|place| lost.binary_search(place).is_ok())
    }
}

/// Where the process goes round: a step on the circle, best one that waits, and the state in which it is reached.
fn circling(walk: &Walk, endless: &[usize]) -> Option<(usize, usize)> {
    let circles = walk.circles();
    let round = |place: &&usize| circles[**place];
    let waits = |place: &&usize| walk.states[**place].moving.is_empty();
    let waiting = endless.iter().filter(round).find(waits);
    let place = waiting.or_else(|| endless.iter().find(round));
    let place = *place.or(endless.first())?;
    let state = &walk.states[place];
    let moving = state.moving.first().map(|(_, to)| *to);
    let step = moving.or(state.tokens.first().map(|token| token.step))?;
    Some((usize::from(step), place))
}

/// The reduced walk finds every fault but not always by the shortest way: a plain walk does, if it gets that far.
pub(super) fn shorten(net: &Net, states: usize, ways: &mut Ways) {
    let plain = Manner {
        budget: (states * 10).min(MAX_STATES_SHORTER),
        reduce: false,
        first: false,
    };
    let mut plain = faults(&walk(net, plain));
    for (fault, way) in ways.iter_mut() {
        if let Some(other) = plain.remove(fault)
            && worth(&other.0) < worth(&way.0)
        {
            *way = other;
        }
    }
}

/// How many things worth telling happen.
fn worth(way: &[Happened]) -> usize {
    let told = |happened: &&Happened| {
        matches!(
            happened,
            Happened::Left(..) | Happened::Released(..) | Happened::Came(..) | Happened::Begun(_)
        )
    };
    way.iter().filter(told).count()
}
