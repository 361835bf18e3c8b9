//! A step: the keys that all kinds share, and the kind's own.

use super::{Block, Lowering, Sketch, steps};
use crate::grammar::STEP;
use crate::model::{End, Step, StepKind, Title};
use crate::suggest::advice;

/// The kinds of steps during which something may happen.
const WAITING: [&str; 8] = [
    "user_task",
    "wait",
    "for_each",
    "call",
    "join",
    "compensate",
    "service",
    "test",
];

/// A step and whether it says what it is based on.
pub(crate) struct LoweredStep {
    pub(crate) step: Step,
    pub(crate) has_basis: bool,
}

impl<'w> Lowering<'w> {
    /// Reads a step. A step without a kind becomes an end that leads nowhere, so that names of it stay known.
    pub(crate) fn step(&self, sketch: &'w Sketch<'w>) -> LoweredStep {
        let id = sketch.id();
        let hole = |title| Step {
            id: id.to_owned(),
            title,
            basis: Vec::new(),
            kind: StepKind::End(End {
                terminates: false,
                error: None,
            }),
            on: Vec::new(),
            undo: None,
            repeat: None,
            expected: None,
            milestone: None,
        };
        let Some(block) = sketch.kind.and_then(|kind| self.open_step(sketch, kind)) else {
            if let Some(block) = Block::any(self.reader, &sketch.entry.value)
                .filter(|_| sketch.entry.value.map().is_some())
            {
                self.basis(block, id);
            }
            return LoweredStep {
                step: hole(Title::default()),
                has_basis: true,
            };
        };
        let kind = sketch.kind.unwrap_or("end");
        let (basis, has_basis) = self.basis(block, id);
        let on = self.boundary_events(block, id, kind);
        if !on.is_empty() && !WAITING.contains(&kind) {
            let ru = format!("Шаг вида `{kind}` не ждёт: прерывать нечего.");
            let en = format!("A `{kind}` step does not wait: there is nothing to interrupt.");
            self.reader.error(
                "R016",
                &block.key_span("on"),
                ru,
                en,
                advice(
                    "Перенесите `on` на задачу или ожидание либо уберите.",
                    "Move `on` to a task or a wait, or remove it.",
                ),
            );
        }
        let expected = self.expected(block, kind);
        let milestone = self.milestone(block, kind);
        let title = block.title(kind);
        let undo = self.undo(block, id);
        let kind = steps::lower(self, block, kind, id);
        LoweredStep {
            step: Step {
                id: id.to_owned(),
                title,
                basis,
                kind,
                on,
                undo,
                repeat: self.repeat(block, id),
                expected,
                milestone: milestone.map(Box::new),
            },
            has_basis,
        }
    }

    fn open_step(&self, sketch: &'w Sketch<'w>, kind: &str) -> Option<Block<'w>> {
        // Nothing follows a step that undoes another.
        let undoes = self.outline.undoes(sketch.id());
        // A second kind has been reported already; its key is not unknown besides.
        let others = STEP
            .kinds
            .iter()
            .filter(|other| other.setting_of.is_empty());
        let others = others
            .map(|other| other.key.name)
            .filter(|other| sketch.entry.value.get(other).is_some());
        let keys: Vec<&str> = [kind]
            .into_iter()
            .chain(STEP.names(kind))
            .chain(others)
            .collect();
        let block = Block::open(self.reader, &sketch.entry.value, &keys)?;
        if undoes && block.has("next") {
            let id = sketch.id();
            let ru = format!("Шаг «{id}» отменяет другой: за ним ничего не следует.");
            let en = format!("The step `{id}` undoes another: nothing follows it.");
            let hint = advice(
                "Уберите `next`: дальше ведёт шаг `compensate`, который отменяет.",
                "Remove `next`: the `compensate` step that undoes leads on.",
            );
            self.reader
                .error("R005", &block.key_span("next"), ru, en, hint);
        }
        let own = STEP.kind(kind).map(|kind| kind.own);
        Some(own.map_or(block, |own| block.described(own)))
    }
}
