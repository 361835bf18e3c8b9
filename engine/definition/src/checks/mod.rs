//! Checks over whole definitions: one file each. They run on definitions with holes too, and stay silent about what
//! a hole may have caused.

mod basis;
mod child_cycle;
mod dead_end;
mod join;
mod overrides;
mod role_holders;
mod stray_files;
mod unreachable;
mod unused_files;

use crate::graph::Graph;
use crate::lower::{Draft, World};

/// Runs all checks.
pub(crate) fn run(world: &World<'_>, drafts: &[Draft<'_>]) {
    for draft in drafts {
        let graph = Graph::of(&draft.definition);
        role_holders::check(world, draft);
        unreachable::check(draft, &graph);
        dead_end::check(draft, &graph);
        join::check(draft, &graph);
        basis::check(draft);
    }
    child_cycle::check(drafts);
    overrides::check(world);
    unused_files::check(world, drafts);
    stray_files::check(world);
}

/// Whether every step named by the steps exists and every step has a kind: otherwise the graph has gaps, and what is
/// missing from it may be the mistake's fault.
fn is_whole(draft: &Draft<'_>) -> bool {
    let known = |id: &&str| draft.outline.sketch(id).is_some();
    let steps = &draft.definition.steps;
    draft
        .outline
        .steps
        .iter()
        .all(|sketch| sketch.kind.is_some())
        && steps.iter().all(|step| step.targets().iter().all(known))
        && draft
            .definition
            .start
            .next
            .iter()
            .all(|id| known(&id.as_str()))
}
