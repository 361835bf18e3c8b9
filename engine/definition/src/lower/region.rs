//! The region of a join: the steps at which a token can stand that may still come to it.
//!
//! Every flow of a join has passed the join's immediate dominator, the step through which all ways to the join lead (the
//! fork, in a structured process). The region is what lies between: reachable from there and leading to the join, without
//! passing either again. So a loop around the whole does not make tokens of the next round count.

use std::collections::BTreeSet;

use petgraph::algo::dominators;
use petgraph::graph::NodeIndex;

use crate::graph::{Graph, Place};
use crate::model::{Definition, StepKind};

/// Fills in the regions of all joins; the compiler has done so in every definition that it hands out.
pub fn fill_regions(definition: &mut Definition) {
    if !definition
        .steps
        .iter()
        .any(|step| matches!(step.kind, StepKind::Join(_)))
    {
        return;
    }
    let graph = Graph::of(definition);
    let start = graph.place(&Place::Start);
    let dominators = start.map(|start| dominators::simple_fast(&graph.graph, start));
    for step in &mut definition.steps {
        if let StepKind::Join(join) = &mut step.kind
            && let Some(node) = graph.step(&step.id)
        {
            let fork = dominators
                .as_ref()
                .and_then(|found| found.immediate_dominator(node));
            join.region = region(&graph, node, fork);
        }
    }
}

fn region(graph: &Graph, join: NodeIndex, fork: Option<NodeIndex>) -> BTreeSet<String> {
    let ends: BTreeSet<NodeIndex> = fork.into_iter().chain([join]).collect();
    let mut found = BTreeSet::new();
    let mut open = vec![join];
    while let Some(node) = open.pop() {
        let before = graph.before(node);
        open.extend(
            before
                .into_iter()
                .filter(|node| !ends.contains(node) && found.insert(*node)),
        );
    }
    found
        .into_iter()
        .filter_map(|node| graph.id(node).map(str::to_owned))
        .collect()
}
