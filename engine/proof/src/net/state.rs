//! A state of the abstract machine.

use std::collections::BTreeSet;

use super::Net;
use super::machine::small;
use super::variable::{ANY, UNDOABLE, UNSET};
use crate::limits::MAX_BESIDE;
use crate::plan::Kind;

/// Where everything stands. Tokens at the same step are not told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct State {
    /// Waiting tokens, in the order of their steps.
    pub(crate) tokens: Vec<Token>,
    /// Those of them whose step asks a condition, the oldest first.
    pub(crate) asking: Vec<Token>,
    /// How far the round over them has come.
    pub(crate) round: Round,
    /// Joins that have seen some of their flows, with a bit for each flow.
    pub(crate) arrived: Vec<(u16, u128)>,
    /// Joins that have let a token go and swallow the rest of the round, in order.
    pub(crate) released: Vec<u16>,
    /// Completed steps that can be undone, in the order of their last completion.
    pub(crate) undoable: Vec<u16>,
    /// How often steps with a bound have been entered, in order.
    pub(crate) runs: Vec<(u16, u32)>,
    /// How often events beside the course have happened, in order.
    pub(crate) sides: Vec<(u16, u8)>,
    /// Flows on their way: from (none at a beginning) and to. Empty when every token waits.
    pub(crate) moving: Vec<(Option<u16>, u16)>,
    /// Values of the variables.
    pub(crate) values: Vec<u8>,
    /// The instance has ended.
    pub(crate) ended: bool,
}

/// A token that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Token {
    pub(crate) step: u16,
    /// How often each event beside the step has happened meanwhile, two bits for each.
    spent: u16,
    /// The step by which a compensation is undoing now.
    pub(super) by: Option<u16>,
    /// Its conditions that are not followed do not hold, as long as nobody does anything.
    pub(super) refused: bool,
}

impl Token {
    pub(super) fn happened(self, place: usize) -> u8 {
        ((self.spent >> (2 * place.min(MAX_BESIDE - 1))) & 3) as u8
    }
}

/// A round over the waits that ask a condition, after all flows have arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Round {
    /// To be made once no flow is on its way.
    #[default]
    Due,
    /// The wait at this place is next; whether another has let go. Flows do not arrive meanwhile.
    At(u16, bool),
    /// Made; nothing more lets go by itself.
    Over,
}

impl Round {
    pub(super) fn at(place: usize, moved: bool) -> Self {
        Self::At(small(place), moved)
    }
}

impl State {
    pub(crate) fn end() -> Self {
        Self {
            ended: true,
            ..Self::default()
        }
    }

    /// A token comes to wait at a step, which may ask a condition.
    pub(crate) fn add(&mut self, step: u16, asks: bool) {
        let token = Token {
            step,
            spent: 0,
            by: None,
            refused: false,
        };
        self.insert(token);
        if asks {
            self.asking.push(token);
            self.round = Round::Due;
        }
    }

    fn insert(&mut self, token: Token) {
        let place = self.tokens.partition_point(|other| *other <= token);
        self.tokens.insert(place, token);
    }

    /// Takes a token away, the oldest of those that are alike.
    pub(crate) fn remove(&mut self, token: Token) {
        if let Ok(place) = self.tokens.binary_search(&token) {
            self.tokens.remove(place);
        }
        if let Some(place) = self.asking.iter().position(|asks| *asks == token) {
            self.asking.remove(place);
        }
    }

    /// How often an event beside the course has happened.
    pub(super) fn comings(&self, event: usize) -> u8 {
        let found = self.sides.iter().find(|(known, _)| *known == small(event));
        found.map_or(0, |(_, times)| *times)
    }

    /// An event beside the course has happened once more.
    pub(super) fn come(&mut self, event: usize) {
        let event = small(event);
        let place = self.sides.partition_point(|(known, _)| *known < event);
        match self
            .sides
            .get_mut(place)
            .filter(|(known, _)| *known == event)
        {
            Some((_, times)) => *times = times.saturating_add(1),
            None => self.sides.insert(place, (event, 1)),
        }
    }

    /// The event with this place among those beside the step of a token has happened.
    pub(super) fn happen(&mut self, token: Token, place: usize, event: Option<usize>) {
        let later = Token {
            spent: token.spent + (1 << (2 * place.min(MAX_BESIDE - 1))),
            ..token
        };
        if let Ok(place) = self.tokens.binary_search(&token) {
            self.tokens.remove(place);
            self.insert(later);
        }
        if let Some(asking) = self.asking.iter_mut().find(|asks| **asks == token) {
            *asking = later;
        }
        event.into_iter().for_each(|event| self.come(event));
    }

    /// Conditions that are not followed do not hold for the tokens at this step.
    pub(super) fn refuse(&mut self, step: u16) {
        let alike = |token: &&mut Token| token.step == step;
        let all = self.tokens.iter_mut().chain(&mut self.asking);
        all.filter(alike).for_each(|token| token.refused = true);
        self.tokens.sort_unstable();
    }

    /// The command is over: the next one may change what did not hold. None when nothing was refused.
    pub(super) fn over(&self) -> Option<State> {
        self.tokens.iter().find(|token| token.refused)?;
        let mut next = self.clone();
        let all = next.tokens.iter_mut().chain(&mut next.asking);
        all.for_each(|token| token.refused = false);
        next.tokens.sort_unstable();
        next.round = Round::Over;
        Some(next)
    }

    /// The compensation at this place of those that ask begins to undo a step.
    pub(super) fn undo(&mut self, place: usize, step: u16, by: u16) {
        self.undoable.retain(|known| *known != step);
        let token = self.asking[place];
        let later = Token {
            by: Some(by),
            ..token
        };
        if let Ok(found) = self.tokens.binary_search(&token) {
            self.tokens.remove(found);
            self.insert(later);
        }
        self.asking[place] = later;
    }

    /// Everything open is cancelled.
    pub(super) fn cancel_all(&mut self) {
        self.tokens.clear();
        self.asking.clear();
        self.arrived.clear();
        self.released.clear();
        self.moving.clear();
    }

    /// Sends flows on their way.
    pub(super) fn send(&mut self, from: usize, to: &[usize]) {
        let flows = to.iter().map(|to| (Some(small(from)), small(*to)));
        self.moving.extend(flows);
    }

    /// The flows that a join has seen.
    pub(crate) fn seen(&self, join: u16) -> u128 {
        let found = self.arrived.iter().find(|(known, _)| *known == join);
        found.map_or(0, |(_, flows)| *flows)
    }

    pub(crate) fn set_seen(&mut self, join: u16, flows: u128) {
        self.arrived.retain(|(known, _)| *known != join);
        if flows != 0 {
            let place = self.arrived.partition_point(|(known, _)| *known < join);
            self.arrived.insert(place, (join, flows));
        }
    }

    /// The join has let a token go before all flows came.
    pub(crate) fn release(&mut self, join: u16) {
        let place = self.released.partition_point(|known| *known < join);
        self.released.insert(place, join);
    }

    pub(crate) fn is_released(&self, join: u16) -> bool {
        self.released.contains(&join)
    }

    /// The join is fresh again.
    pub(crate) fn pass(&mut self, join: u16) {
        self.set_seen(join, 0);
        self.released.retain(|known| *known != join);
    }

    pub(crate) fn stands_in(&self, region: &BTreeSet<usize>) -> bool {
        let mut tokens = self.tokens.iter();
        tokens.any(|token| region.contains(&usize::from(token.step)))
    }

    /// Counts an entry of a step; false when it has been entered often enough.
    pub(crate) fn enter(&mut self, step: u16, max: u32) -> bool {
        let place = self.runs.partition_point(|(known, _)| *known < step);
        match self.runs.get_mut(place).filter(|(known, _)| *known == step) {
            Some((_, runs)) if *runs >= max => return false,
            Some((_, runs)) => *runs += 1,
            None => self.runs.insert(place, (step, 1)),
        }
        true
    }

    /// Forgets values that nobody can read any more, so that states that differ only in them are one.
    pub(crate) fn forget(&mut self, net: &Net) {
        if self.asking.is_empty() {
            self.round = Round::Over;
        }
        let tokens = self.tokens.iter().map(|token| usize::from(token.step));
        let moving = self.moving.iter().map(|(_, to)| usize::from(*to));
        let joins = self.arrived.iter().map(|(join, _)| usize::from(*join));
        let places: Vec<usize> = tokens.chain(moving).chain(joins).collect();
        // An event whose step nothing can come to any more will not happen again.
        self.sides.retain(|(event, _)| {
            let event = net.events.get(usize::from(*event));
            event.is_none_or(|event| places.iter().any(|place| event.from[*place]))
        });
        let always = if self.ended { 0 } else { net.always };
        let alive = places.into_iter();
        let alive = alive.fold(always, |bits, step| bits | net.alive[step]);
        if alive & UNDOABLE == 0 {
            self.undoable.clear();
        }
        let brief = if self.moving.is_empty() { net.brief } else { 0 };
        for (variable, value) in self.values.iter_mut().enumerate() {
            if alive & (1 << variable) == 0 {
                *value = UNSET;
            } else if brief & (1 << variable) != 0 {
                *value = ANY;
            }
        }
    }

    /// Whether this state is another one with more tokens at the same steps, so that the way from there can be gone for ever.
    pub(crate) fn outgrows(&self, other: &State) -> bool {
        self.tokens.len() > other.tokens.len()
            && self.round == other.round
            && self.arrived == other.arrived
            && self.released == other.released
            && self.undoable == other.undoable
            && self.runs == other.runs
            && self.sides == other.sides
            && self.moving == other.moving
            && self.values == other.values
            && contains(&self.tokens, &other.tokens)
            && self.tokens.iter().all(|token| other.tokens.contains(token))
    }
}

fn contains(more: &[Token], fewer: &[Token]) -> bool {
    let mut more = more.iter();
    fewer
        .iter()
        .all(|step| more.by_ref().any(|other| other == step))
}

/// How many flows a join waits for, as bits.
pub(crate) fn all_flows(kind: &Kind) -> u128 {
    match kind {
        Kind::Join(gate) => (1u128 << gate.from.len().min(127)) - 1,
        _ => 0,
    }
}
