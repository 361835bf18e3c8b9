//! Cancellation in words: of the instance, and of a child that is no longer needed.

use reglament_core::{CANCELLED, Event, InstanceEvent, ItemEvent};
use reglament_definition::{Definition, Title};
use reglament_expression::Value;

use super::{
    history::{Told, say},
    value::full_name,
};

/// What stands where an end would: a cancelled instance came to none.
pub(crate) fn cancelled() -> Title {
    Title {
        ru: "Прекращено".to_owned(),
        en: Some("Cancelled".to_owned()),
    }
}

/// The title of an outcome: of an end step, or that the instance was cancelled.
pub(crate) fn ended(definition: Option<&Definition>, outcome: &str) -> Title {
    match definition.and_then(|definition| definition.step(outcome)) {
        Some(step) => step.title.clone(),
        None if outcome == CANCELLED => cancelled(),
        None => Title::russian(outcome),
    }
}

/// The event in words; none for other events.
pub(super) fn tell<'e>(event: &'e Event) -> Option<Told<'e>> {
    Some(match event {
        Event::Instance(InstanceEvent::CancellationBegun { reason, by }) => {
            let who = who(by.as_ref());
            say(
                None,
                format!("Начато прекращение дела: {reason}{who}"),
                format!("Cancellation begun: {reason}{who}"),
            )
        }
        Event::Instance(InstanceEvent::Cancelled { reason, by }) => {
            let who = who(by.as_ref());
            say(
                None,
                format!("Дело прекращено: {reason}{who}"),
                format!("Cancelled: {reason}{who}"),
            )
        }
        Event::Instance(InstanceEvent::Erased {
            act, reason, by, ..
        }) => {
            let who = who(Some(by));
            say(
                None,
                format!("Данные уничтожены, акт № {act}: {reason}{who}"),
                format!("Data destroyed, act no. {act}: {reason}{who}"),
            )
        }
        Event::Item(ItemEvent::Cancelled { step, item, reason }) => say(
            Some(step),
            format!("Прекращено дело {item}: {reason}"),
            format!("Instance {item} cancelled: {reason}"),
        ),
        _ => return None,
    })
}

fn who(by: Option<&Value>) -> String {
    let name = by.and_then(|by| by.get("name")).map(full_name);
    name.map(|name| format!(" ({name})")).unwrap_or_default()
}
