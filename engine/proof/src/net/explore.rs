//! Walks the states of a process, nearest first, within a budget.
//!
//! Keeps for every state how it was first reached, so that the way to any of them can be told.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::Net;
use super::machine::{Flaw, Happened, Move};
use super::state::State;
use crate::limits::MAX_STATES_AHEAD;

/// A walk over the states of a process.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    pub(crate) states: Vec<State>,
    /// From which state and by what each state was first reached.
    origins: Vec<(Option<usize>, Happened)>,
    /// States that each state leads to.
    pub(crate) leads: Vec<Vec<usize>>,
    /// Steps that a token has come to.
    pub(crate) entered: BTreeSet<usize>,
    /// What must not happen and did: the state before, by what, and what.
    pub(crate) flaws: Vec<(usize, Happened, Flaw)>,
    /// States that outgrow an earlier one on their own way, with that one.
    pub(crate) growing: Option<(usize, usize)>,
    /// States in which only side branches can begin, which change nothing for the rest, or which an incident holds.
    halted: Vec<usize>,
    /// States in which an event that could come once more is taken not to.
    pub(crate) suppressed: Vec<usize>,
    /// Whether the budget was used up.
    pub(crate) cut: bool,
    /// States whose moves have been tried: the first ones.
    expanded: usize,
    known: BTreeMap<State, usize>,
}

/// How to walk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    /// States to look at.
    pub(crate) budget: usize,
    /// Whether tokens that cannot disturb each other are looked at one by one.
    pub(crate) reduce: bool,
    /// Whether the first flaw is enough.
    pub(crate) first: bool,
}

/// Walks.
pub(crate) fn walk(net: &Net, manner: Manner) -> Walk {
    let mut walk = Walk::default();
    for begin in net.beginnings() {
        walk.add(net, None, begin);
    }
    let mut next = 0;
    while next < walk.states.len() {
        if walk.states.len() >= manner.budget {
            walk.cut = true;
            return walk;
        }
        if walk.growing.is_some() || (manner.first && !walk.flaws.is_empty()) {
            return walk;
        }
        walk.expand(net, next, manner.reduce);
        next += 1;
        walk.expanded = next;
    }
    walk
}

impl Walk {
    fn expand(&mut self, net: &Net, place: usize, reduce: bool) {
        let state = self.states[place].clone();
        if state.ended {
            return;
        }
        let settling = net.settling(&state);
        if !settling.is_empty() {
            let moves = settling.into_iter();
            moves.for_each(|each| self.add(net, Some(place), each));
            return;
        }
        if let Some(end) = net.finish(&state) {
            self.add(net, Some(place), end);
            return;
        }
        if net.suppressed(&state) {
            self.suppressed.push(place);
        }
        // It comes to an end, so that it puts nobody off for ever.
        if reduce && let Some(token) = net.apart(&state) {
            let moves = net.moves_of(&state, token).into_iter();
            moves.for_each(|each| self.add(net, Some(place), each));
            return;
        }
        if reduce && let Some(token) = net.alone(&state) {
            let moves = net.moves_of(&state, token);
            // A token that only goes round would put the others off for ever.
            if self.leads_on(net, &moves) {
                moves
                    .into_iter()
                    .for_each(|each| self.add(net, Some(place), each));
                return;
            }
        }
        let mut tokens = state.tokens.clone();
        tokens.dedup();
        let moves = tokens.into_iter();
        let mut moves: Vec<Move> = moves.flat_map(|t| net.moves_of(&state, t)).collect();
        moves.extend(net.wide_moves(&state, false));
        let aside = moves.iter().all(|each| net.is_aside(each.happened));
        if !moves.is_empty() && (aside || state.tokens.is_empty()) {
            self.halted.push(place);
        }
        for each in moves {
            self.add(net, Some(place), each);
        }
        for each in net.wide_moves(&state, true) {
            self.reach(net, Some(place), each);
        }
    }

    /// Whether these moves lead to some new state in which every token waits.
    fn leads_on(&self, net: &Net, moves: &[Move]) -> bool {
        let mut open: Vec<State> = moves.iter().map(|each| each.state.clone()).collect();
        let mut seen: BTreeSet<State> = BTreeSet::new();
        while let Some(state) = open.pop() {
            if !seen.insert(state.clone()) {
                continue;
            }
            // Flows that multiply without waiting have no last state.
            if seen.len() > MAX_STATES_AHEAD {
                return false;
            }
            let mut settling = net.settling(&state);
            // Behind a token that is looked at first stands the state that counts.
            if settling.is_empty()
                && let Some(token) = net.apart(&state)
            {
                settling = net.moves_of(&state, token);
            }
            let waits = settling.is_empty();
            if waits && !self.known.contains_key(&state) {
                return true;
            }
            open.extend(settling.into_iter().map(|each| each.state));
        }
        false
    }

    fn add(&mut self, net: &Net, from: Option<usize>, each: Move) {
        let to = self.reach(net, from, each);
        if let Some(from) = from
            && !self.leads[from].contains(&to)
        {
            self.leads[from].push(to);
        }
    }

    /// Comes to a state. Of itself this is no way that the process can count on.
    fn reach(&mut self, net: &Net, from: Option<usize>, each: Move) -> usize {
        if let (Some(flaw), Some(from)) = (each.flaw, from) {
            self.flaws.push((from, each.happened, flaw));
        }
        self.entered.extend(each.enters);
        match self.known.get(&each.state) {
            Some(to) => *to,
            None => {
                let to = self.states.len();
                self.known.insert(each.state.clone(), to);
                self.states.push(each.state);
                self.origins.push((from, each.happened));
                self.leads.push(Vec::new());
                self.watch_growth(net, to);
                to
            }
        }
    }

    /// Whether the new state outgrows one that leads to it.
    fn watch_growth(&mut self, net: &Net, place: usize) {
        let state = &self.states[place];
        if !state.moving.is_empty() || state.tokens.len() < 2 || self.growing.is_some() {
            return;
        }
        let (mut before, mut happened) = self.origins[place];
        // What was cancelled meanwhile did not grow.
        while let Some(earlier) = before.filter(|_| !net.cancels(happened)) {
            if state.outgrows(&self.states[earlier]) {
                self.growing = Some((earlier, place));
                return;
            }
            (before, happened) = self.origins[earlier];
        }
    }

    /// What led to a state, from the beginning on.
    pub(crate) fn way_to(&self, place: usize) -> Vec<Happened> {
        let mut way = Vec::new();
        let mut at = Some(place);
        while let Some(place) = at {
            let (before, happened) = self.origins[place];
            way.push(happened);
            at = before;
        }
        way.reverse();
        way
    }

    /// States from which none of these can be reached, in the order in which they were found. Only of a walk that was
    /// not cut.
    pub(crate) fn never_leading_to(&self, mut open: Vec<usize>) -> Vec<usize> {
        let mut back: Vec<Vec<usize>> = vec![Vec::new(); self.states.len()];
        for (from, leads) in self.leads.iter().enumerate() {
            leads.iter().for_each(|to| back[*to].push(from));
        }
        let mut saved = vec![false; self.states.len()];
        while let Some(place) = open.pop() {
            if !std::mem::replace(&mut saved[place], true) {
                open.extend(back[place].iter().copied().filter(|before| !saved[*before]));
            }
        }
        (0..self.states.len())
            .filter(|place| !saved[*place])
            .collect()
    }

    /// For each state, whether it can be reached from itself.
    pub(crate) fn circles(&self) -> Vec<bool> {
        let mut graph: DiGraph<(), ()> = DiGraph::new();
        let nodes: Vec<NodeIndex> = self.states.iter().map(|_| graph.add_node(())).collect();
        for (from, leads) in self.leads.iter().enumerate() {
            for to in leads {
                graph.add_edge(nodes[from], nodes[*to], ());
            }
        }
        let mut circles = vec![false; self.states.len()];
        for circle in tarjan_scc(&graph) {
            let round = circle.len() > 1 || graph.contains_edge(circle[0], circle[0]);
            circle.iter().for_each(|node| circles[node.index()] = round);
        }
        circles
    }

    /// States in which nothing that matters can happen any more though the instance has not ended.
    pub(crate) fn stuck(&self) -> impl Iterator<Item = usize> {
        let expanded = 0..self.expanded;
        let halted = |place: &usize| {
            self.leads[*place].is_empty() || self.halted.binary_search(place).is_ok()
        };
        expanded.filter(move |place| halted(place) && !self.states[*place].ended)
    }
}
