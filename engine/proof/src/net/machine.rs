//! One move of the abstract machine, and all moves that are possible in a state.

use reglament_definition::WaitFor;

use super::condition::Answer;
use super::state::{Round, State, Token};
use super::{Act, Deed, Net, Road};
use crate::plan::{Begun, Kind};

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Happened {
    /// The beginning with this place.
    Begun(usize),
    /// A flow arrived and nothing was decided.
    Arrived,
    /// A token left a step by one of its ways.
    Left(usize, usize),
    /// The same, by itself: a condition held.
    Released(usize, usize),
    /// The step has been entered often enough: the token goes elsewhere.
    UsedUp(usize),
    /// This event of the process happened, by itself or not.
    Came(Begun, bool),
    /// A variable whose value was open got one, so that a condition can be asked.
    Chosen(usize, u8),
    /// Nothing is left to do.
    Finished,
}

/// What must not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// The flow had come to the join already: this token is lost. The step that it came from, none at a beginning.
    Lost(usize, Option<usize>),
    /// The watched variable is read at this step and may be unset.
    Unset(usize),
}

/// A move and where it leads.
#[derive(Clone, Debug)]
pub(crate) struct Move {
    pub(crate) happened: Happened,
    pub(crate) state: State,
    pub(crate) flaw: Option<Flaw>,
    /// The step that a token enters.
    pub(crate) enters: Option<usize>,
}

impl Net {
    /// The states in which an instance begins.
    pub(crate) fn beginnings(&self) -> Vec<Move> {
        let moves = self.starts.iter().map(|opening| {
            let moving = opening.to.iter().map(|to| (None, small(*to)));
            let mut state = State {
                moving: moving.collect(),
                values: opening.values.clone(),
                ..State::default()
            };
            state.forget(self);
            Move {
                happened: Happened::Begun(opening.root),
                state,
                flaw: None,
                enters: None,
            }
        });
        moves.collect()
    }

    /// The moves of flows that are on their way: the first one arrives. Empty when none is.
    pub(super) fn arrivals(&self, state: &State) -> Vec<Move> {
        let Some((from, to)) = state.moving.first().copied() else {
            return Vec::new();
        };
        let mut next = state.clone();
        next.moving.remove(0);
        let step = usize::from(to);
        let mut lost = None;
        if let Kind::Join(gate) = &self.nodes[step].kind
            && (!gate.from.is_empty() || gate.wait != WaitFor::All)
        {
            let met = self.meet(step, gate, from, &mut next);
            lost = met.lost.then(|| Flaw::Lost(step, from.map(usize::from)));
            if !met.opens {
                return vec![self.quiet(next, lost)];
            }
        }
        let mut moves = self.begin(state, step, next);
        moves
            .iter_mut()
            .for_each(|each| each.flaw = each.flaw.or(lost));
        moves
    }

    /// A token enters a step, unless the step has been entered often enough. `before` is asked again when a value must be
    /// chosen first.
    pub(super) fn begin(&self, before: &State, step: usize, mut next: State) -> Vec<Move> {
        let (to, place) = (small(step), &self.nodes[step]);
        if let Some(limit) = self.limits[step]
            && !next.enter(to, limit.max)
        {
            next.moving.push((Some(to), small(limit.then)));
            let mut used_up = self.quiet(next, None);
            used_up.happened = Happened::UsedUp(step);
            return vec![used_up];
        }
        let flaw = self.act(&place.entry, step, &mut next);
        let mut moves = match place.kind {
            Kind::Waits if place.prompt => self.at_once(before, step, next),
            Kind::Waits | Kind::Undoes(_) => {
                next.add(to, self.asks(step));
                vec![self.quiet(next, flaw)]
            }
            Kind::Ends(true) => vec![self.quiet(State::end(), flaw)],
            Kind::Ends(false) => {
                self.note(step, None, &mut next);
                vec![self.quiet(next, flaw)]
            }
            Kind::Passes | Kind::Join(_) => {
                let chosen = self.split(before, place.ways.iter(), &next.values);
                match chosen.is_empty() {
                    true => {
                        let open = |road: &Road| self.asked(road, &next) != Answer::Known(false);
                        self.leave(step, &next, open)
                    }
                    false => chosen,
                }
            }
        };
        for each in &mut moves {
            each.flaw = each.flaw.or(flaw);
            each.enters = (!matches!(each.happened, Happened::Chosen(..))).then_some(step);
        }
        moves
    }

    /// The moves of one waiting token.
    pub(crate) fn moves_of(&self, state: &State, token: Token) -> Vec<Move> {
        let step = usize::from(token.step);
        let split = self.split(state, self.nodes[step].ways.iter(), &state.values);
        if !split.is_empty() {
            return split;
        }
        let mut next = state.clone();
        next.remove(token);
        let calm = |road: &Road| !road.urgent && self.asked(road, state) != Answer::Known(false);
        let mut moves = self.leave(step, &next, |road| road.beside.is_none() && calm(road));
        let roads = self.nodes[step].ways.iter().enumerate();
        let beside = roads.filter(|(_, road)| calm(road));
        moves.extend(beside.filter_map(|(way, _)| self.branch(state, token, way)));
        // A condition that comes to hold lets go in a round of its own.
        if let Some(place) = state.asking.iter().position(|asks| *asks == token) {
            moves.extend(self.come_to_hold(state, place, false));
        }
        moves
    }

    /// When nothing waits and nothing moves: the instance has ended, if no join still waits.
    pub(crate) fn finish(&self, state: &State) -> Option<Move> {
        let idle = state.tokens.is_empty() && state.moving.is_empty() && state.arrived.is_empty();
        (idle && !state.ended).then(|| Move {
            happened: Happened::Finished,
            state: State::end(),
            flaw: None,
            enters: None,
        })
    }

    /// If a way hangs on a variable whose value is open: one move for each value.
    pub(super) fn split<'r>(
        &self,
        state: &State,
        ways: impl Iterator<Item = &'r Road>,
        values: &[u8],
    ) -> Vec<Move> {
        let asked = ways.map(|road| road.when.ask(values, &self.variables));
        let split = asked.into_iter().find_map(|answer| match answer {
            Answer::Split(variable) => Some(variable),
            Answer::Known(_) | Answer::Either => None,
        });
        split.map_or_else(Vec::new, |variable| self.choose(state, variable, values))
    }

    /// One move for each value that an open variable may have.
    pub(super) fn choose(&self, state: &State, variable: usize, values: &[u8]) -> Vec<Move> {
        let possible = self.variables[variable].possible(values[variable]);
        let chosen = (0u8..64).filter(|value| possible & (1 << value) != 0);
        let moves = chosen.map(|value| {
            let mut state = state.clone();
            state.values[variable] = value;
            if state.round == Round::Over {
                state.round = Round::Due;
            }
            state.forget(self);
            Move {
                happened: Happened::Chosen(variable, value),
                state,
                flaw: None,
                enters: None,
            }
        });
        moves.collect()
    }

    /// The ways of these that may be taken from a step that the token has been taken from already.
    pub(super) fn leave(
        &self,
        step: usize,
        without: &State,
        open: impl Fn(&Road) -> bool,
    ) -> Vec<Move> {
        let ways = self.nodes[step].ways.iter().enumerate();
        let ways = ways.filter(|(_, road)| open(road));
        let moves = ways.map(|(place, road)| {
            let mut state = without.clone();
            let flaw = self.act(&road.deed, step, &mut state);
            self.note(step, Some(&road.told), &mut state);
            state.send(step, &road.to);
            state.round = Round::Due;
            state.forget(self);
            Move {
                happened: Happened::Left(step, place),
                state,
                flaw,
                enters: None,
            }
        });
        moves.collect()
    }

    pub(super) fn quiet(&self, mut state: State, flaw: Option<Flaw>) -> Move {
        state.forget(self);
        Move {
            happened: Happened::Arrived,
            state,
            flaw,
            enters: None,
        }
    }

    /// Runs reads and writes.
    pub(super) fn act(&self, deed: &Deed, step: usize, state: &mut State) -> Option<Flaw> {
        let mut flaw = None;
        for act in &deed.0 {
            match act {
                Act::Put(variable, value) => state.values[*variable] = *value,
                Act::Need => {
                    let watched = self.watched.filter(|watched| {
                        let variable = &self.variables[*watched];
                        variable.possible(state.values[*watched]) & 1 != 0
                    });
                    if watched.is_some() {
                        flaw = Some(Flaw::Unset(step));
                    }
                }
            }
        }
        flaw
    }
}

/// Steps of a process are fewer than a `u16` holds.
pub(crate) fn small(step: usize) -> u16 {
    u16::try_from(step).unwrap_or(u16::MAX)
}
