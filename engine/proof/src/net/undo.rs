//! Compensations at work, as in the engine: the undo steps begin one after another, the latest done first, each when no token
//! is at the one before; then the compensation goes on.
//!
//! What was completed is remembered (`State::undoable`), once for each step, in the order of the last completion. What was
//! interrupted or cancelled was not completed. The list outlives everything that is cancelled.

use super::machine::{Happened, Move, small};
use super::state::{Round, State};
use super::variable::UNDOABLE;
use super::{Net, Place};
use crate::plan::{Kind, Told};

impl Net {
    /// Remembers that a step was completed that can be undone.
    pub(super) fn note(&self, step: usize, way: Option<&Told>, state: &mut State) {
        let broken_off = matches!(way, Some(Told::Interrupted(_) | Told::Beside(_)));
        if self.nodes[step].undone && !broken_off {
            state.undoable.retain(|known| *known != small(step));
            state.undoable.push(small(step));
        }
    }

    /// The compensation at this place of those that ask begins the next undo step or goes on; none while it waits for one.
    pub(super) fn undo(&self, state: &State, place: usize) -> Option<Move> {
        let token = *state.asking.get(place)?;
        let step = usize::from(token.step);
        let Kind::Undoes(steps) = &self.nodes[step].kind else {
            return None;
        };
        let at_work = |by: u16| state.tokens.iter().any(|other| other.step == by);
        if token.by.is_some_and(at_work) {
            return None;
        }
        let mut latest = state.undoable.iter().rev();
        let found = latest.find_map(|done| steps.iter().position(|step| small(*step) == *done));
        let way = found.map_or(0, |found| found + 1);
        let road = self.nodes[step].ways.get(way)?;
        let mut next = state.clone();
        match road.told {
            Told::Undone(undone, by) => next.undo(place, small(undone), small(by)),
            _ => {
                next.remove(token);
                self.note(step, None, &mut next);
            }
        }
        let flaw = self.act(&road.deed, step, &mut next);
        next.send(step, &road.to);
        next.round = Round::at(place + usize::from(found.is_some()), true);
        next.forget(self);
        Some(Move {
            happened: Happened::Released(step, way),
            state: next,
            flaw,
            enters: None,
        })
    }
}

/// Marks the steps that compensations undo and those that they wait for.
pub(super) fn mark(nodes: &mut [Place]) {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for place in nodes.iter() {
        found.extend(place.ways.iter().filter_map(|road| match road.told {
            Told::Undone(step, by) => Some((step, by)),
            _ => None,
        }));
    }
    for (step, by) in found {
        nodes[step].undone = true;
        nodes[step].touches = UNDOABLE;
        // When it is left the compensation goes on.
        nodes[by].touches = UNDOABLE;
    }
    for place in nodes.iter_mut() {
        if matches!(place.kind, Kind::Undoes(_)) {
            place.touches = UNDOABLE;
        }
    }
}
