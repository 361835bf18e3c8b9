//! R054: processes whose `for_each` and `call` steps start each other for ever.

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use crate::lower::Draft;

pub(super) fn check(drafts: &[Draft<'_>]) {
    let mut calls: DiGraph<&Draft<'_>, &str> = DiGraph::new();
    let nodes: Vec<_> = drafts.iter().map(|draft| calls.add_node(draft)).collect();
    for (draft, node) in drafts.iter().zip(&nodes) {
        for step in &draft.definition.steps {
            let Some((process, _)) = step.child() else {
                continue;
            };
            let child = drafts
                .iter()
                .position(|other| other.definition.reference.process == process);
            if let Some(child) = child {
                calls.add_edge(*node, nodes[child], step.id.as_str());
            }
        }
    }
    for cycle in tarjan_scc(&calls) {
        for edge in calls.edge_indices() {
            let Some((from, to)) = calls.edge_endpoints(edge) else {
                continue;
            };
            if cycle.contains(&from) && cycle.contains(&to) {
                report(
                    calls[from],
                    calls[edge],
                    &calls[to].definition.reference.process,
                );
            }
        }
    }
}

fn report(draft: &Draft<'_>, step: &str, child: &str) {
    let process = &draft.definition.reference.process;
    let ru = format!(
        "Процессы запускают друг друга без конца: «{process}» запускает «{child}», а тот снова ведёт сюда."
    );
    let en = format!(
        "The processes start each other for ever: `{process}` starts `{child}`, which leads back here."
    );
    let hint = (
        "Разорвите круг: дочерний процесс не должен запускать родительский.".to_owned(),
        "Break the circle: a child must not start its parent.".to_owned(),
    );
    let node = draft
        .outline
        .sketch(step)
        .and_then(|sketch| sketch.entry.value.get("process"));
    let span = node.map_or_else(|| draft.step_span(step), |node| node.span.clone());
    draft
        .outline
        .reader
        .error("R054", &span, ru, en, Some(hint));
}
