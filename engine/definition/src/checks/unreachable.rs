//! R050: a step that no token can come to.

use super::is_whole;
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
        let ru = format!("До шага «{}» не ведёт ни один путь.", step.id);
        let en = format!("No way leads to the step `{}`.", step.id);
        let hint = (
            format!(
                "Назовите его в `next` другого шага или уберите: `next: {}`.",
                step.id
            ),
            format!(
                "Name it in the `next` of another step, or remove it: `next: {}`.",
                step.id
            ),
        );
        draft
            .outline
            .reader
            .error("R050", &draft.step_span(&step.id), ru, en, Some(hint));
    }
}
