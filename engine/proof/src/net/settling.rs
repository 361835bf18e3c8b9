//! What happens by itself after each thing that somebody does, in the order of the engine: flows arrive until none is on its
//! way; then all waits whose condition holds let go, the oldest first, before any of their flows arrives; when none does,
//! joins look at what can still come.
//!
//! A value that is asked and still open is chosen. A condition that is not followed may hold or not, so both are tried, but
//! tokens at one step agree.

use super::condition::Answer;
use super::machine::{Happened, Move};
use super::state::{Round, State, Token};
use super::{Net, Road};
use crate::plan::{Kind, Told};

impl Net {
    /// What happens by itself in this state; empty when every token waits for somebody.
    pub(crate) fn settling(&self, state: &State) -> Vec<Move> {
        match state.round {
            Round::At(place, moved) => self.round(state, usize::from(place), moved),
            Round::Due | Round::Over if !state.moving.is_empty() => self.arrivals(state),
            Round::Due => self.round(state, 0, false),
            Round::Over => self.after_round(state),
        }
    }

    /// When no wait lets go: events of the process whose condition holds, then joins.
    fn after_round(&self, state: &State) -> Vec<Move> {
        let forced = self.wide_forced(state);
        if !forced.is_empty() {
            return forced;
        }
        let joins = self.joins_ready(state);
        match state.over().filter(|_| joins.is_empty()) {
            Some(over) => vec![self.quiet(over, None)],
            None => joins,
        }
    }

    /// Goes on with a round over the waits that ask a condition.
    fn round(&self, state: &State, from: usize, moved: bool) -> Vec<Move> {
        for place in from..state.asking.len() {
            let token = state.asking[place];
            if matches!(self.nodes[usize::from(token.step)].kind, Kind::Undoes(_)) {
                match self.undo(state, place) {
                    Some(undoing) => return vec![undoing],
                    None => continue,
                }
            }
            let chosen = self.split(
                state,
                self.asking(state, token).map(|(_, road)| road),
                &state.values,
            );
            if !chosen.is_empty() {
                return chosen;
            }
            let mut answers = self.asking(state, token);
            if let Some((way, _)) =
                answers.find(|(_, road)| self.asked(road, state) == Answer::Known(true))
            {
                return self.let_go(state, place, (way, Answer::Known(true)), true);
            }
            let alike = |other: &Token| other.step == token.step;
            if token.refused || state.asking.iter().take(place).any(alike) {
                continue;
            }
            let mut moves = self.come_to_hold(state, place, true);
            if !moves.is_empty() {
                let mut stays = state.clone();
                if self.is_steady(state, token) {
                    stays.refuse(token.step);
                }
                stays.round = Round::at(place + 1, moved);
                moves.push(self.quiet(stays, None));
                return moves;
            }
        }
        let mut next = state.clone();
        match (state.round, moved) {
            (_, true) => next.round = Round::Due,
            (Round::Due, false) => return self.after_round(state),
            (Round::At(..) | Round::Over, false) => next.round = Round::Over,
        }
        vec![self.quiet(next, None)]
    }

    /// Whether nothing that happens by itself changes the conditions of a token that are not followed.
    fn is_steady(&self, state: &State, token: Token) -> bool {
        let mut open = self.asking(state, token);
        open.all(|(_, road)| road.steady || self.asked(road, state) != Answer::Either)
    }

    /// The ways of a waiting token that ask a condition, in the order in which they are asked.
    fn asking<'n>(
        &'n self,
        state: &State,
        token: Token,
    ) -> impl Iterator<Item = (usize, &'n Road)> {
        let roads = || self.nodes[usize::from(token.step)].ways.iter().enumerate();
        let event = |road: &Road| matches!(road.told, Told::Interrupted(_) | Told::Beside(_));
        let events = roads().filter(move |(_, road)| event(road));
        let own = roads().filter(move |(_, road)| !event(road));
        events
            .chain(own)
            .filter(move |(_, road)| road.urgent && self.is_left(road, token, state))
    }

    /// Conditions that are not followed come to hold for the token at this place of those that ask.
    pub(super) fn come_to_hold(&self, state: &State, place: usize, also: bool) -> Vec<Move> {
        let open = self.asking(state, state.asking[place]);
        let open = open.filter(|(_, road)| self.asked(road, state) == Answer::Either);
        open.flat_map(|(way, _)| self.let_go(state, place, (way, Answer::Either), also))
            .collect()
    }

    /// The token at this place of those that ask goes by a way whose condition holds, and when the condition is not
    /// followed, all tokens of its step with it. `also`: by itself, after something else that happened.
    fn let_go(
        &self,
        state: &State,
        place: usize,
        (way, answer): (usize, Answer),
        also: bool,
    ) -> Vec<Move> {
        let token = state.asking[place];
        let mut tokens = vec![token];
        if answer == Answer::Either {
            let later = state.asking.iter().enumerate();
            let later = later
                .filter(|(other, _)| *other != place)
                .map(|(_, other)| *other);
            tokens.extend(later.filter(|other| other.step == token.step));
        }
        let (step, mut next, mut flaw) = (usize::from(token.step), state.clone(), None);
        let road = &self.nodes[step].ways[way];
        for (count, token) in tokens.into_iter().enumerate() {
            if road.beside.is_some() {
                let Some(branched) = self.branch(&next, token, way) else {
                    continue;
                };
                (next, flaw) = (branched.state, flaw.or(branched.flaw));
                continue;
            }
            next.remove(token);
            if count == 0 {
                flaw = self.act(&road.deed, step, &mut next);
            }
            self.note(step, Some(&road.told), &mut next);
            next.send(step, &road.to);
        }
        let after = place + usize::from(road.beside.is_some());
        next.round = Round::at(after, true);
        next.forget(self);
        let happened = match also {
            true => Happened::Released(step, way),
            false => Happened::Left(step, way),
        };
        vec![Move {
            happened,
            state: next,
            flaw,
            enters: None,
        }]
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
            // What was asked just now is not asked again.
            if urgent().all(|road| road.steady) {
                next.refuse(super::machine::small(step));
            }
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
        let waits = matches!(place.kind, Kind::Waits | Kind::Undoes(_));
        waits && place.ways.iter().any(|road| road.urgent)
    }
}
