//! Steps that wait for something other than a person: a moment, a condition, a message, children.
//!
//! Messages are assumed to come at some time: that nobody sends one is told by the compiler.

use reglament_definition::{ForEach, Wait, WaitOption, WaitTrigger};

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
        let ways = match wait.first.is_empty() {
            true => vec![way],
            false => wait
                .first
                .iter()
                .enumerate()
                .map(|(place, option)| self.option(place, option, &mut entry))
                .collect(),
        };
        Node {
            kind: Kind::Waits,
            entry,
            ways,
        }
    }

    /// One of several things waited for.
    fn option(&self, place: usize, option: &WaitOption, entry: &mut Vec<Op>) -> Way {
        let mut when = None;
        match &option.trigger {
            WaitTrigger::Until(until) => entry.push(Op::Read(must(until.shape()), Use::Rule)),
            WaitTrigger::Term(term) => counted(term, entry),
            WaitTrigger::When(condition) => {
                entry.push(Op::Read(must(condition.shape()), Use::Rule));
                when = Some(condition.shape());
            }
            WaitTrigger::Message(_) => {}
        }
        Way {
            urgent: when.is_some(),
            when,
            ops: assigned(&option.set),
            ..self.way(Told::First(place), &option.next)
        }
    }

    pub(super) fn for_each(&self, each: &ForEach) -> Node {
        let closes = each.window.iter().map(|window| &window.closes);
        let lists = each.each.iter().map(|rows| &rows.list);
        let entry = closes.chain(lists);
        let entry = entry
            .map(|read| Op::Read(must(read.shape()), Use::Rule))
            .collect();
        Node {
            kind: Kind::Waits,
            entry,
            ways: vec![self.way(Told::Over, &each.next)],
        }
    }
}
