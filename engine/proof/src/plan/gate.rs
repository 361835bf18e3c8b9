//! Joins: which flows they see, how many let them go, what becomes of the rest; and how often a step may be entered.

use std::collections::BTreeSet;

use reglament_definition::{Definition, Join, Rest, WaitFor};

use super::{Builder, Kind, Node};

/// What lets a join go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gate {
    pub(crate) from: Vec<usize>,
    pub(crate) wait: WaitFor,
    pub(crate) rest: Rest,
    /// Steps at which a token can still come to the join.
    pub(crate) region: BTreeSet<usize>,
}

/// The bound of a repetition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    pub(crate) max: u32,
    /// Where a token goes that would enter once more.
    pub(crate) then: usize,
}

impl Builder<'_> {
    pub(super) fn join(&self, join: &Join) -> Node {
        let place = |id: &String| self.index.get(id).copied();
        let gate = Gate {
            from: join.from.iter().filter_map(place).collect(),
            wait: join.wait_for,
            rest: join.rest,
            region: join.region.iter().filter_map(place).collect(),
        };
        let mut node = self.passing(&join.next, Vec::new());
        node.kind = Kind::Join(gate);
        node
    }

    pub(super) fn limits(&self, definition: &Definition) -> Vec<Option<Limit>> {
        let limit = |step: &reglament_definition::Step| {
            let limit = step.repeat_limit()?;
            let then = *self.index.get(&limit.then)?;
            Some(Limit {
                max: limit.max,
                then,
            })
        };
        definition.steps.iter().map(limit).collect()
    }
}
