//! Children of a step that starts other instances: what becomes of them when the step is left before they have ended.

use crate::{Event, InstanceId, scribe::Scribe};

/// Cancels the children of a step that still run, unless another token stands there and needs them.
pub(super) fn cancel(scribe: &mut Scribe<'_>, step: &str) {
    let instance = scribe.instance();
    let needed = instance.tokens.values().any(|token| token.step == step);
    let Some(list) = instance.items.get(step).filter(|_| !needed) else {
        return;
    };
    let running: Vec<InstanceId> = list
        .items
        .iter()
        .filter(|item| item.outcome.is_none())
        .map(|item| item.item.clone())
        .collect();
    if running.is_empty() {
        return;
    }
    let reason = reason(scribe, step);
    for item in running {
        scribe.emit(Event::ItemCancelled {
            step: step.to_owned(),
            item,
            reason: reason.clone(),
        });
    }
}

/// What a person said, or that the step above is over.
fn reason(scribe: &Scribe<'_>, step: &str) -> String {
    if let Some(why) = scribe.why() {
        return why.to_owned();
    }
    let title = scribe.context.definition.step(step);
    let title = title.map_or(step, |step| step.title.ru.as_str());
    format!("Больше не требуется: шаг «{title}» завершён")
}
