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
pub(crate) fn assign(
    scribe: &mut Scribe<'_>,
    values: &Assignments,
    message: Option<&BTreeMap<String, Value>>,
) -> Result<(), Stuck> {
    assign_with(scribe, values, "message", message)
}

/// The same with a record of another name.
pub(crate) fn assign_with(
    scribe: &mut Scribe<'_>,
    values: &Assignments,
    extra: &str,
    record: Option<&BTreeMap<String, Value>>,
) -> Result<(), Stuck> {
    for (name, expression) in values {
        let facts = scribe.facts().with(
            extra,
            record.map_or(Value::Null, |m| Value::Record(m.clone())),
        );
        let value = expression.evaluate(&facts.scope())?;
        scribe.set_data(BTreeMap::from([(name.clone(), value)]));
    }
    Ok(())
}
