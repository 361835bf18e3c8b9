//! Interruptions, side branches, errors and compensation in words.

use reglament_core::{BranchEvent, Event};
use reglament_definition::{Definition, Title};

use super::history::{Titles, Told, say};

/// Interruptions, branches, errors and what is undone.
pub(super) fn tell<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    Some(match event {
        Event::Branch(BranchEvent::Interrupted {
            step,
            event,
            reason,
        }) => interrupted(definition, step.as_deref(), event, reason.as_deref()),
        Event::Branch(BranchEvent::Begun {
            step,
            event,
            reason,
            ..
        }) => branch(definition, step.as_deref(), event, reason.as_deref()),
        Event::Branch(BranchEvent::ErrorRaised { step, code, .. }) => error(definition, step, code),
        Event::Branch(BranchEvent::UndoBegun { step, .. }) => undo(definition, step),
        _ => return None,
    })
}

/// A step was interrupted, or everything.
fn interrupted<'e>(
    definition: &Definition,
    step: Option<&str>,
    event: &str,
    reason: Option<&str>,
) -> Told<'e> {
    let found = definition.events.iter().find(|known| known.id == event);
    let name = found.map_or_else(|| Title::russian(event), |known| known.title.clone());
    let name = match step {
        Some(step) => Titles::of(definition, step),
        None => Titles::from(name),
    };
    let why = reason
        .map(|reason| format!(": {reason}"))
        .unwrap_or_default();
    let (ru, en) = match step {
        Some(_) => ("Прерван шаг", "Step interrupted:"),
        None => ("Событие", "Event"),
    };
    say(
        step,
        format!("{ru} «{}»{why}", name.ru),
        format!("{en} «{}»{why}", name.en),
    )
}

/// A branch began beside a step, or beside the whole process.
fn branch<'e>(
    definition: &Definition,
    step: Option<&str>,
    event: &str,
    reason: Option<&str>,
) -> Told<'e> {
    let why = reason
        .map(|reason| format!(": {reason}"))
        .unwrap_or_default();
    if let Some(step) = step {
        let t = Titles::of(definition, step);
        return say(
            Some(step),
            format!("Рядом с шагом «{}» начата ветвь{why}", t.ru),
            format!("A branch began beside the step «{}»{why}", t.en),
        );
    }
    let found = definition.events.iter().find(|known| known.id == event);
    let title = found.map_or_else(|| Title::russian(event), |known| known.title.clone());
    let t = Titles::from(title);
    say(
        None,
        format!("Событие «{}»{why}", t.ru),
        format!("Event «{}»{why}", t.en),
    )
}

/// A step raised an error.
fn error<'e>(definition: &Definition, step: &str, code: &str) -> Told<'e> {
    let t = Titles::of(definition, step);
    say(
        Some(step),
        format!("Ошибка «{code}» на шаге «{}»", t.ru),
        format!("Error `{code}` at the step «{}»", t.en),
    )
}

/// A step is being undone.
fn undo<'e>(definition: &Definition, step: &str) -> Told<'e> {
    let t = Titles::of(definition, step);
    say(
        Some(step),
        format!("Отменяется сделанное на шаге «{}»", t.ru),
        format!("The step «{}» is being undone", t.en),
    )
}

/// A step that was stuck was left undone.
pub(super) fn passed<'e>(
    definition: &Definition,
    step: &'e str,
    to: &[String],
    reason: &str,
) -> Told<'e> {
    let t = Titles::of(definition, step);
    let next: Vec<Titles> = to.iter().map(|id| Titles::of(definition, id)).collect();
    let on = |titles: Vec<&str>, word: &str| match titles.is_empty() {
        true => String::new(),
        false => format!(" {word}: «{}»", titles.join("», «")),
    };
    let ru = on(next.iter().map(|next| next.ru.as_str()).collect(), "Дальше");
    let en = on(next.iter().map(|next| next.en.as_str()).collect(), "Next");
    say(
        Some(step),
        format!("Шаг «{}» пропущен: {}", t.ru, sentences(reason, &ru)),
        format!(
            "The step «{}» was skipped: {}",
            t.en,
            sentences(reason, &en)
        ),
    )
}

/// The reason and what follows, as two sentences however the first was ended.
fn sentences(reason: &str, next: &str) -> String {
    let ended = next.is_empty() || reason.ends_with(['.', '!', '?', '…']);
    let stop = if ended { "" } else { "." };
    format!("{reason}{stop}{next}")
}

/// The instance ended at an error end.
pub(super) fn failed<'e>(definition: &Definition, step: &str, error: &str) -> Told<'e> {
    let t = Titles::of(definition, step);
    say(
        Some(step),
        format!("Дело завершено с ошибкой «{error}»: {}", t.ru),
        format!("Failed with the error `{error}`: {}", t.en),
    )
}
