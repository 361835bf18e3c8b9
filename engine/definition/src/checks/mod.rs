//! Checks over whole definitions: one file each. They run on definitions with holes too, and stay silent about what
//! a hole may have caused.

mod basis;
mod child_cycle;
mod dead_end;
mod decision_table;
mod endless_cycle;
mod join;
mod overrides;
mod role_holders;
mod stray_files;
mod unreachable;
mod unused_files;

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use crate::graph::{Graph, ways_out};
use crate::lower::{Draft, World};
use crate::model::{Step, StepKind};

/// Runs all checks.
pub(crate) fn run(world: &World<'_>, drafts: &[Draft<'_>]) {
    for draft in drafts {
        let graph = Graph::of(&draft.definition);
        role_holders::check(world, draft);
        unreachable::check(draft, &graph);
        dead_end::check(draft, &graph);
        join::check(draft, &graph);
        decision_table::check(draft);
        endless_cycle::check(draft, &graph);
        basis::check(draft);
    }
    child_cycle::check(drafts);
    overrides::check(world);
    stray_files::check(world);
    unused_files::check(world, drafts);
}

/// Whether every step has a kind and its ways out, and every step named exists: otherwise the graph has gaps, and what
/// is missing from it may be the mistake's fault.
fn is_whole(draft: &Draft<'_>) -> bool {
    let known = |id: &&str| draft.outline.sketch(id).is_some();
    let leaves = |step: &Step| match &step.kind {
        StepKind::End(_) => true,
        StepKind::Decision(decision) => decision.table.is_some() || !decision.otherwise.is_empty(),
        _ if draft.outline.undoes(&step.id) => true,
        _ => !ways_out(step).is_empty(),
    };
    let steps = &draft.definition.steps;
    let undoing = |id: &&str| draft.outline.undoes(id);
    let undone = |step: &Step| match &step.kind {
        StepKind::Compensate(compensate) => compensate.steps.iter().all(|id| {
            draft
                .definition
                .step(id)
                .is_some_and(|step| step.undo.is_some())
        }),
        _ => true,
    };
    if !steps
        .iter()
        .all(|step| undone(step) && !step.targets().iter().any(undoing))
    {
        return false;
    }
    draft
        .outline
        .steps
        .iter()
        .all(|sketch| sketch.kind.is_some())
        && steps
            .iter()
            .all(|step| leaves(step) && step.targets().iter().all(known))
        && draft
            .definition
            .start
            .next
            .iter()
            .all(|id| known(&id.as_str()))
        && draft
            .definition
            .events
            .iter()
            .all(|event| known(&event.next.as_str()))
        && draft
            .definition
            .cancellation
            .iter()
            .flat_map(|cancellation| &cancellation.next)
            .all(|id| known(&id.as_str()))
}

/// Whether a step is the first written of the steps that lead to each other.
fn first_of_circle(
    draft: &Draft<'_>,
    graph: &Graph,
    circle: &BTreeSet<NodeIndex>,
    id: &str,
) -> bool {
    let inside = |step: &&Step| {
        graph
            .step(&step.id)
            .is_some_and(|node| circle.contains(&node))
    };
    draft
        .definition
        .steps
        .iter()
        .find(inside)
        .is_some_and(|step| step.id == id)
}
