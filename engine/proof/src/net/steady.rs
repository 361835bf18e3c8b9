//! Conditions that nothing changes while nobody does anything: asked once for a command, they keep their answer.

use std::collections::{BTreeMap, BTreeSet};

use reglament_expression::Shape;

use super::build::NetBuilder;
use super::variable::Subject;
use crate::plan::{Kind, Op, Plan};

impl NetBuilder<'_, '_, '_> {
    /// Whether a condition answers the same as long as nobody does anything.
    pub(super) fn steady(&self, when: &Shape) -> bool {
        let mut asked = BTreeMap::new();
        self.mentions(when, &mut asked);
        asked.iter().all(|(subject, asked)| match subject {
            Subject::Parameter(_) => true,
            Subject::Field(name) => !self.by_itself.contains(name),
            Subject::Asked(_) => {
                let mut reads = asked.reads.iter();
                asked.stable && reads.all(|name| !self.by_itself.contains(name))
            }
        })
    }
}

/// What is written without anybody doing anything: on entry, by steps that go on at once, where a condition lets go.
pub(super) fn by_itself(plan: &Plan<'_>) -> BTreeSet<String> {
    let nodes = plan.nodes.iter().flat_map(|node| {
        let waits = node.kind == Kind::Waits;
        let ways = node.ways.iter().filter(move |way| way.urgent || !waits);
        node.entry.iter().chain(ways.flat_map(|way| &way.ops))
    });
    let wide = plan.wide.iter().filter(|event| event.urgent);
    let ops = nodes.chain(wide.flat_map(|event| &event.ops));
    let put = ops.filter_map(|op| match op {
        Op::Put(name, _) => Some(name.clone()),
        Op::Read(..) => None,
    });
    put.collect()
}
