//! `extension:`, `suspension:` and `silence:`: what the act allows to be decided about a running term.
//!
//! Each of them needs its clause; an extension also its notice, since nobody may learn of a new date by chance.

use super::expression::Want;
use super::{Block, Lowering, Word, addressee, term};
use crate::grammar::{EXTENSION, NOTICE, RESUME_ON, SILENCE, SUSPENSION, TERM_FOR_PEOPLE};
use crate::model::{
    Deadline, Extension, Outcome, ResumeOn, Silence, Suspension, TermNotice, TermSource,
};
use crate::source::Node;
use crate::suggest::advice;

/// Keys that a term counted back does not have.
const KEYS: &[&str] = &["extension", "suspension"];
/// The most often that a term may be extended or suspended.
const TIMES_MAX: i64 = 20;

impl<'w> Lowering<'w> {
    /// Reads the deadline of a task or of the process: it may be extended and suspended.
    pub(crate) fn term_for_people(&self, node: &'w Node, step: &str) -> Option<Deadline> {
        let block = Block::shape(self.reader, node, &TERM_FOR_PEOPLE)?;
        let mut deadline = self
            .due_as_milestone(step, block)
            .unwrap_or_else(|| self.deadline(block));
        deadline.extension = block
            .get("extension")
            .and_then(|node| self.extension(node, step));
        deadline.suspension = block
            .get("suspension")
            .and_then(|node| self.suspension(node, step));
        for key in KEYS.iter().filter(|key| block.has(key) && deadline.back) {
            let ru = format!(
                "`{key}` не бывает у срока, который считается назад от события (`before`)."
            );
            let en =
                format!("A term that is counted back from an event (`before`) has no `{key}`.");
            self.reader.error(
                "R152",
                &block.key_span(key),
                ru,
                en,
                advice(
                    format!("Уберите `{key}`: переносят само событие, и срок сдвинется с ним."),
                    format!("Remove `{key}`: move the event, and the term moves with it."),
                ),
            );
        }
        Some(deadline)
    }

    fn extension(&self, node: &'w Node, step: &str) -> Option<Extension> {
        let block = Block::shape(self.reader, node, &EXTENSION)?;
        block.need("by");
        block.need("basis");
        let notice = if block.has("notice") {
            block.get("notice").and_then(|node| self.term_notice(node))
        } else {
            let (ru, en) = (
                "Продление без уведомления.",
                "An extension without a notice.",
            );
            let hint = (
                "Добавьте `notice: {letter: …, to: …}`: письмо уходит вместе с решением."
                    .to_owned(),
                "Add `notice: {letter: …, to: …}`: the letter goes out with the decision."
                    .to_owned(),
            );
            self.reader
                .error("R150", &block.node.span, ru, en, Some(hint));
            None
        };
        let at_most = block.need_word("at_most");
        Some(Extension {
            by: self.roles(block, "by"),
            at_most: at_most.map_or(TermSource::Literal(term::HOLE), |word| {
                self.term_source(&word)
            }),
            times: self.times_allowed(block).unwrap_or(1),
            basis: self.basis(block, step).0,
            document: block
                .get("document")
                .and_then(|node| self.act_document(node, step)),
            notice: notice.unwrap_or_else(|| TermNotice {
                letter: String::new(),
                to: None,
                roles: Vec::new(),
            }),
            after_due: self.after_due(block),
        })
    }

    fn after_due(&self, block: Block<'w>) -> bool {
        let values = [("before_due", false), ("after_due", true)];
        super::deadline::one_of(block, "until", &values).unwrap_or(false)
    }

    fn suspension(&self, node: &'w Node, step: &str) -> Option<Suspension> {
        let block = Block::shape(self.reader, node, &SUSPENSION)?;
        block.need("by");
        block.need("basis");
        Some(Suspension {
            by: self.roles(block, "by"),
            at_most: block.word("at_most").map(|word| self.term_source(&word)),
            times: self.times_allowed(block).unwrap_or(TIMES_MAX as u32),
            basis: self.basis(block, step).0,
            notice: block.get("notice").and_then(|node| self.term_notice(node)),
            resume_on: block.get("resume_on").and_then(|node| self.resume_on(node)),
        })
    }

    fn times_allowed(&self, block: Block<'w>) -> Option<u32> {
        let node = block.get("times")?;
        let times = self.reader.integer(node)?;
        if !(1..=TIMES_MAX).contains(&times) {
            let ru = format!("`times` – от 1 до {TIMES_MAX}, а написано {times}.");
            let en = format!("`times` is from 1 to {TIMES_MAX}, not {times}.");
            let hint = advice(
                "Напишите, сколько раз это можно сделать за дело.",
                "Write how often it may be done in one case.",
            );
            self.reader.error("R009", &node.span, ru, en, hint);
        }
        u32::try_from(times).ok()
    }

    fn term_notice(&self, node: &'w Node) -> Option<TermNotice> {
        let block = Block::shape(self.reader, node, &NOTICE)?;
        addressee::check(block, ("Уведомлению", "A notice"), "notice");
        let letter = block.need_word("letter");
        Some(TermNotice {
            letter: letter
                .map(|word| self.act_letter(&word))
                .unwrap_or_default(),
            to: block
                .get("to")
                .map(|node| self.expression(node, &Want::Texts)),
            roles: self.roles(block, "role"),
        })
    }

    fn resume_on(&self, node: &'w Node) -> Option<ResumeOn> {
        let block = Block::shape(self.reader, node, &RESUME_ON)?;
        let (message, form) = (block.word("message"), self.form(block));
        let title = block.get("title").map(|node| self.reader.title(node));
        match (message, block.has("form")) {
            (Some(message), false) => {
                self.message_names(Some(&message));
                Some(ResumeOn::Message(message.text))
            }
            (None, true) => Some(ResumeOn::Form {
                title: title.unwrap_or_default(),
                form,
            }),
            _ => {
                let (ru, en) = (
                    "Возобновление ждёт либо сообщения (`message`), либо формы заявителя (`form`).",
                    "A resumption waits either for a message (`message`) or for a form of the applicant (`form`).",
                );
                let hint = advice(
                    "Оставьте одно: `{message: …}` или `{title: …, form: […]}`.",
                    "Keep one: `{message: …}` or `{title: …, form: […]}`.",
                );
                let span = match block.has("message") {
                    true => block.key_span("form"),
                    false => block.node.span.clone(),
                };
                self.reader.error("R015", &span, ru, en, hint);
                None
            }
        }
    }

    /// Reads `silence:` of a user task.
    pub(crate) fn silence(
        &self,
        block: Block<'w>,
        step: &str,
        outcomes: &[Outcome],
    ) -> Option<Silence> {
        let inner = Block::shape(self.reader, block.get("silence")?, &SILENCE)?;
        if !inner.has("basis") {
            let (ru, en) = (
                "Молчание без основания: последствие пропуска срока устанавливает только акт.",
                "Silence without a basis: only the act can say what the passing of a term means.",
            );
            let hint = (
                "Добавьте `basis: \"…\"`.".to_owned(),
                "Add `basis: \"…\"`.".to_owned(),
            );
            self.reader
                .error("R151", &inner.node.span, ru, en, Some(hint));
        }
        if !block.has("deadline") {
            let (ru, en) = ("Молчание без срока.", "Silence without a deadline.");
            let hint = (
                "Добавьте `deadline: …`.".to_owned(),
                "Add `deadline: …`.".to_owned(),
            );
            self.reader
                .error("R153", &block.key_span("silence"), ru, en, Some(hint));
        }
        for key in ["vote", "each"].into_iter().filter(|key| block.has(key)) {
            let ru =
                format!("Молчание не бывает вместе с `{key}`: одно задание не решает за всех.");
            let en = format!("Silence does not go with `{key}`: one task does not decide for all.");
            let hint = (
                "Голосование закрывается в срок само; для `each` решите по `<шаг>.answers`."
                    .to_owned(),
                "A vote closes on its due date by itself; for `each` decide over `<step>.answers`."
                    .to_owned(),
            );
            let span = block.key_span("silence");
            self.reader.error("R153", &span, ru, en, Some(hint));
        }
        let word = inner.need_word("outcome")?;
        self.silent_outcome(&word, outcomes);
        Some(Silence {
            outcome: word.text,
            basis: self.basis(inner, step).0,
        })
    }

    /// The outcome exists and asks for nothing: there is nobody to fill it in.
    fn silent_outcome(&self, word: &Word, outcomes: &[Outcome]) {
        match outcomes.iter().find(|outcome| outcome.id == word.text) {
            None if outcomes.is_empty() => {
                let ru = format!("Исхода «{}» нет: у задачи нет исходов.", word.text);
                let en = format!("There is no outcome `{}`: the task has none.", word.text);
                let hint = advice(
                    format!(
                        "Добавьте исходы: `outcomes: {{{}: {{title: …}}}}`.",
                        word.text
                    ),
                    format!("Add outcomes: `outcomes: {{{}: {{title: …}}}}`.", word.text),
                );
                self.reader.error("R153", &word.span, ru, en, hint);
            }
            None => {
                let known: Vec<&str> = outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
                self.reader
                    .unknown("R153", ("Исход", "outcome"), &word.text, &word.span, known);
            }
            Some(outcome) if !outcome.requires.is_empty() => {
                let ru = format!(
                    "Исход «{}» требует полей, а при молчании их некому заполнить.",
                    word.text
                );
                let en = format!(
                    "The outcome `{}` requires fields, and silence fills in none.",
                    word.text
                );
                let list = outcome.requires.join(", ");
                let hint = advice(
                    format!("Назовите исход без `requires` или уберите из него: {list}."),
                    format!("Name an outcome without `requires`, or remove from it: {list}."),
                );
                self.reader.error("R153", &word.span, ru, en, hint);
            }
            Some(_) => {}
        }
    }
}
