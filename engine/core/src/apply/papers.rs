//! Applies numbers, documents, letters and publications: what the instance remembers of its papers.

use chrono::{DateTime, Utc};

use super::publications::publish;
use crate::{DocumentFact, Instance, PaperEvent};

pub(super) fn apply(instance: &mut Instance, event: &PaperEvent, at: DateTime<Utc>) {
    match event {
        PaperEvent::NumberAssigned { step, text, on, .. } => {
            let record = instance.steps.entry(step.clone()).or_default();
            record.number = Some(text.clone());
            record.registered_on = Some(*on);
        }
        PaperEvent::DocumentDrawn {
            document,
            step,
            template,
            number,
            on,
            data: _,
        } => instance.documents.push(DocumentFact {
            document: *document,
            step: step.clone(),
            template: template.clone(),
            number: number.clone(),
            on: *on,
        }),
        PaperEvent::LetterQueued { letter } => instance.letters = letter.letter,
        PaperEvent::Published {
            publication,
            replaces,
        } => publish(instance, publication, replaces, at),
    }
}
