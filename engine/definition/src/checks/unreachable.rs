//! R050: a step that no token can come to. Of a chain of them only the first is named.

use super::{first_of_circle, is_whole};
use crate::graph::Graph;
use crate::lower::Draft;

pub(super) fn check(draft: &Draft<'_>, graph: &Graph) {
    if !is_whole(draft) {
        return;
    }
    let reachable = graph.reachable();
    for step in draft
        .definition
        .steps
        .iter()
        .filter(|step| !reachable.contains(step.id.as_str()))
    {
        let Some(node) = graph.step(&step.id) else {
            continue;
        };
        let circle = graph.circle(node);
        let follows = graph
            .reaching(node)
            .iter()
            .any(|before| !circle.contains(before));
        if follows || !first_of_circle(draft, graph, &circle, &step.id) {
            continue;
        }
        let ru = format!("До шага «{}» не ведёт ни один путь.", step.id);
        let en = format!("No way leads to the step `{}`.", step.id);
        let hint = (
            format!(
                "Назовите его в `next` другого шага (`next: {}`) или уберите.",
                step.id
            ),
            format!(
                "Name it in the `next` of another step (`next: {}`), or remove it.",
                step.id
            ),
        );
        draft
            .outline
            .reader
            .error("R050", &draft.step_span(&step.id), ru, en, Some(hint));
    }
}
