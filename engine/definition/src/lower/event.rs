//! `on:`: what interrupts a waiting step, and what a person may ask for at any time.

use reglament_expression::Names;

use super::expression::Want;
use super::{Block, Lowering, Word, names};
use crate::grammar::{BOUNDARY_EVENT, PROCESS_EVENT};
use crate::model::{BoundaryEvent, ProcessEvent, Trigger};
use crate::source::{Entry, Node};

impl<'w> Lowering<'w> {
    /// Reads `on:` of a step.
    pub(crate) fn boundary_events(&self, block: Block<'w>, step: &str) -> Vec<BoundaryEvent> {
        let events = block
            .get("on")
            .map(|node| self.reader.list(node))
            .unwrap_or_default();
        events
            .iter()
            .filter_map(|node| self.boundary_event(node, step))
            .collect()
    }

    fn boundary_event(&self, node: &'w Node, step: &str) -> Option<BoundaryEvent> {
        let block = Block::shape(self.reader, node, &BOUNDARY_EVENT)?;
        self.basis(block, step);
        let message = block.word("message");
        let trigger = match (&message, block.has("term")) {
            (Some(message), false) => Trigger::Message(message.text.clone()),
            (None, true) => Trigger::Term(self.deadline(block)),
            _ => {
                let (ru, en) = (
                    "Событие ждёт либо срока (`term`), либо сообщения (`message`).",
                    "An event waits either for a term (`term`) or for a message (`message`).",
                );
                self.reader.error("R015", &block.node.span, ru, en, None);
                return None;
            }
        };
        let names = self.message_names(message.as_ref());
        let set = self.field_values(block.get("set"), &self.outline.data, names.as_ref());
        Some(BoundaryEvent {
            trigger,
            set,
            next: self.need_next(block),
        })
    }

    /// The names in `set:` after a message; `None` when nobody known sends it, so that nothing can be checked.
    pub(crate) fn message_names(&self, message: Option<&Word>) -> Option<Names> {
        let Some(word) = message else {
            return Some(self.names.clone());
        };
        let known = self
            .world
            .messages
            .get(&word.text)
            .filter(|m| !m.senders.is_empty());
        if known.is_none() && self.world.knows_all_processes() {
            let ru = format!("Сообщение «{}» никто не отправляет.", word.text);
            let en = format!("Nobody sends the message `{}`.", word.text);
            let sent = self
                .world
                .messages
                .iter()
                .filter(|(_, m)| !m.senders.is_empty())
                .map(|(name, _)| name.as_str());
            self.warning(
                "R060",
                &word.span,
                ru,
                en,
                crate::suggest::hint(&word.text, sent),
            );
        }
        known.map(|message| names::with_message(&self.names, &message.data))
    }

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
        let next = self.need_next(block);
        if next.len() > 1 {
            let (ru, en) = (
                "Событие процесса ведёт в один шаг.",
                "An event of the process leads to one step.",
            );
            self.reader
                .error("R015", &block.key_span("next"), ru, en, None);
        }
        let event = ProcessEvent {
            id: entry.key.clone(),
            title: block.title("title"),
            basis: self.basis(block, &entry.key).0,
            when: block
                .get("when")
                .map(|node| self.expression(node, &Want::Boolean)),
            roles: self.roles(block, "role"),
            applicant: block.flag("applicant"),
            next: next.into_iter().next().unwrap_or_default(),
        };
        if event.roles.is_empty() && !event.applicant {
            let ru = format!("Событие «{}» некому вызвать.", entry.key);
            let en = format!("Nobody can ask for the event `{}`.", entry.key);
            let hint = (
                "Добавьте `role: …` или `applicant: true`.".to_owned(),
                "Add `role: …` or `applicant: true`.".to_owned(),
            );
            self.reader
                .error("R006", &entry.key_span, ru, en, Some(hint));
        }
        Some(event)
    }

    /// Reports a warning.
    pub(crate) fn warning(
        &self,
        code: &'static str,
        span: &std::ops::Range<usize>,
        ru: impl Into<String>,
        en: impl Into<String>,
        hint: Option<(String, String)>,
    ) {
        let diagnostic =
            self.reader
                .source
                .diagnostic(crate::diagnostic::Severity::Warning, code, span, ru, en);
        self.reader.report(diagnostic.maybe_hint(hint));
    }
}
