//! What happens by itself after each thing that somebody does, in the order of the engine: flows arrive until none is on its
//! way; then all waits whose condition holds let go, the oldest first, before any of their flows arrives; when none does,
//! joins look at what can still come.
//!
//! A value that is asked and still open is chosen. A condition that is not followed may hold or not, so both are tried, but
//! tokens at one step agree.

use super::condition::Answer;
use super::machine::{Happened, Move};
use super::state::{Round, State};
use super::{Net, Road};
use crate::plan::Kind;

impl Net {
    /// What happens by itself in this state; empty when every token waits for somebody.
    pub(crate) fn settling(&self, state: &State) -> Vec<Move> {
        match state.round {
            Round::At(place, moved) => self.round(state, usize::from(place), moved),
            Round::Due | Round::Over if !state.moving.is_empty() => self.arrivals(state),
            Round::Due => self.round(state, 0, false),
            Round::Over => self.joins_ready(state),
        }
    }

    /// Goes on with a round over the waits that ask a condition.
    fn round(&self, state: &State, from: usize, moved: bool) -> Vec<Move> {
        for place in from..state.asking.len() {
            let step = state.asking[place];
            let urgent = self.nodes[usize::from(step)].ways.iter();
            let chosen = self.split(state, urgent.filter(|road| road.urgent), &state.values);
            if !chosen.is_empty() {
                return chosen;
            }
            let earlier = state.asking.iter().take(place).any(|other| *other == step);
            let roads = self.nodes[usize::from(step)].ways.iter();
            let answers = roads
                .filter(|road| road.urgent)
                .map(|road| self.asked(road, state));
            let answers: Vec<Answer> = answers.collect();
            if answers.contains(&Answer::Known(true)) {
                return self.let_go(state, place, Answer::Known(true), true);
            }
            if answers.contains(&Answer::Either) && !earlier {
                let mut moves = self.let_go(state, place, Answer::Either, true);
                let mut stays = state.clone();
                stays.round = Round::at(place + 1, moved);
                moves.push(self.quiet(stays, None));
                return moves;
            }
        }
        let mut next = state.clone();
        match (state.round, moved) {
            (_, true) => next.round = Round::Due,
            (Round::Due, false) => return self.joins_ready(state),
            (Round::At(..) | Round::Over, false) => next.round = Round::Over,
        }
        vec![self.quiet(next, None)]
    }

    /// The token at this place of those that ask goes by the ways that give this answer, and when the condition is not
    /// followed, all tokens of its step with it.
    pub(super) fn let_go(
        &self,
        state: &State,
        place: usize,
        wanted: Answer,
        beside: bool,
    ) -> Vec<Move> {
        let step = state.asking[place];
        let mut without = state.clone();
        let mut count = 1;
        without.remove_asking(place);
        while wanted == Answer::Either
            && let Some(other) = without.asking.iter().position(|other| *other == step)
        {
            without.remove_asking(other);
            count += 1;
        }
        let open = |road: &Road| road.urgent && self.asked(road, state) == wanted;
        let mut moves = self.leave(usize::from(step), &without, open);
        for each in &mut moves {
            if let Happened::Left(step, way) = each.happened {
                let flows = &self.nodes[step].ways[way].to;
                for _ in 1..count {
                    each.state.send(step, flows);
                }
                if beside {
                    each.happened = Happened::Released(step, way);
                }
            }
            each.state.round = Round::at(place, true);
            each.state.forget(self);
        }
        moves
    }

    /// A token comes to a wait that looks at its conditions at once.
    pub(super) fn at_once(&self, before: &State, step: usize, mut next: State) -> Vec<Move> {
        let urgent = || self.nodes[step].ways.iter().filter(|road| road.urgent);
        let chosen = self.split(before, urgent(), &next.values);
        if !chosen.is_empty() {
            return chosen;
        }
        let answers: Vec<Answer> = urgent().map(|road| self.asked(road, &next)).collect();
        let sure = answers.contains(&Answer::Known(true));
        let wanted = if sure {
            Answer::Known(true)
        } else {
            Answer::Either
        };
        let open = |road: &Road| road.urgent && self.asked(road, &next) == wanted;
        let mut moves = self.leave(step, &next, open);
        for each in &mut moves {
            if let Happened::Left(step, way) = each.happened {
                each.happened = Happened::Released(step, way);
            }
        }
        if !sure {
            next.add(super::machine::small(step), true);
            moves.push(self.quiet(next, None));
        }
        moves
    }

    pub(super) fn asked(&self, road: &Road, state: &State) -> Answer {
        road.when.ask(&state.values, &self.variables)
    }

    /// Whether tokens at this step ask a condition again and again.
    pub(super) fn asks(&self, step: usize) -> bool {
        let place = &self.nodes[step];
        place.kind == Kind::Waits && place.ways.iter().any(|road| road.urgent)
    }
}
