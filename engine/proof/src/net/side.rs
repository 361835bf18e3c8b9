//! Side branches: events that happen while a step waits and leave its token where it is.
//!
//! What may come any number of times is taken to come a few times in the life of an instance (`MAX_COMINGS`), so that the
//! states stay finite; where more of it could still change what can happen, nothing is claimed (`suppressed`).

use super::machine::{Happened, Move};
use super::state::{Round, State, Token};
use super::wide::Broad;
use super::{Net, Place, Road, Side};
use crate::limits::MAX_COMINGS;
use crate::plan::{Beside, Limit};

/// Where a flow from each step can come to, itself included.
pub(super) fn reach(
    nodes: &[Place],
    limits: &[Option<Limit>],
    from: impl Iterator<Item = usize>,
) -> Vec<bool> {
    let mut reached = vec![false; nodes.len()];
    let mut open: Vec<usize> = from.collect();
    while let Some(step) = open.pop() {
        if !std::mem::replace(&mut reached[step], true) {
            open.extend(nodes[step].ways.iter().flat_map(|road| &road.to));
            open.extend(limits[step].map(|limit| limit.then));
        }
    }
    reached
}

/// The events of a machine that begin side branches, in their order.
pub(super) fn events(nodes: &[Place], limits: &[Option<Limit>], brief: u64) -> Vec<Side> {
    let mut found = Vec::new();
    for (step, place) in nodes.iter().enumerate() {
        for road in place.ways.iter().filter(|road| road.beside.is_some()) {
            let from = 0..nodes.len();
            let from = from.map(|other| reach(nodes, limits, std::iter::once(other))[step]);
            let branch = reach(nodes, limits, road.to.iter().copied());
            let itself = branch[step];
            let writes = writes(nodes, &branch) | road.deed.writes();
            found.push(Side {
                from: from.collect(),
                itself,
                writes: writes & !brief != 0,
            });
        }
    }
    found
}

/// What the steps of a branch write, as bits.
fn writes(nodes: &[Place], branch: &[bool]) -> u64 {
    let within = nodes.iter().zip(branch).filter(|(_, within)| **within);
    let deeds = within.flat_map(|(node, _)| {
        let roads = node.ways.iter().map(|road| &road.deed);
        roads.chain([&node.entry])
    });
    let touched = nodes.iter().zip(branch).filter(|(_, within)| **within);
    let touched = touched.fold(0, |bits, (node, _)| bits | node.touches);
    deeds.fold(touched, |bits, deed| bits | deed.writes())
}

/// An event of the process, which may come whatever has happened before.
pub(super) fn of_broad(
    nodes: &[Place],
    limits: &[Option<Limit>],
    brief: u64,
    event: &Broad,
) -> Side {
    let branch = reach(nodes, limits, event.to.iter().copied());
    Side {
        from: vec![true; nodes.len()],
        itself: false,
        writes: (writes(nodes, &branch) | event.deed.writes()) & !brief != 0,
    }
}

impl Net {
    /// Whether a road may be taken by this token now: an event beside the step has not happened too often.
    pub(super) fn is_left(&self, road: &Road, token: Token, state: &State) -> bool {
        road.beside.is_none_or(|beside| {
            token.happened(beside.place) < beside.times && !self.came_enough(state, beside.event)
        })
    }

    /// A branch that leads back to its event is not held back: its tokens pile up.
    fn came_enough(&self, state: &State, event: usize) -> bool {
        let itself = self.events.get(event).is_some_and(|event| event.itself);
        !itself && state.comings(event) >= MAX_COMINGS
    }

    /// An event happens beside the step of this token.
    pub(super) fn branch(&self, state: &State, token: Token, way: usize) -> Option<Move> {
        let step = usize::from(token.step);
        let road = self.nodes[step].ways.get(way)?;
        let Beside { place, event, .. } = road.beside?;
        if !self.is_left(road, token, state) {
            return None;
        }
        let mut next = state.clone();
        let counted = self.events.get(event).is_none_or(|event| !event.itself);
        next.happen(token, place, counted.then_some(event));
        let flaw = self.act(&road.deed, step, &mut next);
        next.send(step, &road.to);
        next.round = Round::Due;
        next.forget(self);
        Some(Move {
            happened: Happened::Left(step, way),
            state: next,
            flaw,
            enters: None,
        })
    }

    /// Whether only a side branch begins that changes nothing for the rest.
    pub(crate) fn is_aside(&self, happened: Happened) -> bool {
        let event = match happened {
            Happened::Left(step, way) => {
                let road = self.nodes.get(step).and_then(|node| node.ways.get(way));
                road.and_then(|road| road.beside).map(|beside| beside.event)
            }
            Happened::Came(begun, _) => {
                let broad = self.broad.iter().position(|event| event.begun == begun);
                let beside = broad.filter(|broad| !self.broad[*broad].interrupting);
                beside.map(|broad| self.events.len() - self.broad.len() + broad)
            }
            _ => None,
        };
        event.is_some_and(|event| self.events.get(event).is_some_and(|event| !event.writes))
    }

    /// Whether an event that could happen once more is taken not to, though its branch could change what is possible.
    pub(crate) fn suppressed(&self, state: &State) -> bool {
        let besides = state.tokens.iter().flat_map(|token| {
            let roads = self.nodes[usize::from(token.step)].ways.iter();
            roads.filter_map(|road| Some((*token, road.beside?)))
        });
        let mut held_back = besides.filter(|(token, beside)| {
            let here = token.happened(beside.place);
            let used_up = here >= beside.times;
            (used_up && beside.more) || (!used_up && self.came_enough(state, beside.event))
        });
        let matters = |event: usize| self.events.get(event).is_some_and(|event| event.writes);
        held_back.any(|(_, beside)| matters(beside.event)) || self.wide_suppressed(state)
    }
}
