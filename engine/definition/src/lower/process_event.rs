//! `on:` of the process: what may happen to an instance at any time, asked for with a button or by itself.

use super::event::Heard;
use super::expression::Want;
use super::{Block, Lowering};
use crate::grammar::{DEADLINE, PROCESS_EVENT};
use crate::model::{ProcessEvent, ProcessTrigger, Title};
use crate::source::Entry;
use crate::suggest::advice;

/// What makes an event a button.
const BUTTON: &[&str] = &["applicant", "role"];

impl<'w> Lowering<'w> {
    /// Reads `on:` of the process.
    pub(crate) fn process_events(&self) -> Vec<ProcessEvent> {
        let events = self
            .outline
            .block
            .get("on")
            .and_then(|node| Block::any(self.reader, node));
        events
            .map(|block| {
                block
                    .entries()
                    .iter()
                    .filter(|entry| entry.key != super::cancellation::ID)
                    .filter_map(|entry| self.process_event(entry))
                    .collect()
            })
            .unwrap_or_default()
    }

    fn process_event(&self, entry: &'w Entry) -> Option<ProcessEvent> {
        self.reader.check_id(&entry.key, &entry.key_span);
        let block = Block::shape(self.reader, &entry.value, &PROCESS_EVENT)?;
        let next = self.one_next(block);
        let by_itself = ["term", "message", "error"]
            .iter()
            .any(|key| block.has(key))
            || (block.has("when")
                && block.has("interrupting")
                && !BUTTON.iter().any(|key| block.has(key)));
        let basis = self.basis(block, &entry.key).0;
        let event = ProcessEvent {
            id: entry.key.clone(),
            title: Title::default(),
            basis,
            trigger: ProcessTrigger::Asked,
            when: None,
            roles: Vec::new(),
            applicant: false,
            interrupting: true,
            once: block.flag("once"),
            repeat: None,
            set: Vec::new(),
            next,
        };
        if by_itself {
            self.happening(block, entry, event)
        } else {
            Some(self.button(block, entry, event))
        }
    }

    fn one_next(&self, block: Block<'w>) -> String {
        let next = self.need_next(block);
        if next.len() > 1 {
            let (ru, en) = (
                "Событие процесса ведёт в один шаг.",
                "An event of the process leads to one step.",
            );
            self.reader.error(
                "R015",
                &block.key_span("next"),
                ru,
                en,
                advice(
                    "Ведите в один шаг, а развилку сделайте из него.",
                    "Lead to one step, and fork from there.",
                ),
            );
        }
        next.into_iter().next().unwrap_or_default()
    }

    /// An event that comes by itself.
    fn happening(
        &self,
        block: Block<'w>,
        entry: &'w Entry,
        event: ProcessEvent,
    ) -> Option<ProcessEvent> {
        for key in BUTTON.iter().filter(|key| block.has(key)) {
            let ru = format!(
                "Событие «{}» приходит само: `{key}` здесь ничего не значит.",
                entry.key
            );
            let en = format!(
                "The event `{}` comes by itself: `{key}` means nothing here.",
                entry.key
            );
            self.reader.error(
                "R125",
                &block.key_span(key),
                ru,
                en,
                advice(format!("Уберите `{key}`."), format!("Remove `{key}`.")),
            );
        }
        let Heard {
            trigger,
            interrupting,
            repeat,
            set,
        } = self.heard(block)?;
        let title = if block.has("title") {
            block.title("title")
        } else {
            Title::russian(entry.key.as_str())
        };
        Some(ProcessEvent {
            title,
            trigger: ProcessTrigger::Of(trigger),
            interrupting,
            repeat,
            set,
            ..event
        })
    }

    /// An event that somebody asks for.
    fn button(&self, block: Block<'w>, entry: &'w Entry, event: ProcessEvent) -> ProcessEvent {
        for key in DEADLINE.names().into_iter().chain(["every", "times"]) {
            if block.has(key) {
                let ru = format!(
                    "Событие «{}» вызывает человек: `{key}` здесь ничего не значит.",
                    entry.key
                );
                let en = format!(
                    "A person asks for the event `{}`: `{key}` means nothing here.",
                    entry.key
                );
                let hint = advice(format!("Уберите `{key}`."), format!("Remove `{key}`."));
                self.reader
                    .error("R125", &block.key_span(key), ru, en, hint);
            }
        }
        let event = ProcessEvent {
            title: block.title("title"),
            when: block
                .get("when")
                .map(|node| self.expression(node, &Want::Boolean)),
            roles: self.roles(block, "role"),
            applicant: block.flag("applicant"),
            interrupting: !block.has("interrupting") || block.flag("interrupting"),
            set: self.field_values(block.get("set"), &self.outline.data, Some(&self.names)),
            ..event
        };
        if event.roles.is_empty() && !event.applicant {
            let ru = format!("Событие «{}» некому вызвать.", entry.key);
            let en = format!("Nobody can ask for the event `{}`.", entry.key);
            let hint = (
                "Добавьте `role: …` или `applicant: true`; если событие приходит само — `interrupting: …`.".to_owned(),
                "Add `role: …` or `applicant: true`; if the event comes by itself, `interrupting: …`.".to_owned(),
            );
            self.reader
                .error("R006", &entry.key_span, ru, en, Some(hint));
        }
        event
    }
}
