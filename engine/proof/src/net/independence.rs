//! Which waiting token may be looked at alone: partial-order reduction.
//!
//! Branches that run beside each other without touching give the same states in every order, and trying all orders is what
//! makes the number of states explode. In a state where every token waits, all moves of one token `t` are enough when nothing
//! that the other tokens can ever do without `t` depends on them:
//! - the other tokens send no flow over a way to a join that `t` uses now, and reach no join that `t` opens now;
//! - they write no variable that `t` reads or writes now, and read none that `t` writes now; the list of what can be undone is one,
//!   which a step that can be undone and the end of an undo step write and a compensation reads;
//! - `t` sends nothing to a join that does not wait for all its flows, and leaves the number of tokens in its region as it is;
//! - the others never come to the step of `t` when events beside it are counted there;
//! - the others never enter a step of bounded repetition that `t` enters now;
//! - `t` does not end the instance now. That another token may end it does not matter: what `t` does first is cancelled then.
//!
//! A token that nothing will ever touch (`quiet`) is looked at first: it comes to its end and closes no circle. Whether the
//! moves of another one lead on is asked behind it.
//!
//! Such a set of moves is persistent, so every final state of the full walk is found (Godefroid 1996, theorem 4.3), from every
//! state that is visited. Ended instances and starved joins are final states; "an end can be reached" is asked of the visited
//! states only, and a token that is caught in a loop is caught there too. The walk (`explore`) also demands that a reduced
//! step leads to a state not seen before, so that no token is put off for ever: no step and no arrival is missed.

use std::collections::BTreeSet;

use reglament_definition::WaitFor;

use super::Net;
use super::condition::is_vague;
use super::machine::small;
use super::state::{State, Token, all_flows};
use crate::plan::Kind;

/// What some tokens can do.
#[derive(Clone, Debug, Default)]
struct Reach {
    /// Steps entered.
    entered: BTreeSet<usize>,
    /// Flows that arrive at joins.
    flows: BTreeSet<(usize, usize)>,
    /// Joins that open.
    opened: BTreeSet<usize>,
    reads: u64,
    writes: u64,
    ends_all: bool,
}

impl Net {
    /// A token whose moves are enough in this state; none when all have to be tried.
    pub(crate) fn alone(&self, state: &State) -> Option<Token> {
        let mut tokens = state.tokens.clone();
        tokens.dedup();
        if tokens.len() < 2 {
            return None;
        }
        tokens
            .into_iter()
            .find(|token| self.independent(state, *token))
    }

    /// A token that goes its own way whatever the others do; none when it is the only one, since events of the process may
    /// come as long as it is there.
    pub(crate) fn apart(&self, state: &State) -> Option<Token> {
        let mut tokens = state.tokens.iter().copied();
        let found = tokens.find(|token| self.quiet[usize::from(token.step)]);
        found.filter(|_| state.tokens.len() > 1)
    }

    fn independent(&self, state: &State, token: Token) -> bool {
        let mut others = state.clone();
        others.remove(token);
        if others.tokens.iter().any(|other| other.step == token.step) {
            return false;
        }
        let step = usize::from(token.step);
        let own = self.reach(&[token], state, false);
        // A token without a move now may be let go by another one.
        let waits = matches!(self.nodes[step].kind, Kind::Undoes(_));
        if waits || own.ends_all || own.entered.is_empty() || !self.keeps_regions(step, &own) {
            return false;
        }
        let others = self.reach(&others.tokens, state, true);
        let twice = |flow: &(usize, usize)| {
            let known = state.seen(small(flow.0)) & self.bit(*flow) != 0;
            known || others.flows.contains(flow)
        };
        let opened = |join: &usize| others.flows.iter().any(|(other, _)| other == join);
        let counted = |step: &usize| self.limits[*step].is_some() && others.entered.contains(step);
        // How often an event has happened is counted for all tokens that come to its step.
        let shared = self.nodes[step]
            .ways
            .iter()
            .any(|road| road.beside.is_some())
            && others.entered.contains(&step);
        !own.flows.iter().any(twice)
            && !own.entered.iter().any(counted)
            && !shared
            && !own.opened.iter().any(opened)
            && own.writes & (others.reads | others.writes) == 0
            && own.reads & others.writes == 0
    }

    /// Whether a move changes nothing for the joins that look at what can still come: it sends them no flow, and their
    /// regions hold as many tokens as before.
    fn keeps_regions(&self, token: usize, own: &Reach) -> bool {
        self.nodes.iter().enumerate().all(|(join, place)| {
            let Kind::Join(gate) = &place.kind else {
                return true;
            };
            let inside = gate.region.contains(&token);
            let kept = |step: &usize| gate.region.contains(step) == inside;
            let apart = |to: usize| to != join && !inside && !gate.region.contains(&to);
            gate.wait == WaitFor::All
                || own.entered.iter().all(kept) && own.flows.iter().all(|(to, _)| apart(*to))
        })
    }

    fn bit(&self, (join, from): (usize, usize)) -> u128 {
        let Kind::Join(gate) = &self.nodes[join].kind else {
            return 0;
        };
        let flow = gate.from.iter().position(|source| *source == from);
        flow.map_or(0, |flow| 1 << flow.min(127))
    }

    /// What these tokens can do, now (until everything waits again) or ever (`on`). Rather too much than too little.
    fn reach(&self, tokens: &[Token], state: &State, on: bool) -> Reach {
        let mut reach = Reach::default();
        let mut open: Vec<usize> = Vec::new();
        let open_values = open_values(state);
        for token in tokens {
            self.spread(usize::from(token.step), open_values, &mut reach, &mut open);
        }
        if on {
            // Joins that wait for what was taken go on when the others have gone elsewhere.
            open.extend(state.arrived.iter().map(|(join, _)| usize::from(*join)));
            // Events of the process may come at any time.
            for event in &self.broad {
                reach.reads |= event.when.reads() | event.deed.reads(self.watched);
                reach.writes |= event.deed.writes() | event.when.reads() & open_values;
                open.extend(&event.to);
            }
            // What comes after one that interrupts sees the values as they are.
            reach.reads |= self.always;
        }
        let mut done: BTreeSet<usize> = BTreeSet::new();
        while let Some(step) = open.pop() {
            let place = &self.nodes[step];
            if matches!(place.kind, Kind::Join(_)) && !self.opens(step, state, &reach) {
                continue;
            }
            if !done.insert(step) {
                continue;
            }
            reach.entered.insert(step);
            if let Some(limit) = self.limits[step] {
                if matches!(self.nodes[limit.then].kind, Kind::Join(_)) {
                    reach.flows.insert((limit.then, step));
                }
                open.push(limit.then);
            }
            reach.reads |= place.entry.reads(self.watched);
            reach.writes |= place.entry.writes() | place.touches;
            reach.reads |= place.touches;
            match &place.kind {
                // A wait whose condition holds already is no stop.
                Kind::Waits if !on && !place.ways.iter().any(|road| road.urgent) => {}
                Kind::Ends(all) => reach.ends_all |= all,
                Kind::Join(_) => {
                    reach.opened.insert(step);
                    self.spread(step, open_values, &mut reach, &mut open);
                }
                Kind::Passes | Kind::Waits | Kind::Undoes(_) => {
                    self.spread(step, open_values, &mut reach, &mut open)
                }
            }
        }
        if reach.entered.is_empty() && !reach.flows.is_empty() {
            reach
                .entered
                .extend(reach.flows.iter().map(|(join, _)| *join));
        }
        reach
    }

    fn spread(&self, step: usize, open_values: u64, reach: &mut Reach, open: &mut Vec<usize>) {
        reach.reads |= self.nodes[step].touches;
        reach.writes |= self.nodes[step].touches;
        for road in &self.nodes[step].ways {
            reach.reads |= road.when.reads() | road.deed.reads(self.watched);
            // Choosing a value that was open is a write.
            reach.writes |= road.deed.writes() | road.when.reads() & open_values;
            for to in &road.to {
                if matches!(self.nodes[*to].kind, Kind::Join(_)) {
                    reach.flows.insert((*to, step));
                }
                open.push(*to);
            }
        }
    }

    /// Whether a join can open with what has arrived and what can arrive.
    fn opens(&self, join: usize, state: &State, reach: &Reach) -> bool {
        let flows = reach.flows.iter().filter(|(to, _)| *to == join);
        let coming = flows.fold(0, |bits, flow| bits | self.bit(*flow));
        let seen = state.seen(small(join)) | coming;
        match &self.nodes[join].kind {
            Kind::Join(gate) if gate.wait != WaitFor::All => {
                seen != 0 || reach.flows.iter().any(|(to, _)| *to == join)
            }
            kind => seen == all_flows(kind),
        }
    }
}

/// Variables whose value is still open, as bits.
fn open_values(state: &State) -> u64 {
    let values = state.values.iter().enumerate();
    let open = values.filter(|(_, value)| is_vague(**value));
    open.fold(0, |bits, (variable, _)| bits | 1 << variable)
}
