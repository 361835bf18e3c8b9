//! Applies what happens to the items of a `for_each`.

use crate::{CANCELLED, Event, Instance, Item, ItemList};

pub(super) fn apply(instance: &mut Instance, event: &Event) {
    if let Event::ItemsPlanned {
        step,
        token,
        rows,
        closed,
    } = event
    {
        let list = ItemList {
            closed: *closed,
            items: Vec::new(),
            token: Some(*token),
            waiting: rows.clone(),
        };
        instance.items.insert(step.clone(), list);
    }
    if let Event::ItemAdded {
        step,
        item,
        receipt,
        data,
        reports,
        ..
    } = event
    {
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
    if let Event::ItemReported { step, item, values } = event
        && let Some(found) = find(instance, step, item)
    {
        found.values.extend(values.clone());
    }
    if let Event::ItemEnded {
        step,
        item,
        outcome,
    } = event
        && let Some(found) = find(instance, step, item)
    {
        found.outcome = Some(outcome.clone());
    }
    if let Event::ItemCancelled { step, item, .. } = event
        && let Some(found) = find(instance, step, item)
    {
        found.outcome = Some(CANCELLED.to_owned());
    }
    if let Event::ItemsClosed { step } = event {
        instance.items.entry(step.clone()).or_default().closed = true;
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
