//! What children tell their parent: changed fields, and that they have ended. Repeated news changes nothing.

use std::collections::BTreeMap;

use reglament_expression::Value;

use crate::{Event, InstanceId, Item, Rejection, scribe::Scribe};

pub(super) fn report(
    scribe: &mut Scribe<'_>,
    step: &str,
    item: &InstanceId,
    values: &BTreeMap<String, Value>,
) -> Result<(), Rejection> {
    let known = find(scribe, step, item)?;
    if values
        .iter()
        .all(|(name, value)| known.values.get(name) == Some(value))
    {
        return Ok(());
    }
    scribe.emit(Event::ItemReported {
        step: step.to_owned(),
        item: item.clone(),
        values: values.clone(),
    });
    Ok(())
}

pub(super) fn end(
    scribe: &mut Scribe<'_>,
    step: &str,
    item: &InstanceId,
    outcome: &str,
) -> Result<(), Rejection> {
    if find(scribe, step, item)?.outcome.is_none() {
        scribe.emit(Event::ItemEnded {
            step: step.to_owned(),
            item: item.clone(),
            outcome: outcome.to_owned(),
        });
    }
    Ok(())
}

fn find<'s>(scribe: &'s Scribe<'_>, step: &str, item: &InstanceId) -> Result<&'s Item, Rejection> {
    let list = scribe.instance().items.get(step);
    let found = list.and_then(|list| list.items.iter().find(|known| known.item == *item));
    found.ok_or_else(|| Rejection::StepNotOpen {
        step: step.to_owned(),
    })
}
