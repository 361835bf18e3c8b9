//! What children tell their parent: changed fields, and that they have ended. Repeated news changes nothing.

use std::collections::BTreeMap;

use reglament_expression::Value;

use crate::{InstanceId, Item, ItemEvent, Rejection, scribe::Scribe, step};

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
    scribe.emit(ItemEvent::Reported {
        step: step.to_owned(),
        item: item.clone(),
        values: values.clone(),
    });
    Ok(())
}

pub(super) fn end(
    scribe: &mut Scribe<'_>,
    id: &str,
    item: &InstanceId,
    outcome: &str,
    error: Option<&str>,
) -> Result<(), Rejection> {
    if find(scribe, id, item)?.outcome.is_none() {
        scribe.emit(ItemEvent::Ended {
            step: id.to_owned(),
            item: item.clone(),
            outcome: outcome.to_owned(),
        });
        if let (Some(code), Some(token)) = (error, scribe.instance().token_at(id)) {
            let data = BTreeMap::from([("item".to_owned(), crate::lookup::id_value(item))]);
            step::raise_error(scribe, token, code, &data);
        }
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
