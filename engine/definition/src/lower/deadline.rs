//! Deadlines and the terms of waits and events: `term`, `from` or `before`, and how to count.
//!
//! Nothing is counted here; `reglament-calendar` does that when the step begins.

use std::collections::BTreeSet;

use reglament_calendar::{DecreeDays, Roll, Start, Term, Unit};
use reglament_expression::{Expression, Value};

use super::expression::Want;
use super::{Block, Lowering, Word, hour, term};
use crate::grammar::{OVERDUE, RUNG};
use crate::model::{DataKind, Deadline, Overdue, OverdueRung, TermSource};
use crate::suggest::advice;

/// The length of a deadline that is a day.
const ONE_DAY: Term = Term::new(1, Unit::CalendarDay);

impl<'w> Lowering<'w> {
    /// Reads the deadline keys of a block.
    pub(crate) fn deadline(&self, block: Block<'w>) -> Deadline {
        let source = block
            .need_word("term")
            .map_or(TermSource::Literal(term::HOLE), |word| {
                self.term_source(&word)
            });
        self.counted(block, source)
    }

    /// A deadline that is a day: its only day, which does not move.
    pub(super) fn deadline_on(&self, block: Block<'w>, day: Expression) -> Deadline {
        Deadline {
            from: Some(day),
            start: Start::SameDay,
            roll: Some(Roll::None),
            ..self.counted(block, TermSource::Literal(ONE_DAY))
        }
    }

    fn counted(&self, block: Block<'w>, source: TermSource) -> Deadline {
        if block.has("from") && block.has("before") {
            let (ru, en) = (
                "`from` и `before` вместе не бывают.",
                "`from` and `before` exclude each other.",
            );
            let hint = (
                "`from` — с какого дня считать, `before` — до какого.".to_owned(),
                "`from` counts forward from a day, `before` backward.".to_owned(),
            );
            self.reader
                .error("R015", &block.key_span("before"), ru, en, Some(hint));
        }
        let back = block.has("before");
        let from = block.get(if back { "before" } else { "from" });
        Deadline {
            term: source,
            from: from.map(|node| self.expression(node, &Want::When)),
            back,
            start: one_of(
                block,
                "start",
                &[("next-day", Start::NextDay), ("same-day", Start::SameDay)],
            )
            .unwrap_or_default(),
            roll: one_of(
                block,
                "roll",
                &[
                    ("next", Roll::Next),
                    ("previous", Roll::Previous),
                    ("none", Roll::None),
                ],
            ),
            decree_days: one_of(
                block,
                "decree_days",
                &[("working", DecreeDays::Working), ("off", DecreeDays::Off)],
            )
            .unwrap_or_default(),
            closes: hour::hour(block, "closes"),
            remind: block
                .words("remind")
                .iter()
                .map(|word| term::reminder(self.reader, word))
                .collect(),
            overdue: block.get("overdue").and_then(|node| self.overdue(node)),
            extension: None,
            suspension: None,
        }
    }

    pub(super) fn term_source(&self, word: &Word) -> TermSource {
        match self.outline.parameters.get(&word.text) {
            Some(parameter) => {
                if parameter.kind != DataKind::Term {
                    let ru = format!("Параметр «{}» — не срок.", word.text);
                    let en = format!("The parameter `{}` is no term.", word.text);
                    let hint = advice(
                        "Назовите параметр вида `term` или напишите срок: `5 рабочих дней`.",
                        "Name a parameter of the kind `term`, or write a term: `5 working days`.",
                    );
                    self.reader.error("R041", &word.span, ru, en, hint);
                }
                TermSource::Parameter(word.text.clone())
            }
            None if is_name(&word.text) && Term::parse(&word.text).is_err() => {
                self.unknown_term(word);
                TermSource::Literal(term::HOLE)
            }
            None => TermSource::Literal(term::term(self.reader, word)),
        }
    }

    /// A name alone: of a parameter that is not there, or of no term.
    fn unknown_term(&self, word: &Word) {
        let terms: BTreeSet<&str> = self.term_parameters().collect();
        if !terms.is_empty() {
            let what = ("Параметр", "parameter");
            return self.reader.unknown(
                "R028",
                what,
                &word.text,
                &word.span,
                terms.iter().copied(),
            );
        }
        let ru = format!("«{}» – ни срок, ни параметр.", word.text);
        let en = format!("`{}` is neither a term nor a parameter.", word.text);
        let hint = advice(
            "Напишите число и единицу: `5 рабочих дней`, `2 недели`, `3 часа`.",
            "Write a number and a unit: `5 working days`, `2 weeks`, `3 hours`.",
        );
        self.reader.error("R028", &word.span, ru, en, hint);
    }

    fn term_parameters(&self) -> impl Iterator<Item = &str> {
        let parameters = self.outline.parameters.values();
        parameters
            .filter(|p| p.kind == DataKind::Term || matches!(p.value, Value::Term(_)))
            .map(|p| p.name.as_str())
    }

    fn overdue(&self, node: &'w crate::source::Node) -> Option<Overdue> {
        let block = Block::shape(self.reader, node, &OVERDUE)?;
        block.need("notify");
        let every = block
            .word("every")
            .map(|word| term::term(self.reader, &word));
        let rungs = block
            .get("ladder")
            .map(|node| self.reader.list(node))
            .unwrap_or_default();
        let ladder = rungs.iter().filter_map(|node| {
            let rung = Block::shape(self.reader, node, &RUNG)?;
            let after = rung
                .need_word("after")
                .map_or(term::HOLE, |word| term::term(self.reader, &word));
            rung.need("notify");
            Some(OverdueRung {
                after,
                notify: self.roles(rung, "notify"),
                filter: self.over_person(rung, "where"),
            })
        });
        Some(Overdue {
            notify: self.roles(block, "notify"),
            filter: self.over_person(block, "where"),
            every,
            ladder: ladder.collect(),
        })
    }
}

fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || c == '_') && text.chars().any(char::is_alphabetic)
}

/// One of a few words.
pub(super) fn one_of<T: Copy>(block: Block<'_>, key: &str, values: &[(&str, T)]) -> Option<T> {
    let word = block.word(key)?;
    let found = values
        .iter()
        .find(|(name, _)| *name == word.text)
        .map(|(_, value)| *value);
    if found.is_none() {
        let ru = format!("Значение «{}» не известно ключу `{key}`.", word.text);
        let en = format!("The key `{key}` does not know the value `{}`.", word.text);
        let hint = crate::suggest::hint(&word.text, values.iter().map(|(name, _)| *name));
        block.reader.error("R015", &word.span, ru, en, hint);
    }
    found
}
