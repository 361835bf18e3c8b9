//! Steps that wait for something other than a person: a moment, a condition, a message, children.
//!
//! Messages are assumed to come at some time: that nobody sends one is told by the compiler.

use reglament_definition::{ForEach, Wait};

use super::{Builder, Kind, Node, Op, Told, Use, Way, assigned, counted, must};

impl Builder<'_> {
    pub(super) fn wait(&self, wait: &Wait) -> Node {
        let mut entry = Vec::new();
        if let Some(until) = &wait.until {
            entry.push(Op::Read(must(until.shape()), Use::Rule));
        }
        if let Some(term) = &wait.term {
            counted(term, &mut entry);
        }
        if let Some(when) = &wait.when {
            entry.push(Op::Read(must(when.shape()), Use::Rule));
        }
        let way = Way {
            when: wait.when.as_ref().map(|when| when.shape()),
            urgent: wait.when.is_some(),
            ops: assigned(&wait.set),
            ..self.way(Told::Over, &wait.next)
        };
        Node {
            kind: Kind::Waits,
            entry,
            ways: vec![way],
        }
    }

    pub(super) fn for_each(&self, each: &ForEach) -> Node {
        let entry = vec![Op::Read(must(each.window.closes.shape()), Use::Rule)];
        Node {
            kind: Kind::Waits,
            entry,
            ways: vec![self.way(Told::Over, &each.next)],
        }
    }
}
