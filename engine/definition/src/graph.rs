//! The graph of a definition: steps, the start, process events, and every way a token may go between them.
//!
//! Ways out that exclude each other (outcomes, cases, interruptions) are kept apart from ways taken together (a fork):
//! that is what tells a join that can happen from one that cannot. An inclusive decision has each case as a way and all
//! of them as one more. Steps that do not exist are left out.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Bfs, EdgeRef, Reversed};

use crate::model::{Definition, Step, StepKind};

/// A node of the graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The start.
    Start,
    /// A step, by id.
    Step(String),
    /// An event of the process, by id.
    Event(String),
}

/// The graph of one definition. The weight of an edge is the number of the way out it belongs to: edges of one node with
/// the same number are taken together.
pub struct Graph {
    /// The graph itself.
    pub graph: DiGraph<Place, usize>,
    nodes: BTreeMap<Place, NodeIndex>,
}

/// The ways out of a step that exclude each other; the targets of one way are taken together.
pub fn ways_out(step: &Step) -> Vec<&[String]> {
    let mut ways: Vec<&[String]> = match &step.kind {
        StepKind::UserTask(task) => task
            .outcomes
            .iter()
            .map(|o| o.next.as_slice())
            .chain([task.next.as_slice()])
            .chain(
                task.vote
                    .iter()
                    .flat_map(|v| [v.tie.as_slice(), v.no_quorum.as_slice()]),
            )
            .collect(),
        StepKind::Decision(d) => d.ways(),
        StepKind::Join(s) => vec![&s.next],
        StepKind::Wait(s) => s.ways(),
        StepKind::ForEach(s) => vec![&s.next],
        StepKind::Call(s) => s
            .outcomes
            .values()
            .map(Vec::as_slice)
            .chain([s.next.as_slice()])
            .collect(),
        StepKind::Send(s) => vec![&s.next],
        StepKind::Mail(s) => vec![&s.next],
        StepKind::Document(s) => vec![&s.next],
        StepKind::Set(s) => vec![&s.next],
        StepKind::Service(s) => vec![&s.next],
        StepKind::Publish(s) => vec![&s.next],
        StepKind::Test(s) => vec![&s.next],
        StepKind::Regrade(s) => vec![&s.next],
        StepKind::Compensate(s) => vec![&s.next],
        StepKind::End(_) => Vec::new(),
    };
    ways.extend(step.on.iter().map(|event| event.next.as_slice()));
    let used_up = step.repeat_limit();
    ways.extend(used_up.map(|limit| std::slice::from_ref(&limit.then)));
    ways.retain(|way| !way.is_empty());
    ways
}

/// The undo steps that a compensation may enter, one at a time.
fn undone<'d>(
    definition: &'d Definition,
    step: &'d Step,
) -> impl Iterator<Item = &'d [String]> + use<'d> {
    let steps = match &step.kind {
        StepKind::Compensate(compensate) => compensate.steps.as_slice(),
        _ => &[],
    };
    let undo = steps
        .iter()
        .filter_map(|id| definition.step(id)?.undo.as_ref());
    undo.map(std::slice::from_ref)
}

/// Numbers taken by the ways of a compensation to its undo steps.
fn step_count(step: &Step) -> usize {
    match &step.kind {
        StepKind::Compensate(compensate) => compensate.steps.len(),
        _ => 0,
    }
}

impl Graph {
    /// Builds the graph.
    pub fn of(definition: &Definition) -> Self {
        let mut graph = Self {
            graph: DiGraph::new(),
            nodes: BTreeMap::new(),
        };
        graph.add(Place::Start);
        for step in &definition.steps {
            graph.add(Place::Step(step.id.clone()));
        }
        graph.connect(&Place::Start, 0, &definition.start.next);
        for event in &definition.events {
            let place = Place::Event(event.id.clone());
            graph.add(place.clone());
            graph.connect(&place, 0, std::slice::from_ref(&event.next));
        }
        if let Some(cancellation) = &definition.cancellation {
            let place = Place::Event("cancellation".to_owned());
            graph.add(place.clone());
            graph.connect(&place, 0, &cancellation.next);
        }
        for step in &definition.steps {
            let place = Place::Step(step.id.clone());
            let ways = ways_out(step);
            let undo = undone(definition, step);
            for (number, way) in ways.iter().copied().chain(undo).enumerate() {
                graph.connect(&place, number, way);
            }
            if let StepKind::Decision(decision) = &step.kind
                && decision.inclusive
            {
                for case in &decision.cases {
                    graph.connect(&place, ways.len(), &case.next);
                }
            }
            graph.connect_branches(&place, step);
        }
        graph.connect_undo_steps(definition);
        graph
    }

    /// A branch that begins beside a step runs together with whatever way the step takes.
    fn connect_branches(&mut self, place: &Place, step: &Step) {
        let ways = ways_out(step);
        // The number after the ways themselves belongs to an inclusive choice.
        let mut number = ways.len() + 1 + step_count(step);
        let beside = step.on.iter().filter(|event| !event.interrupting);
        for (branch, way) in
            beside.flat_map(|event| ways.iter().map(move |way| (&event.next, *way)))
        {
            if branch.as_slice() != way {
                self.connect(place, number, branch);
                self.connect(place, number, way);
                number += 1;
            }
        }
    }

    /// After the last undo step the compensation goes on.
    fn connect_undo_steps(&mut self, definition: &Definition) {
        for step in &definition.steps {
            let StepKind::Compensate(compensate) = &step.kind else {
                continue;
            };
            for by in undone(definition, step).flatten() {
                self.connect(&Place::Step(by.clone()), 0, &compensate.next);
            }
        }
    }

    fn add(&mut self, place: Place) {
        let node = self.graph.add_node(place.clone());
        self.nodes.insert(place, node);
    }

    fn connect(&mut self, from: &Place, way: usize, targets: &[String]) {
        let Some(from) = self.nodes.get(from).copied() else {
            return;
        };
        for target in targets {
            if let Some(to) = self.nodes.get(&Place::Step(target.clone())) {
                self.graph.add_edge(from, *to, way);
            }
        }
    }

    /// The node of a step.
    pub fn step(&self, id: &str) -> Option<NodeIndex> {
        self.nodes.get(&Place::Step(id.to_owned())).copied()
    }

    /// The node of a place.
    pub fn place(&self, place: &Place) -> Option<NodeIndex> {
        self.nodes.get(place).copied()
    }

    /// Nodes that lead straight to a node.
    pub fn before(&self, node: NodeIndex) -> BTreeSet<NodeIndex> {
        self.graph
            .neighbors_directed(node, Direction::Incoming)
            .collect()
    }

    /// Ids of the steps that a token can come to, from the start or from an event of the process.
    pub fn reachable(&self) -> BTreeSet<&str> {
        let begins = self
            .nodes
            .iter()
            .filter(|(place, _)| !matches!(place, Place::Step(_)))
            .map(|(_, node)| *node);
        begins
            .flat_map(|node| self.reach(node))
            .filter_map(|node| self.id(node))
            .collect()
    }

    /// Nodes that can be reached from a node, itself included.
    pub fn reach(&self, from: NodeIndex) -> BTreeSet<NodeIndex> {
        let mut search = Bfs::new(&self.graph, from);
        std::iter::from_fn(|| search.next(&self.graph)).collect()
    }

    /// Nodes that can be reached from a node without entering others, itself included.
    pub fn reach_avoiding(
        &self,
        from: NodeIndex,
        avoid: &BTreeSet<NodeIndex>,
    ) -> BTreeSet<NodeIndex> {
        let mut found = BTreeSet::new();
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            if !avoid.contains(&node) && found.insert(node) {
                open.extend(self.graph.neighbors(node));
            }
        }
        found
    }

    /// Nodes from which a node can be reached, itself included.
    pub fn reaching(&self, to: NodeIndex) -> BTreeSet<NodeIndex> {
        let reversed = Reversed(&self.graph);
        let mut search = Bfs::new(reversed, to);
        std::iter::from_fn(|| search.next(reversed)).collect()
    }

    /// Nodes that a node leads to and that lead back to it, itself included.
    pub fn circle(&self, node: NodeIndex) -> BTreeSet<NodeIndex> {
        self.reach(node)
            .intersection(&self.reaching(node))
            .copied()
            .collect()
    }

    /// Targets of a node by the way that leads to them.
    pub fn targets(&self, from: NodeIndex) -> BTreeMap<usize, Vec<NodeIndex>> {
        let mut ways: BTreeMap<usize, Vec<NodeIndex>> = BTreeMap::new();
        for edge in self.graph.edges_directed(from, Direction::Outgoing) {
            ways.entry(*edge.weight()).or_default().push(edge.target());
        }
        ways
    }

    /// The id of a step's node.
    pub fn id(&self, node: NodeIndex) -> Option<&str> {
        match self.graph.node_weight(node) {
            Some(Place::Step(id)) => Some(id),
            _ => None,
        }
    }
}
