//! Applies numbers, documents and letters: what the instance remembers of its papers.

use crate::{DocumentFact, Event, Instance};

pub(super) fn apply(instance: &mut Instance, event: &Event) {
    if let Event::NumberAssigned { step, text, on, .. } = event {
        let record = instance.steps.entry(step.clone()).or_default();
        record.number = Some(text.clone());
        record.registered_on = Some(*on);
    }
    if let Event::DocumentDrawn {
        document,
        step,
        template,
        number,
        on,
        ..
    } = event
    {
        instance.documents.push(DocumentFact {
            document: *document,
            step: step.clone(),
            template: template.clone(),
            number: number.clone(),
            on: *on,
        });
    }
    if let Event::LetterQueued { letter } = event {
        instance.letters = letter.letter;
    }
}
