//! `promise:` and `accepts:` of the head of a process: what the regulation promises about its dates, and which findings
//! of the check its author has looked at and accepts, with the reason.
//!
//! Whether a promise is kept is proved elsewhere, from the model.

use std::collections::BTreeMap;

use super::{Block, Lowering, Word};
use crate::codes::CODES;
use crate::grammar::PROMISE;
use crate::model::{DateOf, Promise, PromiseKind, StepDate};
use crate::source::Node;

impl<'w> Lowering<'w> {
    /// Reads `promise:`.
    pub(crate) fn promises(&self) -> Vec<Promise> {
        let node = self.outline.block.get("promise");
        let written = node.map(|node| self.reader.list(node)).unwrap_or_default();
        written
            .iter()
            .filter_map(|node| self.promise(node))
            .collect()
    }

    fn promise(&self, node: &'w Node) -> Option<Promise> {
        let block = Block::shape(self.reader, node, &PROMISE)?;
        let basis = self.basis(block, "promise").0;
        let (total, order) = (self.total(block), self.order(block));
        let kind = match (block.has("within"), block.has("first")) {
            (true, false) if !block.has("before") => {
                block.need("to");
                total
            }
            (false, true) if !block.has("from") && !block.has("to") => {
                block.need("before");
                order
            }
            _ => {
                self.wrong_promise(block);
                None
            }
        };
        Some(Promise { kind: kind?, basis })
    }

    fn wrong_promise(&self, block: Block<'w>) {
        let ru =
            "Обещание – либо срок (`within`, `from`, `to`), либо порядок дат (`first`, `before`).";
        let en = "A promise is either a term (`within`, `from`, `to`) or an order of dates (`first`, `before`).";
        let hint = (
            "Например, `{within: 30 календарных дней, from: start, to: order}`.".to_owned(),
            "For example, `{within: 30 calendar days, from: start, to: order}`.".to_owned(),
        );
        self.reader
            .error("R200", &block.node.span, ru, en, Some(hint));
    }

    fn total(&self, block: Block<'w>) -> Option<PromiseKind> {
        let term = block.word("within").map(|term| self.term_source(&term));
        let from = block.word("from").filter(|word| word.text != "start");
        let from = from.map(|word| self.promised_step(&word)).transpose();
        let to = block.word("to").map(|word| self.promised_step(&word));
        match (term, from, to) {
            (Some(term), Ok(from), Some(Ok(to))) => Some(PromiseKind::Within { term, from, to }),
            _ => None,
        }
    }

    /// The step, which must exist.
    fn promised_step(&self, word: &Word) -> Result<String, ()> {
        if self.outline.sketch(&word.text).is_some() {
            return Ok(word.text.clone());
        }
        let known = self.outline.step_names();
        self.reader.unknown(
            "R020",
            ("Шаг", "step"),
            &word.text,
            &word.span,
            known.collect::<Vec<_>>(),
        );
        Err(())
    }

    fn order(&self, block: Block<'w>) -> Option<PromiseKind> {
        let first = block.word("first").and_then(|word| self.step_date(&word));
        let before = block.word("before").and_then(|word| self.step_date(&word));
        Some(PromiseKind::Order {
            first: first?,
            before: before?,
        })
    }

    fn step_date(&self, word: &Word) -> Option<StepDate> {
        let (step, date) = word.text.split_once('.').unwrap_or((&word.text, ""));
        let date = match date {
            "started_on" => DateOf::Started,
            "due_on" => DateOf::Due,
            "completed_on" => DateOf::Completed,
            _ => {
                let ru = format!("«{}» – не дата шага.", word.text);
                let en = format!("`{}` is no date of a step.", word.text);
                let hint = (
                    "Напишите `<шаг>.started_on`, `<шаг>.due_on` или `<шаг>.completed_on`."
                        .to_owned(),
                    "Write `<step>.started_on`, `<step>.due_on` or `<step>.completed_on`."
                        .to_owned(),
                );
                self.reader.error("R200", &word.span, ru, en, Some(hint));
                return None;
            }
        };
        let named = Word {
            text: step.to_owned(),
            span: word.span.start..word.span.start + step.len(),
        };
        let step = self.promised_step(&named).ok()?;
        Some(StepDate { step, date })
    }

    /// Reads `accepts:`: code -> reason.
    pub(crate) fn accepts(&self) -> BTreeMap<String, String> {
        let node = self.outline.block.get("accepts");
        let Some(block) = node.and_then(|node| Block::any(self.reader, node)) else {
            return BTreeMap::new();
        };
        let mut accepted = BTreeMap::new();
        for entry in block.entries() {
            let known = CODES.iter().any(|(code, _)| *code == entry.key);
            let reason = entry.value.text().map(str::trim).unwrap_or_default();
            if known && !reason.is_empty() {
                accepted.insert(entry.key.clone(), reason.to_owned());
                continue;
            }
            let (ru, en) = match known {
                true => (
                    format!("Не сказано, почему принимается `{}`.", entry.key),
                    format!("It is not said why `{}` is accepted.", entry.key),
                ),
                false => (
                    format!("Кода `{}` нет.", entry.key),
                    format!("There is no code `{}`.", entry.key),
                ),
            };
            let hint = (
                "Напишите код предупреждения и причину: `R208: поле нужно для отчёта`.".to_owned(),
                "Write the code of a warning and the reason: `R208: the field is for a report`."
                    .to_owned(),
            );
            self.reader
                .error("R201", &entry.key_span, ru, en, Some(hint));
        }
        accepted
    }
}
