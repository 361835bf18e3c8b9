//! What happens to many, as short lines of the compact journal: cancellation, plans, answers.

use reglament_core::{Event, InstanceEvent, ItemEvent, TaskEvent};
use reglament_expression::Value;

pub(super) fn line(event: &Event) -> String {
    match event {
        Event::Instance(InstanceEvent::CancellationBegun { reason, by }) => {
            format!("CancellationBegun «{reason}»{}", who(by.as_ref()))
        }
        Event::Instance(InstanceEvent::Cancelled { reason, by }) => {
            format!("InstanceCancelled «{reason}»{}", who(by.as_ref()))
        }
        Event::Instance(InstanceEvent::Erased {
            act, scope, rows, ..
        }) => format!("InstanceErased «{act}» {scope:?} {} rows", rows.len()),
        Event::Item(ItemEvent::Cancelled { item, reason, .. }) => {
            format!("ItemCancelled {item} «{reason}»")
        }
        Event::Item(ItemEvent::Planned {
            step, rows, closed, ..
        }) => {
            let closed = if *closed { "" } else { ", open" };
            format!("ItemsPlanned {step} {} later{closed}", rows.len())
        }
        Event::Task(TaskEvent::AnswerGiven {
            task,
            step,
            by,
            values,
            ..
        }) => format!(
            "AnswerGiven {task} {step}{} {}",
            who(Some(by)),
            super::pairs(values.iter())
        ),
        Event::Task(TaskEvent::PeopleQueued { step, people }) => {
            format!("PeopleQueued {step} {}", people.join(","))
        }
        other => format!("{other:?}"),
    }
}

fn who(by: Option<&Value>) -> String {
    let id = by.and_then(|by| by.get("id")).and_then(Value::as_text);
    id.map(|id| format!(" by {id}")).unwrap_or_default()
}
