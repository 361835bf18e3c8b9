//! `on:` of a step: what may happen while it waits, interrupting it or beside it.

use std::ops::Range;

use super::expression::Want;
use super::{Block, Lowering, Word, names, term};
use crate::grammar::{BOUNDARY_EVENT, DEADLINE};
use crate::limits::RECURRENCES;
use crate::model::{BoundaryEvent, ErrorMatch, Recurrence, Trigger};
use crate::source::Node;
use crate::suggest::advice;

/// The keys that say what an event listens to.
const TRIGGERS: &[&str] = &["term", "message", "error", "when"];

/// What an event listens to, as read.
pub(super) struct Heard {
    pub(super) trigger: Trigger,
    pub(super) interrupting: bool,
    pub(super) repeat: Option<Recurrence>,
    pub(super) set: Vec<(String, reglament_expression::Expression)>,
}

impl<'w> Lowering<'w> {
    /// Reads `on:` of a step of this kind.
    pub(crate) fn boundary_events(
        &self,
        block: Block<'w>,
        step: &str,
        kind: &str,
    ) -> Vec<BoundaryEvent> {
        let events = block
            .get("on")
            .map(|node| self.reader.list(node))
            .unwrap_or_default();
        events
            .iter()
            .filter_map(|node| self.boundary_event(node, step, kind))
            .collect()
    }

    fn boundary_event(&self, node: &'w Node, step: &str, kind: &str) -> Option<BoundaryEvent> {
        let block = Block::shape(self.reader, node, &BOUNDARY_EVENT)?;
        self.basis(block, step);
        let heard = self.heard(block)?;
        if let Trigger::Error(wanted) = &heard.trigger {
            super::errors::check(self, block, (step, kind), wanted, heard.interrupting);
        }
        Some(BoundaryEvent {
            trigger: heard.trigger,
            interrupting: heard.interrupting,
            repeat: heard.repeat,
            set: heard.set,
            next: self.need_next(block),
        })
    }

    /// Reads exactly one trigger with what belongs to it.
    pub(super) fn heard(&self, block: Block<'w>) -> Option<Heard> {
        let found: Vec<&str> = TRIGGERS
            .iter()
            .copied()
            .filter(|key| block.has(key))
            .collect();
        if found.len() != 1 {
            let (ru, en) = (
                "Событие ждёт ровно одного: срока (`term`), сообщения (`message`), ошибки (`error`) или условия (`when`).",
                "An event waits for exactly one thing: a term (`term`), a message (`message`), an error (`error`) or a condition (`when`).",
            );
            let hint = match found.get(1) {
                Some(other) => advice(
                    format!("Уберите `{other}` или опишите второе событие отдельно."),
                    format!("Remove `{other}`, or describe the second event by itself."),
                ),
                None => advice(
                    "Например, `{term: 10 дней, next: <шаг>}`.",
                    "For example, `{term: 10 days, next: <step>}`.",
                ),
            };
            let second = found.get(1).map(|key| block.key_span(key));
            let span = second.unwrap_or_else(|| block.node.span.clone());
            self.reader.error("R015", &span, ru, en, hint);
        }
        let trigger = found.first().and_then(|key| self.trigger(block, key));
        let term = found.contains(&"term");
        if !term {
            self.only_with_term(block);
        }
        let interrupting = !block.has("interrupting") || block.flag("interrupting");
        let repeat = self.recurrence(block, term && !interrupting);
        let names = if found.contains(&"error") {
            Some(names::with_error(&self.names))
        } else {
            self.message_names(block.word("message").as_ref())
        };
        let set = self.field_values(block.get("set"), &self.outline.data, names.as_ref());
        Some(Heard {
            trigger: trigger.filter(|_| found.len() == 1)?,
            interrupting,
            repeat,
            set,
        })
    }

    fn trigger(&self, block: Block<'w>, key: &str) -> Option<Trigger> {
        Some(match key {
            "term" => Trigger::Term(self.deadline(block)),
            "message" => Trigger::Message(block.word("message")?.text),
            "error" => Trigger::Error(error_match(&block.word("error")?)),
            _ => Trigger::When(self.expression(block.get("when")?, &Want::Boolean)),
        })
    }

    /// Without `term` the keys of a deadline would be ignored.
    fn only_with_term(&self, block: Block<'w>) {
        for key in DEADLINE.names().into_iter().filter(|key| block.has(key)) {
            let ru = format!("Ключ `{key}` без `term` ничего не значит.");
            let en = format!("The key `{key}` means nothing without `term`.");
            self.reader.error(
                "R015",
                &block.key_span(key),
                ru,
                en,
                advice(
                    format!("Добавьте `term: …` или уберите `{key}`."),
                    format!("Add `term: …`, or remove `{key}`."),
                ),
            );
        }
    }

    /// `every:` and `times:` of a term that does not interrupt.
    fn recurrence(&self, block: Block<'w>, may: bool) -> Option<Recurrence> {
        let stray = match (block.has("every"), block.has("times")) {
            (true, _) if !may => Some("every"),
            (false, true) => Some("times"),
            _ => None,
        };
        if let Some(key) = stray {
            let (ru, en) = (
                "Повторяться (`every`, `times`) может только срок, который не прерывает (`interrupting: false`).",
                "Only a term that does not interrupt (`interrupting: false`) can come again (`every`, `times`).",
            );
            self.reader
                .error("R122", &block.key_span(key), ru, en, advice(
                    "Например, `{term: 10 дней, interrupting: false, every: 5 дней, times: 3, next: <шаг>}`.",
                    "For example, `{term: 10 days, interrupting: false, every: 5 days, times: 3, next: <step>}`.",
                ));
            return None;
        }
        let every = block.word("every")?;
        let times = block.get("times").and_then(|node| self.times(node));
        Some(Recurrence {
            every: term::term(self.reader, &every),
            times,
        })
    }

    fn times(&self, node: &'w Node) -> Option<u32> {
        let times = self.reader.integer(node)?;
        let found = u32::try_from(times)
            .ok()
            .filter(|n| (2..=RECURRENCES).contains(n));
        if found.is_none() {
            let ru = format!(
                "Повторяющийся срок наступает от 2 до {RECURRENCES} раз, а написано {times}."
            );
            let en = format!("A recurring term comes 2 to {RECURRENCES} times, not {times}.");
            let hint = advice(
                "Первый раз тоже считается; без `times` срок повторяется, пока шаг открыт.",
                "The first time counts too; without `times` the term comes as long as the step is open.",
            );
            self.reader.error("R122", &node.span, ru, en, hint);
        }
        found
    }

    /// The names in `set:` after a message; `None` when nobody known sends it, so that nothing can be checked.
    pub(crate) fn message_names(
        &self,
        message: Option<&Word>,
    ) -> Option<reglament_expression::Names> {
        let Some(word) = message else {
            return Some(self.names.clone());
        };
        let known = self.world.messages.get(&word.text).filter(|m| m.is_sent());
        if known.is_none() && self.world.knows_all_processes() {
            let ru = format!("Сообщение «{}» никто не отправляет.", word.text);
            let en = format!("Nobody sends the message `{}`.", word.text);
            let sent = self
                .world
                .messages
                .iter()
                .filter(|(_, m)| m.is_sent())
                .map(|(name, _)| name.as_str());
            let hint = crate::suggest::hint(&word.text, sent).or_else(|| {
                advice(
                    "Отправьте его шагом `send`; если оно приходит извне, опишите в `correlation`.",
                    "Send it with a `send` step; if it comes from outside, declare it under `correlation`.",
                )
            });
            self.warning("R060", &word.span, ru, en, hint);
        }
        known.map(|message| names::with_message(&self.names, &message.data))
    }

    /// Reports a warning.
    pub(crate) fn warning(
        &self,
        code: &'static str,
        span: &Range<usize>,
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

fn error_match(word: &Word) -> ErrorMatch {
    match word.text.as_str() {
        "any" => ErrorMatch::Any,
        code => ErrorMatch::Code(code.to_owned()),
    }
}
