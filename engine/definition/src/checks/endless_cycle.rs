//! R104: steps that lead to each other while none of them says how often.
//!
//! A bound, or a reason why there is none, on any step of the circle is enough. A circle without a way out is R051's.

use std::collections::{BTreeSet, VecDeque};

use petgraph::algo::tarjan_scc;
use petgraph::graph::NodeIndex;

use super::is_whole;
use crate::diagnostic::Severity;
use crate::graph::{Graph, Place};
use crate::lower::Draft;

pub(super) fn check(draft: &Draft<'_>, graph: &Graph) {
    if !is_whole(draft) {
        return;
    }
    let bounded: BTreeSet<&str> = draft
        .definition
        .steps
        .iter()
        .map(|step| step.id.as_str())
        .filter(|id| {
            // One that could not be read has been reported.
            let sketch = draft.outline.sketch(id);
            sketch.is_some_and(|sketch| sketch.entry.value.get("repeat").is_some())
        })
        .collect();
    let free = graph.graph.filter_map(
        |node, place| match place {
            Place::Step(id) if bounded.contains(id.as_str()) => None,
            _ => Some(node),
        },
        |_, way| Some(*way),
    );
    for circle in tarjan_scc(&free) {
        let alone = circle.len() == 1 && free.find_edge(circle[0], circle[0]).is_none();
        if !alone {
            let nodes: BTreeSet<NodeIndex> = circle.iter().map(|node| free[*node]).collect();
            report(draft, graph, &nodes);
        }
    }
}

fn report(draft: &Draft<'_>, graph: &Graph, circle: &BTreeSet<NodeIndex>) {
    let steps = draft.definition.steps.iter();
    let mut nodes = steps.filter_map(|step| graph.step(&step.id).map(|node| (step, node)));
    let Some((step, node)) = nodes.find(|(_, node)| circle.contains(node)) else {
        return;
    };
    if graph.reach(node).is_subset(circle) {
        return;
    }
    let way = around(graph, circle, node);
    let ids: Vec<&str> = way.iter().filter_map(|node| graph.id(*node)).collect();
    let shown = ids.join(" → ");
    let ru = format!("Шаги могут повторяться без конца: {shown}.");
    let en = format!("The steps can be repeated without end: {shown}.");
    let reader = draft.outline.reader;
    let span = draft.step_span(&step.id);
    let diagnostic = reader
        .source
        .diagnostic(Severity::Warning, "R104", &span, ru, en);
    reader.report(diagnostic.hint(
        "Ограничьте один из них: `repeat: {max: 3, then: <шаг>}`, или объясните: `repeat: {reason: …}`.",
        "Bound one of them: `repeat: {max: 3, then: <step>}`, or say why not: `repeat: {reason: …}`.",
    ));
}

/// The shortest way round from a node back to it.
fn around(graph: &Graph, circle: &BTreeSet<NodeIndex>, start: NodeIndex) -> Vec<NodeIndex> {
    let mut ways = VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        let Some(last) = way.last() else { continue };
        for next in graph.graph.neighbors(*last) {
            let longer = || way.iter().copied().chain([next]).collect::<Vec<_>>();
            if next == start {
                return longer();
            }
            if circle.contains(&next) && seen.insert(next) {
                ways.push_back(longer());
            }
        }
    }
    vec![start]
}
