//! What a world keeps of its events beside the instances: letters, documents, entries of registers, the journal.

use reglament_core::{Event, InstanceId, PaperEvent, Recorded};

use super::World;
use crate::{DrawnDocument, RegisterEntry, SentLetter};

impl World<'_> {
    pub(super) fn record(&mut self, id: &InstanceId, events: Vec<Recorded>) {
        for recorded in events {
            match &recorded.event {
                Event::Paper(PaperEvent::LetterQueued { letter }) => {
                    let (instance, at) = (id.clone(), recorded.at);
                    self.letters.push(SentLetter {
                        instance,
                        at,
                        letter: letter.clone(),
                    });
                }
                Event::Paper(PaperEvent::DocumentDrawn {
                    step,
                    template,
                    number,
                    on,
                    data,
                    ..
                }) => self.documents.push(DrawnDocument {
                    instance: id.clone(),
                    step: step.clone(),
                    template: template.clone(),
                    number: number.clone(),
                    on: *on,
                    data: data.clone(),
                }),
                Event::Paper(PaperEvent::NumberAssigned {
                    register,
                    year,
                    number,
                    text,
                    on,
                    entry,
                    ..
                }) => {
                    self.numbers.record(register, *year, *number);
                    let (register, number) = (register.clone(), text.clone());
                    self.entries.push(RegisterEntry {
                        instance: id.clone(),
                        register,
                        number,
                        on: *on,
                        entry: entry.clone(),
                    });
                }
                _ => {}
            }
            self.journal.push((id.clone(), recorded));
        }
    }
}
