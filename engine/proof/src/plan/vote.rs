//! Who is asked by an expression, and the vote of a commission: a way for every outcome, one for a tie, one without a quorum.

use reglament_definition::{People, Step, UserTask, Vote};

use super::{Builder, Given, Kind, Node, Op, Told, Use, Way, dated, must};
use crate::plan::papers::drawn;

impl Builder<'_> {
    /// What is read to find the people who may do a task. `person` itself is known wherever it is asked about.
    pub(super) fn asked(&self, task: &UserTask, entry: &mut Vec<Op>) {
        let offer = &task.offer;
        if let Some(assignee) = &offer.assignee {
            entry.push(Op::Read(must(assignee.shape()), Use::Rule));
        }
        for condition in offer.filter.iter().chain(&offer.conflict) {
            entry.push(Op::Read(condition.shape(), Use::Rule));
        }
    }

    pub(super) fn vote(
        &self,
        step: &Step,
        task: &UserTask,
        vote: &Vote,
        mut entry: Vec<Op>,
    ) -> Node {
        if let People::Expression(members) = &vote.members {
            entry.push(Op::Read(must(members.shape()), Use::Rule));
        }
        if let People::Expression(chair) = &vote.chair {
            entry.push(Op::Read(chair.shape(), Use::Rule));
        }
        let decided = (0..task.outcomes.len()).map(|place| {
            let mut way = self.done(step, task, Some(place));
            way.ops
                .insert(0, Op::Put(dated(&step.id, "decided"), Given::Filled));
            way
        });
        let mut ways: Vec<Way> = decided.collect();
        // The document is drawn of every meeting with a quorum; without one, perhaps nobody voted.
        let mut held = vec![Op::Put(dated(&step.id, "signed"), Given::Filled)];
        if let Some(document) = &task.document {
            held.extend(drawn(&step.id, document));
        }
        ways.push(Way {
            ops: held,
            ..self.way(Told::Undecided { quorum: true }, &vote.tie)
        });
        ways.push(self.way(Told::Undecided { quorum: false }, &vote.no_quorum));
        Node {
            kind: Kind::Waits,
            entry,
            ways,
        }
    }
}
