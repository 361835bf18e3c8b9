//! The latest dates of every step when an instance begins on a given day and everybody uses the whole term.
//!
//! Where ways meet the later one counts; a join waits for the latest of its flows anyway. A circle is gone through once: with
//! a term inside it has no bound, which `promises` tells.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use petgraph::algo::{tarjan_scc, toposort};
use petgraph::graph::{DiGraph, NodeIndex};
use reglament_calendar::Calendar;
use reglament_definition::Step;

use super::span::{Anchor, Length, Span, last_day, length};
use crate::plan::{Plan, Told};

/// The graph on which dates are counted.
pub(crate) struct Course<'c> {
    pub(crate) plan: &'c Plan<'c>,
    pub(crate) calendar: &'c Calendar,
    pub(crate) lengths: Vec<Length>,
    /// Steps in an order in which every step comes after those that lead to it; circles apart.
    order: Vec<usize>,
    /// From where each step is entered.
    before: Vec<Vec<usize>>,
    starts: Vec<usize>,
    /// Steps that lie on a circle with a term.
    pub(crate) circling: Vec<bool>,
}

/// The dates of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dates {
    pub(crate) begun: NaiveDate,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) ended: NaiveDate,
    /// The step before it on the latest way; none at the beginning.
    pub(crate) after: Option<usize>,
}

impl<'c> Course<'c> {
    pub(crate) fn new(plan: &'c Plan<'c>, calendar: &'c Calendar) -> Self {
        let steps = &plan.definition.steps;
        let lengths: Vec<Length> = steps
            .iter()
            .map(|step| length(plan.definition, step))
            .collect();
        let mut graph: DiGraph<usize, ()> = DiGraph::new();
        let nodes: Vec<NodeIndex> = (0..steps.len()).map(|step| graph.add_node(step)).collect();
        for (from, to) in edges(plan) {
            graph.update_edge(nodes[from], nodes[to], ());
        }
        let circling = circling(&graph, &lengths);
        let order = ordered(&mut graph);
        let mut before = vec![Vec::new(); steps.len()];
        for edge in graph.edge_indices() {
            if let Some((from, to)) = graph.edge_endpoints(edge) {
                before[to.index()].push(from.index());
            }
        }
        let roots = plan.roots.iter().filter(|root| !root.begun.anew());
        let starts = roots.flat_map(|root| root.to.clone()).collect();
        Self {
            plan,
            calendar,
            lengths,
            order,
            before,
            starts,
            circling,
        }
    }

    pub(crate) fn step(&self, step: usize) -> &Step {
        &self.plan.definition.steps[step]
    }

    /// The dates of every step that can be reached; none when a year is not published.
    pub(crate) fn dates(&self, start: NaiveDate) -> Option<BTreeMap<usize, Dates>> {
        let mut dates: BTreeMap<usize, Dates> = BTreeMap::new();
        for step in &self.order {
            let entered = self.before[*step]
                .iter()
                .filter_map(|from| dates.get(from).map(|known| (known.ended, Some(*from))));
            let begins = self.starts.contains(step).then_some((start, None));
            let Some((begun, after)) = entered.chain(begins).max() else {
                continue;
            };
            let due = match &self.lengths[*step] {
                Length::Term(span) => Some(self.counted(span, start, begun, &dates)?),
                Length::None | Length::Unlimited => None,
            };
            let ended = due.unwrap_or(begun).max(begun);
            dates.insert(
                *step,
                Dates {
                    begun,
                    due,
                    ended,
                    after,
                },
            );
        }
        Some(dates)
    }

    fn counted(
        &self,
        span: &Span,
        start: NaiveDate,
        begun: NaiveDate,
        dates: &BTreeMap<usize, Dates>,
    ) -> Option<NaiveDate> {
        let of = |id: &String| {
            let place = self
                .plan
                .definition
                .steps
                .iter()
                .position(|step| step.id == *id);
            place.and_then(|place| dates.get(&place)).copied()
        };
        let from = match &span.anchor {
            Anchor::Own | Anchor::Unknown(_) => begun,
            Anchor::Start => start,
            Anchor::End(id) => of(id).map_or(begun, |dates| dates.ended),
            Anchor::Begin(id) => of(id).map_or(begun, |dates| dates.begun),
        };
        let (last, provisional) = last_day(self.calendar, &span.rule, from)?;
        (!provisional).then_some(last)
    }

    /// Whether one step can lead to another.
    pub(crate) fn leads(&self, from: usize, to: usize) -> bool {
        let mut seen = vec![false; self.before.len()];
        let mut open = vec![to];
        while let Some(step) = open.pop() {
            if step == from {
                return true;
            }
            if !std::mem::replace(&mut seen[step], true) {
                open.extend(&self.before[step]);
            }
        }
        false
    }
}

/// Ways that time takes: interruptions by a message may come at once and bound nothing, those by a term come with it.
fn edges<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = (usize, usize)> + 'p {
    plan.nodes.iter().enumerate().flat_map(|(step, node)| {
        let ways = node
            .ways
            .iter()
            .filter(|way| way.told != Told::Quiet || !way.to.is_empty());
        ways.flat_map(move |way| way.to.iter().map(move |to| (step, *to)))
    })
}

fn circling(graph: &DiGraph<usize, ()>, lengths: &[Length]) -> Vec<bool> {
    let mut circling = vec![false; lengths.len()];
    for circle in tarjan_scc(graph) {
        let round = circle.len() > 1 || circle.iter().any(|node| graph.contains_edge(*node, *node));
        let lasts = circle
            .iter()
            .any(|node| matches!(lengths[node.index()], Length::Term(_)));
        for node in circle {
            circling[node.index()] = round && lasts;
        }
    }
    circling
}

/// An order of the steps; of a circle the edges that go back in the order written are left out.
fn ordered(graph: &mut DiGraph<usize, ()>) -> Vec<usize> {
    loop {
        match toposort(&*graph, None) {
            Ok(order) => return order.into_iter().map(|node| node.index()).collect(),
            Err(_) => {
                let circles = tarjan_scc(&*graph);
                let inside = |from: NodeIndex, to: NodeIndex| {
                    circles
                        .iter()
                        .any(|circle| circle.contains(&from) && circle.contains(&to))
                };
                graph.retain_edges(|graph, edge| {
                    graph
                        .edge_endpoints(edge)
                        .is_none_or(|(from, to)| to.index() > from.index() || !inside(from, to))
                });
            }
        }
    }
}
