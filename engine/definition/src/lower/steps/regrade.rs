//! `regrade`: grades a finished test anew by rulings about its questions.

use super::super::expression::Want;
use super::super::{Block, Lowering};
use crate::model::RegradeStep;
use crate::suggest::advice;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> RegradeStep {
    let test = block.need_word("of");
    if let Some(word) = &test {
        let outline = lowering.outline;
        let sketch = outline.sketch(&word.text);
        if sketch.is_none() {
            let known = outline.step_names();
            let what = ("Шаг", "step");
            lowering
                .reader
                .unknown("R020", what, &word.text, &word.span, known);
        } else if sketch.is_some_and(|sketch| sketch.kind.is_some_and(|kind| kind != "test")) {
            let ru = format!("Шаг «{}» – не тест: пересчитывать нечего.", word.text);
            let en = format!(
                "The step `{}` is no test: there is nothing to grade.",
                word.text
            );
            let hint = advice("Назовите шаг вида `test`.", "Name a `test` step.");
            lowering.reader.error("R193", &word.span, ru, en, hint);
        }
    }
    let rulings = block
        .need("rulings")
        .map(|node| lowering.expression(node, &Want::List));
    RegradeStep {
        test: test.map(|word| word.text).unwrap_or_default(),
        rulings: rulings.unwrap_or_else(super::super::expression::hole),
        reason: block
            .get("reason")
            .map(|node| lowering.expression(node, &Want::Any)),
        next: lowering.need_next(block),
    }
}
