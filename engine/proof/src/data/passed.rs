//! What processes hand to each other: the contents of messages, and the fields that a parent gives its children.
//!
//! Begins by trusting that everything handed over is set and lowers that until nothing changes.

use std::collections::BTreeMap;

use reglament_definition::{Definition, Package, StepKind};

use super::levels::{Level, levels};
use crate::limits::MAX_ROUNDS;
use crate::plan::plan;

/// The levels of what is handed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Passed {
    /// Keys of messages that may come empty.
    messages: BTreeMap<String, Level>,
    /// Child process -> field -> level.
    given: BTreeMap<String, BTreeMap<String, Level>>,
}

/// What the processes of a package hand to each other.
pub(crate) fn passed(package: &Package) -> Passed {
    let mut passed = Passed::default();
    for _ in 0..MAX_ROUNDS {
        let next = round(package, &passed);
        if next == passed {
            return passed;
        }
        passed = next;
    }
    passed
}

fn round(package: &Package, before: &Passed) -> Passed {
    let mut passed = Passed::default();
    for definition in package.definitions.values() {
        let plan = plan(definition);
        let levels = levels(&plan, before);
        for (place, step) in definition.steps.iter().enumerate() {
            let Some(mut known) = levels.at[place].clone() else {
                continue;
            };
            levels.run(&plan.nodes[place].entry, &mut known);
            if let StepKind::Send(send) = &step.kind {
                for (key, value) in &send.data {
                    let level = levels.level(&value.shape(), &known);
                    let heard = passed.messages.entry(key.clone()).or_insert(Level::Set);
                    *heard = level.max(Level::Maybe).min(*heard);
                }
            }
            let given = match &step.kind {
                StepKind::ForEach(each) => Some((&each.process, &each.give)),
                StepKind::Call(call) => Some((&call.process, &call.give)),
                _ => None,
            };
            if let Some((child, values)) = given {
                let given = passed.given.entry(child.clone()).or_default();
                for (field, value) in values {
                    let level = levels.level(&value.shape(), &known);
                    let worst = given.entry(field.clone()).or_insert(Level::Set);
                    *worst = level.min(*worst);
                }
            }
        }
    }
    passed
}

impl Passed {
    /// The level of `message.key`. Messages of other names with the same key count too.
    pub(crate) fn heard(&self, path: &[String]) -> Level {
        let key = path.get(1);
        let level = key.and_then(|key| self.messages.get(key));
        level.copied().unwrap_or(Level::Set)
    }

    /// What parents give to a process.
    pub(crate) fn given(&self, definition: &Definition) -> impl Iterator<Item = (&String, &Level)> {
        let fields = self.given.get(&definition.reference.process);
        fields.into_iter().flatten()
    }
}
