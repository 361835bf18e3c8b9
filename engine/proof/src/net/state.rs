//! A state of the abstract machine.

use std::collections::BTreeSet;

use super::Net;
use super::machine::small;
use super::variable::{ANY, UNSET};
use crate::plan::Kind;

/// Where everything stands. Tokens at the same step are not told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct State {
    /// Steps with a waiting token, in order; a step twice when two tokens wait there.
    pub(crate) tokens: Vec<u16>,
    /// Those of them whose step asks a condition, the oldest first.
    pub(crate) asking: Vec<u16>,
    /// How far the round over them has come.
    pub(crate) round: Round,
    /// Joins that have seen some of their flows, with a bit for each flow.
    pub(crate) arrived: Vec<(u16, u128)>,
    /// Joins that have let a token go and swallow the rest of the round, in order.
    pub(crate) released: Vec<u16>,
    /// How often steps with a bound have been entered, in order.
    pub(crate) runs: Vec<(u16, u32)>,
    /// Flows on their way: from (none at a beginning) and to. Empty when every token waits.
    pub(crate) moving: Vec<(Option<u16>, u16)>,
    /// Values of the variables.
    pub(crate) values: Vec<u8>,
    /// The instance has ended.
    pub(crate) ended: bool,
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
        let place = self.tokens.partition_point(|token| *token <= step);
        self.tokens.insert(place, step);
        if asks {
            self.asking.push(step);
            self.round = Round::Due;
        }
    }

    /// Takes the oldest token of a step away.
    pub(crate) fn remove(&mut self, step: u16) {
        if let Ok(place) = self.tokens.binary_search(&step) {
            self.tokens.remove(place);
        }
        if let Some(place) = self.asking.iter().position(|asks| *asks == step) {
            self.asking.remove(place);
        }
    }

    /// Takes the token at this place of those that ask a condition away.
    pub(super) fn remove_asking(&mut self, place: usize) {
        let step = self.asking.remove(place);
        if let Ok(place) = self.tokens.binary_search(&step) {
            self.tokens.remove(place);
        }
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
        tokens.any(|step| region.contains(&usize::from(*step)))
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
        let tokens = self.tokens.iter().map(|step| usize::from(*step));
        let moving = self.moving.iter().map(|(_, to)| usize::from(*to));
        let joins = self.arrived.iter().map(|(join, _)| usize::from(*join));
        let alive = tokens.chain(moving).chain(joins);
        let alive = alive.fold(0, |bits, step| bits | net.alive[step]);
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
            && self.runs == other.runs
            && self.moving == other.moving
            && self.values == other.values
            && contains(&self.tokens, &other.tokens)
            && self.tokens.iter().all(|step| other.tokens.contains(step))
    }
}

fn contains(more: &[u16], fewer: &[u16]) -> bool {
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
