//! R053: a join that waits for a flow that cannot come. R100: one that waits for more flows than lead to it.
//!
//! Two cases: a step in `from` that does not lead to the join, and two flows of which only one can ever be taken.
//! Whether all tokens of a sound fork arrive is proved elsewhere.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use super::is_whole;
use crate::graph::Graph;
use crate::lower::Draft;
use crate::model::{Join, StepKind, WaitFor};

pub(super) fn check(draft: &Draft<'_>, graph: &Graph) {
    if !is_whole(draft) {
        return;
    }
    for step in &draft.definition.steps {
        if let StepKind::Join(join) = &step.kind {
            sources(draft, &step.id, join);
            match join.wait_for {
                WaitFor::All => exclusive(draft, graph, &step.id, join),
                WaitFor::Count(count) => enough(draft, &step.id, join, count),
                WaitFor::Any | WaitFor::Taken => {}
            }
        }
    }
}

fn sources(draft: &Draft<'_>, id: &str, join: &Join) {
    let leads = |from: &str| {
        draft
            .definition
            .step(from)
            .is_some_and(|step| step.targets().contains(&id))
    };
    let known = |from: &&String| draft.definition.step(from).is_some();
    for from in join.from.iter().filter(known).filter(|from| !leads(from)) {
        let ru = format!("Слияние «{id}» ждёт шага «{from}», а он сюда не ведёт.");
        let en = format!("The join `{id}` waits for the step `{from}`, which does not lead here.");
        let hint = (
            format!("Добавьте `next: {id}` в шаг «{from}» или уберите его из `from`."),
            format!("Add `next: {id}` to `{from}`, or remove it from `from`."),
        );
        draft
            .outline
            .reader
            .error("R053", &draft.step_span(id), ru, en, Some(hint));
    }
}

fn enough(draft: &Draft<'_>, id: &str, join: &Join, count: u32) {
    let flows = join.from.len();
    if usize::try_from(count).is_ok_and(|count| count <= flows) {
        return;
    }
    let ru = format!("Слияние «{id}» ждёт {count} путей, а ведут к нему {flows}.");
    let en = format!("The join `{id}` waits for {count} flows, but {flows} lead to it.");
    let hint = (
        "Уменьшите `wait_for` или ведите сюда больше путей.".to_owned(),
        "Lower `wait_for`, or lead more flows here.".to_owned(),
    );
    draft
        .outline
        .reader
        .error("R100", &draft.step_span(id), ru, en, Some(hint));
}

fn exclusive(draft: &Draft<'_>, graph: &Graph, id: &str, join: &Join) {
    let Some(target) = graph.step(id) else { return };
    if has_side_branches(draft) {
        return;
    }
    let nodes: Vec<(&str, NodeIndex)> = join
        .from
        .iter()
        .filter_map(|from| Some((from.as_str(), graph.step(from)?)))
        .collect();
    for (index, (a, first)) in nodes.iter().enumerate() {
        for (b, second) in &nodes[index + 1..] {
            if !together(draft, graph, *first, *second, target) {
                let ru = format!(
                    "Слияние «{id}» ждёт и «{a}», и «{b}», а пройти может только один из них."
                );
                let en = format!(
                    "The join `{id}` waits for both `{a}` and `{b}`, but only one of them can happen."
                );
                let path = &draft.outline.reader.source.path;
                let hint = (
                    "Ведите пути прямо в следующий шаг: слияние нужно только после развилки `next: [a, b]`.",
                    "Lead both ways straight to the next step: a join belongs only after a fork `next: [a, b]`.",
                );
                let diagnostic =
                    draft
                        .outline
                        .reader
                        .source
                        .error("R053", &draft.step_span(id), ru, en);
                let diagnostic = diagnostic
                    .related(path, &draft.step_span(a), "один путь", "one way")
                    .related(path, &draft.step_span(b), "другой путь", "the other way");
                draft.outline.reader.report(diagnostic.hint(hint.0, hint.1));
                return;
            }
        }
    }
}

/// Whether something may happen beside the course: then two ways may both be gone though no fork leads to them, and the
/// proof has to say whether they are.
fn has_side_branches(draft: &Draft<'_>) -> bool {
    let mut steps = draft.definition.steps.iter().flat_map(|step| &step.on);
    let mut events = draft.definition.events.iter();
    steps.any(|event| !event.interrupting) || events.any(|event| !event.interrupting)
}

/// Whether tokens can come from both steps to the join: some fork leads to both by different branches, before a join
/// that its branches share has made one token of them.
fn together(draft: &Draft<'_>, graph: &Graph, a: NodeIndex, b: NodeIndex, join: NodeIndex) -> bool {
    let steps = draft
        .definition
        .steps
        .iter()
        .filter(|step| matches!(step.kind, StepKind::Join(_)));
    let joins: Vec<NodeIndex> = steps.filter_map(|step| graph.step(&step.id)).collect();
    graph.graph.node_indices().any(|fork| {
        graph
            .targets(fork)
            .values()
            .filter(|way| way.len() > 1)
            .any(|way| {
                // What lies behind the fork or the join again belongs to another round, which is none of this one's business.
                let again = BTreeSet::from([fork, join]);
                let whole: Vec<_> = way
                    .iter()
                    .map(|target| graph.reach_avoiding(*target, &again))
                    .collect();
                let shared = |node: &&NodeIndex| {
                    whole.iter().filter(|reach| reach.contains(node)).count() > 1
                };
                let avoid: BTreeSet<NodeIndex> =
                    joins.iter().filter(shared).copied().chain([join]).collect();
                let reach: Vec<_> = way
                    .iter()
                    .map(|target| graph.reach_avoiding(*target, &avoid))
                    .collect();
                let on_different =
                    |i: usize, j: usize| i != j && reach[i].contains(&a) && reach[j].contains(&b);
                (0..reach.len()).any(|i| (0..reach.len()).any(|j| on_different(i, j)))
            })
    })
}
