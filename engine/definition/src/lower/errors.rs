//! Errors: which steps can raise one, and whether anybody raises the code that an event catches.

use std::collections::BTreeSet;

use super::{Block, Lowering, Outline};
use crate::model::ErrorMatch;
use crate::suggest::advice;

/// Kinds of steps that can raise an error.
const RAISING: &[&str] = &["for_each", "call", "service"];

/// The codes with which a process may end.
pub(super) fn codes<'o>(outline: &'o Outline<'_>) -> BTreeSet<&'o str> {
    let ends = outline
        .steps
        .iter()
        .filter(|sketch| sketch.kind == Some("end"));
    ends.filter_map(|sketch| sketch.text("error")).collect()
}

/// Checks a boundary event that catches an error.
pub(super) fn check<'w>(
    lowering: &Lowering<'w>,
    block: Block<'w>,
    (step, kind): (&str, &str),
    wanted: &ErrorMatch,
    interrupting: bool,
) {
    let span = block.key_span("error");
    if !RAISING.contains(&kind) {
        let ru = format!("Шаг вида `{kind}` ошибок не вызывает: ловить нечего.");
        let en = format!("A `{kind}` step raises no errors: there is nothing to catch.");
        let hint = (
            "Ошибки приходят от `for_each`, `call` и `service`.".to_owned(),
            "Errors come from `for_each`, `call` and `service`.".to_owned(),
        );
        lowering.reader.error("R121", &span, ru, en, Some(hint));
        return;
    }
    if !interrupting && kind != "for_each" {
        let (ru, en) = (
            "После ошибки шагу нечего продолжать: событие прерывает его.",
            "After an error nothing is left of the step: the event interrupts it.",
        );
        lowering.reader.error(
            "R122",
            &block.key_span("interrupting"),
            ru,
            en,
            advice(
                "Уберите `interrupting: false`.",
                "Remove `interrupting: false`.",
            ),
        );
    }
    let ErrorMatch::Code(code) = wanted else {
        return;
    };
    let Some(child) = child(lowering, step) else {
        return;
    };
    let known = codes(child);
    if !known.contains(code.as_str()) {
        let ru = format!(
            "Процесс «{}» не заканчивается ошибкой «{code}».",
            child.id.text
        );
        let en = format!(
            "The process `{}` has no end with the error `{code}`.",
            child.id.text
        );
        let hint = crate::suggest::hint(code, known.iter().copied()).or_else(|| {
            let path = &child.reader.source.path;
            advice(
                format!("Добавьте в `{path}` конец с ошибкой: `end: …, error: {code}`."),
                format!("Add an end with the error to `{path}`: `end: …, error: {code}`."),
            )
        });
        lowering.warning("R120", &span, ru, en, hint);
    }
}

/// The process that a step starts, if it could be read.
fn child<'l, 'w>(lowering: &'l Lowering<'w>, step: &str) -> Option<&'l Outline<'w>> {
    let sketch = lowering.outline.sketch(step)?;
    lowering.world.outlines.get(sketch.text("process")?)
}
