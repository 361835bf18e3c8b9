//! `undo:` of a step, and `compensate`: which step undoes which.
//!
//! An undo step stands beside the course of the process: only a compensation leads to it, and it leads nowhere.

use super::{Block, Lowering, Outline};
use crate::model::{Compensate, Step, StepKind};
use crate::suggest::advice;

/// Kinds that can undo something: they do one thing and have one way on.
const UNDOING: &[&str] = &[
    "user_task",
    "send",
    "mail",
    "document",
    "set",
    "service",
    "publish",
    "call",
];

impl Outline<'_> {
    /// Whether the step undoes another.
    pub(crate) fn undoes(&self, id: &str) -> bool {
        self.steps
            .iter()
            .any(|sketch| sketch.id() != id && sketch.text("undo").map(str::trim) == Some(id))
            && self
                .sketch(id)
                .and_then(|sketch| sketch.kind)
                .is_some_and(|kind| UNDOING.contains(&kind))
    }
}

impl<'w> Lowering<'w> {
    /// Reads `undo:` of the step `id`.
    pub(super) fn undo(&self, block: Block<'w>, id: &str) -> Option<String> {
        let word = block.word("undo")?;
        let Some(sketch) = self.outline.sketch(&word.text) else {
            self.reader.unknown(
                "R020",
                ("Шаг", "step"),
                &word.text,
                &word.span,
                self.outline.step_names(),
            );
            return None;
        };
        let fits = sketch.kind.is_none_or(|kind| UNDOING.contains(&kind));
        if !fits || word.text == id {
            let ru = format!("Шаг «{}» не может отменять сделанное.", word.text);
            let en = format!("The step `{}` cannot undo anything.", word.text);
            let hint = (
                format!(
                    "Нужен отдельный шаг одного из видов: {}.",
                    UNDOING.join(", ")
                ),
                format!(
                    "A separate step of one of these kinds is needed: {}.",
                    UNDOING.join(", ")
                ),
            );
            self.reader.error("R123", &word.span, ru, en, Some(hint));
        }
        Some(word.text)
    }

    /// Reads `compensate`; without `steps` all steps that can be undone are meant (see [`fill`]).
    pub(super) fn compensate(&self, block: Block<'w>) -> Compensate {
        let steps = block
            .get("steps")
            .map(|node| self.reader.words(node))
            .unwrap_or_default();
        for word in &steps {
            let sketch = self.outline.sketch(&word.text);
            if sketch.is_some_and(|sketch| sketch.entry.value.get("undo").is_some()) {
                continue;
            }
            let ru = format!("Отменить «{}» нечем: такого шага с `undo` нет.", word.text);
            let en = format!(
                "Nothing undoes `{}`: there is no such step with `undo`.",
                word.text
            );
            let known = self.outline.steps.iter();
            let known = known.filter(|sketch| sketch.entry.value.get("undo").is_some());
            let hint = crate::suggest::hint(&word.text, known.map(super::Sketch::id));
            let hint = hint.or_else(undo_advice);
            self.reader.error("R124", &word.span, ru, en, hint);
        }
        if steps.is_empty()
            && !self
                .outline
                .steps
                .iter()
                .any(|s| s.entry.value.get("undo").is_some())
        {
            let (ru, en) = (
                "Отменять нечего: ни у одного шага нет `undo`.",
                "There is nothing to undo: no step has `undo`.",
            );
            self.reader
                .error("R124", &block.key_span("compensate"), ru, en, undo_advice());
        }
        Compensate {
            steps: steps.into_iter().map(|word| word.text).collect(),
            next: self.need_next(block),
        }
    }
}

fn undo_advice() -> Option<(String, String)> {
    advice(
        "Укажите у отменяемого шага, чем его отменить: `undo: <шаг>`.",
        "Say at the step what undoes it: `undo: <step>`.",
    )
}

/// A compensation that names no steps undoes all that can be undone.
pub(super) fn fill(steps: &mut [Step]) {
    let all: Vec<String> = steps
        .iter()
        .filter(|step| step.undo.is_some())
        .map(|step| step.id.clone())
        .collect();
    for step in steps {
        if let StepKind::Compensate(compensate) = &mut step.kind
            && compensate.steps.is_empty()
        {
            compensate.steps.clone_from(&all);
        }
    }
}
