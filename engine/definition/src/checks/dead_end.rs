//! R051: steps from which no end can be reached. Of steps that lead to each other only the first is named.
//!
//! A branch may go round for ever when a branch beside it ends the whole instance with `terminates`.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use super::{first_of_circle, is_whole};
use crate::graph::Graph;
use crate::lower::Draft;
use crate::model::{End, StepKind};

pub(super) fn check(draft: &Draft<'_>, graph: &Graph) {
    if !is_whole(draft) {
        return;
    }
    let ends = ends(draft, graph, |_| true);
    let finishing: BTreeSet<NodeIndex> = ends.iter().flat_map(|end| graph.reaching(*end)).collect();
    let reachable = graph.reachable();
    for step in draft
        .definition
        .steps
        .iter()
        .filter(|step| reachable.contains(step.id.as_str()))
    {
        let Some(node) = graph
            .step(&step.id)
            .filter(|node| !finishing.contains(node))
        else {
            continue;
        };
        let circle = graph.circle(node);
        let leads_on = graph.reach(node).len() > circle.len();
        if leads_on
            || !first_of_circle(draft, graph, &circle, &step.id)
            || ended_from_beside(draft, graph, node)
        {
            continue;
        }
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

fn ends(draft: &Draft<'_>, graph: &Graph, which: impl Fn(&End) -> bool) -> BTreeSet<NodeIndex> {
    let wanted = |kind: &StepKind| matches!(kind, StepKind::End(end) if which(end));
    let steps = draft
        .definition
        .steps
        .iter()
        .filter(|step| wanted(&step.kind));
    steps.filter_map(|step| graph.step(&step.id)).collect()
}

/// Whether some fork leads here by one branch and to an end that terminates by another.
fn ended_from_beside(draft: &Draft<'_>, graph: &Graph, node: NodeIndex) -> bool {
    let ends = ends(draft, graph, |end| end.terminates);
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
