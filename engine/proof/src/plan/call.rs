//! Calls: one child instance. The child is assumed to end; that it does is proved of its own process.

use reglament_definition::{Call, Step};

use super::{Builder, Kind, Node, Op, Told, Use, Way, assigned};

impl Builder<'_> {
    pub(super) fn call(&self, step: &Step, call: &Call) -> Node {
        let entry = call.give.iter();
        let entry = entry.map(|(_, value)| Op::Read(value.shape(), Use::Rule));
        let named = call.outcomes.iter();
        let named = named.map(|(end, next)| (Some(end.clone()), next));
        let ends = named.chain([(None, &call.next)]);
        // An undo step need not lead anywhere.
        let mut steps = self.definition.steps.iter();
        let undoes = steps.any(|other| other.undo.as_ref() == Some(&step.id));
        let ends = ends.filter(|(_, next)| undoes || !next.is_empty());
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
