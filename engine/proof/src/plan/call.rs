//! Calls: one child instance. The child is assumed to end; that it does is proved of its own process.

use reglament_definition::Call;

use super::{Builder, Kind, Node, Op, Told, Use, Way, assigned};

impl Builder<'_> {
    pub(super) fn call(&self, call: &Call) -> Node {
        let entry = call.give.iter();
        let entry = entry.map(|(_, value)| Op::Read(value.shape(), Use::Rule));
        let named = call.outcomes.iter();
        let named = named.map(|(end, next)| (Some(end.clone()), next));
        let ends = named.chain([(None, &call.next)]);
        let ends = ends.filter(|(_, next)| !next.is_empty());
        let ways = ends.map(|(end, next)| Way {
            ops: assigned(&call.take),
            ..self.way(Told::Returned(end), next)
        });
        Node {
            kind: Kind::Waits,
            entry: entry.collect(),
            ways: ways.collect(),
        }
    }
}
