//! Steps that one command can enter twice: then a condition asked there must turn out the same both times.

use crate::plan::{Kind, Plan};

/// For each step, whether flows of one command may come to it twice: over a circle of steps that do not wait, or where the
/// flows of a fork meet. Rather too many than too few.
pub(super) fn again(plan: &Plan<'_>) -> Vec<bool> {
    let targets = |step: usize| {
        let ways = plan.nodes[step].ways.iter().flat_map(|way| &way.to);
        let then = plan.limits[step].iter().map(|limit| &limit.then);
        ways.chain(then).copied()
    };
    let mut sources = vec![Vec::new(); plan.nodes.len()];
    let begun = plan.roots.iter().flat_map(|root| &root.to);
    begun.for_each(|to| sources[*to].push(None));
    for step in 0..plan.nodes.len() {
        targets(step).for_each(|to| sources[to].push(Some(step)));
    }
    let waits = |step: usize| plan.nodes[step].kind == Kind::Waits;
    let mut again: Vec<bool> = (0..plan.nodes.len())
        .map(|step| sources[step].len() > 1)
        .collect();
    loop {
        let before = again.clone();
        for step in 0..plan.nodes.len() {
            let mut from = sources[step].iter().flatten();
            again[step] |= from.any(|from| !waits(*from) && before[*from]);
        }
        if again == before {
            return again;
        }
    }
}
