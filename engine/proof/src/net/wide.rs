//! Events of the whole process: whenever something waits they may happen, cancel everything or begin a side branch.

use super::condition::{Answer, Condition};
use super::machine::{Happened, Move, small};
use super::state::{Round, State, Token};
use super::{Deed, Net};
use crate::limits::MAX_COMINGS;
use crate::plan::Begun;

/// An event that may happen whenever something waits.
#[derive(Clone, Debug)]
pub(crate) struct Broad {
    /// Which event of the process it is, or its cancellation.
    pub(crate) begun: Begun,
    pub(crate) when: Condition,
    pub(crate) urgent: bool,
    pub(crate) interrupting: bool,
    /// No way to an end that the process can count on.
    pub(crate) by_grace: bool,
    /// Comes only from a step that can raise an error.
    pub(crate) raised: bool,
    pub(crate) times: Option<u8>,
    pub(crate) deed: Deed,
    pub(crate) to: Vec<usize>,
}

impl Net {
    /// What events of the process may do now; `by_grace`: those that need somebody's grace, otherwise the others.
    pub(crate) fn wide_moves(&self, state: &State, by_grace: bool) -> Vec<Move> {
        let mut moves = Vec::new();
        for broad in 0..self.broad.len() {
            if self.broad[broad].by_grace != by_grace || !self.may_come(state, broad) {
                continue;
            }
            match self.broad[broad].when.ask(&state.values, &self.variables) {
                Answer::Known(false) => {}
                Answer::Split(variable) => {
                    moves.extend(self.choose(state, variable, &state.values))
                }
                Answer::Known(true) | Answer::Either => moves.push(self.come(state, broad, false)),
            }
        }
        moves
    }

    /// The first event whose condition holds happens by itself.
    pub(super) fn wide_forced(&self, state: &State) -> Vec<Move> {
        let urgent = (0..self.broad.len()).filter(|broad| self.broad[*broad].urgent);
        for broad in urgent.filter(|broad| self.may_come(state, *broad)) {
            match self.broad[broad].when.ask(&state.values, &self.variables) {
                Answer::Split(variable) => return self.choose(state, variable, &state.values),
                Answer::Known(true) => return vec![self.come(state, broad, true)],
                Answer::Known(false) | Answer::Either => {}
            }
        }
        Vec::new()
    }

    fn counter(&self, broad: usize) -> usize {
        self.events.len() - self.broad.len() + broad
    }

    fn may_come(&self, state: &State, broad: usize) -> bool {
        let (event, comings) = (&self.broad[broad], state.comings(self.counter(broad)));
        // An instance whose joins starve is held by an incident and hears of events, but asks no conditions.
        let open = !state.tokens.is_empty() || (!event.urgent && !state.arrived.is_empty());
        let raises = |token: &Token| self.nodes[usize::from(token.step)].raises;
        let raised = !event.raised || state.tokens.iter().any(raises);
        open && raised && event.limit().is_none_or(|limit| comings < limit)
    }

    /// Whether such an event is taken not to come once more, though that could matter.
    pub(super) fn wide_suppressed(&self, state: &State) -> bool {
        let mut broad = self.broad.iter().enumerate();
        !state.tokens.is_empty()
            && broad.any(|(place, event)| {
                let counter = self.counter(place);
                event
                    .limit()
                    .is_some_and(|limit| state.comings(counter) >= limit)
                    && event.times.is_none_or(|times| times > MAX_COMINGS)
                    && self.events[counter].writes
            })
    }

    /// Whether this cancelled everything that was open.
    pub(super) fn cancels(&self, happened: Happened) -> bool {
        let Happened::Came(begun, _) = happened else {
            return false;
        };
        let mut events = self.broad.iter();
        events.any(|event| event.begun == begun && event.interrupting)
    }

    fn come(&self, state: &State, broad: usize, by_itself: bool) -> Move {
        let event = &self.broad[broad];
        let mut next = state.clone();
        if event.limit().is_some() {
            next.come(self.counter(broad));
        }
        if event.interrupting {
            next.cancel_all();
        }
        let step = event.to.first().copied().unwrap_or_default();
        let flaw = self.act(&event.deed, step, &mut next);
        let flows = event.to.iter().map(|to| (None, small(*to)));
        next.moving.extend(flows);
        next.round = Round::Due;
        next.forget(self);
        Move {
            happened: Happened::Came(event.begun, by_itself),
            state: next,
            flaw,
            enters: None,
        }
    }
}

impl Broad {
    /// How often it is taken to come. One that interrupts leaves nothing that could pile up.
    fn limit(&self) -> Option<u8> {
        match self.times {
            Some(times) => Some(times.min(MAX_COMINGS)),
            None => (!self.interrupting).then_some(MAX_COMINGS),
        }
    }
}
