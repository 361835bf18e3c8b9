//! Calls: one child instance. The child is assumed to end; that it does is proved of its own process.

use std::collections::BTreeSet;

use reglament_definition::Call;

use super::{Builder, Kind, Node, Op, Told, Use, Way, assigned};

impl Builder<'_> {
    pub(super) fn call(&self, call: &Call) -> Node {
        let entry = call.give.iter();
        let entry = entry.map(|(_, value)| Op::Read(value.shape(), Use::Rule));
        let ends: BTreeSet<&Vec<String>> = call.outcomes.values().chain([&call.next]).collect();
        let ends = ends.into_iter().filter(|next| !next.is_empty());
        let ways = ends.map(|next| Way {
            ops: assigned(&call.take),
            ..self.way(Told::Over, next)
        });
        Node {
            kind: Kind::Waits,
            entry: entry.collect(),
            ways: ways.collect(),
        }
    }
}
