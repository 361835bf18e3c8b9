//! R051: a step from which no end can be reached.
//!
//! A branch may go round for ever when a branch beside it ends the whole instance with `terminates`.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use super::is_whole;
use crate::graph::{Graph, ways_out};
use crate::lower::Draft;
use crate::model::{End, StepKind};

pub(super) fn check(draft: &Draft<'_>, graph: &Graph) {
    if !is_whole(draft) {
        return;
    }
    let steps = &draft.definition.steps;
    let ends = steps
        .iter()
        .filter(|step| matches!(step.kind, StepKind::End(_)))
        .filter_map(|step| graph.step(&step.id));
    let finishing: BTreeSet<_> = ends.flat_map(|end| graph.reaching(end)).collect();
    let reachable = graph.reachable();
    for step in steps
        .iter()
        .filter(|step| reachable.contains(step.id.as_str()))
    {
        // A step without any way out has been reported already.
        let node = graph
            .step(&step.id)
            .filter(|node| !finishing.contains(node) && !ways_out(step).is_empty());
        let stuck = node.is_some_and(|node| !ended_from_beside(draft, graph, node));
        if stuck {
            let ru = format!("От шага «{}» нельзя прийти к концу.", step.id);
            let en = format!("No end can be reached from the step `{}`.", step.id);
            let hint = (
                "Ведите один из путей в шаг вида `end`.".to_owned(),
                "Lead one of the ways to an `end` step.".to_owned(),
            );
            draft
                .outline
                .reader
                .error("R051", &draft.step_span(&step.id), ru, en, Some(hint));
        }
    }
}

/// Whether some fork leads here by one branch and to an end that terminates by another.
fn ended_from_beside(draft: &Draft<'_>, graph: &Graph, node: NodeIndex) -> bool {
    let terminates = |kind: &StepKind| matches!(kind, StepKind::End(End { terminates: true }));
    let ends = draft
        .definition
        .steps
        .iter()
        .filter(|step| terminates(&step.kind));
    let ends: BTreeSet<NodeIndex> = ends.filter_map(|end| graph.step(&end.id)).collect();
    graph.graph.node_indices().any(|fork| {
        graph
            .targets(fork)
            .values()
            .filter(|way| way.len() > 1)
            .any(|way| {
                let reach: Vec<_> = way.iter().map(|target| graph.reach(*target)).collect();
                reach.iter().any(|branch| branch.contains(&node))
                    && reach.iter().any(|branch| !branch.is_disjoint(&ends))
            })
    })
}
