//! Applies what happens to the items of a `for_each`.

use crate::{CANCELLED, Instance, Item, ItemEvent, ItemList};

pub(super) fn apply(instance: &mut Instance, event: &ItemEvent) {
    match event {
        ItemEvent::Planned {
            step,
            token,
            rows,
            closed,
        } => {
            let list = ItemList {
                closed: *closed,
                items: Vec::new(),
                token: Some(*token),
                waiting: rows.clone(),
            };
            instance.items.insert(step.clone(), list);
        }
        ItemEvent::Added {
            step,
            item,
            receipt,
            data,
            reports,
            ..
        } => {
            instance.last_child += 1;
            let values = data.iter().filter(|(name, _)| reports.contains(*name));
            let added = Item {
                item: item.clone(),
                receipt: receipt.clone(),
                outcome: None,
                values: values
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect(),
            };
            let list = instance.items.entry(step.clone()).or_default();
            if !list.waiting.is_empty() {
                list.waiting.remove(0);
            }
            list.items.push(added);
        }
        ItemEvent::Reported { step, item, values } => {
            if let Some(found) = find(instance, step, item) {
                found.values.extend(values.clone());
            }
        }
        ItemEvent::Ended {
            step,
            item,
            outcome,
        } => {
            if let Some(found) = find(instance, step, item) {
                found.outcome = Some(outcome.clone());
            }
        }
        ItemEvent::Cancelled { step, item, .. } => {
            if let Some(found) = find(instance, step, item) {
                found.outcome = Some(CANCELLED.to_owned());
            }
        }
        ItemEvent::Closed { step } => {
            instance.items.entry(step.clone()).or_default().closed = true;
        }
    }
}

fn find<'a>(
    instance: &'a mut Instance,
    step: &str,
    item: &crate::InstanceId,
) -> Option<&'a mut Item> {
    instance
        .items
        .get_mut(step)?
        .items
        .iter_mut()
        .find(|found| found.item == *item)
}
