//! Sets data: later values see earlier ones.

use std::collections::BTreeMap;

use reglament_definition::{Assignments, SetStep};
use reglament_expression::Value;

use super::Progress;
use crate::scribe::{Scribe, Stuck};

pub(super) fn enter(scribe: &mut Scribe<'_>, set: &SetStep) -> Result<Progress, Stuck> {
    assign(scribe, &set.values, None)?;
    Ok(Progress::Leave(set.next.clone()))
}

/// Evaluates and stores assignments one after another; `message` is the record that `message.…` reads.
pub(super) fn assign(
    scribe: &mut Scribe<'_>,
    values: &Assignments,
    message: Option<&BTreeMap<String, Value>>,
) -> Result<(), Stuck> {
    for (name, expression) in values {
        let facts = scribe.facts().with(
            "message",
            message.map_or(Value::Null, |m| Value::Record(m.clone())),
        );
        let value = expression.evaluate(&facts.scope())?;
        scribe.set_data(BTreeMap::from([(name.clone(), value)]));
    }
    Ok(())
}
