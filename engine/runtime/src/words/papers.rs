//! Numbers, documents, letters and messages in words.
//!
//! What they contain is not told: they may be confidential.

use reglament_core::{Event, MessageEvent, PaperEvent};
use reglament_definition::{Definition, Title};

use super::history::{Titles, Told, say};

/// Numbers, documents, letters, messages.
pub(super) fn tell<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    Some(match event {
        Event::Paper(PaperEvent::NumberAssigned { step, text, on, .. }) => {
            let (t, date) = (Titles::of(definition, step), on.format("%d.%m.%Y"));
            say(
                Some(step),
                format!("Присвоен номер {text} от {date}: {}", t.ru),
                format!("Number {text} of {date} given: {}", t.en),
            )
        }
        Event::Paper(PaperEvent::DocumentDrawn { step, template, .. }) => {
            let name = definition
                .documents
                .get(template)
                .map(|found| found.title.clone());
            let name = Titles::from(name.unwrap_or_else(|| Title::russian(template)));
            say(
                Some(step),
                format!("Составлен документ «{}»", name.ru),
                format!("Document «{}» drawn up", name.en),
            )
        }
        Event::Paper(PaperEvent::LetterQueued { letter }) => say(
            None,
            format!("Письмо «{}» – {}", letter.subject, letter.to_address),
            format!("Letter «{}» to {}", letter.subject, letter.to_address),
        ),
        Event::Message(MessageEvent::Received { from, .. }) if from.is_outside() => say(
            None,
            "Пришло сообщение извне".into(),
            "A message came from outside".into(),
        ),
        // Ids of files say nothing to people; the links between them are on their pages.
        Event::Message(MessageEvent::Received { .. }) => say(
            None,
            "Пришло сообщение из связанного дела".into(),
            "A message came from a linked instance".into(),
        ),
        Event::Message(MessageEvent::Addressed { process, key, .. }) => say(
            None,
            format!("Сообщение делу процесса «{process}» с ключом {key}"),
            format!("Message to the instance of `{process}` with the key {key}"),
        ),
        Event::Message(MessageEvent::Sent { .. }) => say(
            None,
            "Отправлено сообщение связанному делу".into(),
            "A message was sent to a linked instance".into(),
        ),
        _ => return None,
    })
}
