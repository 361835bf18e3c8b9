//! What the outcomes of a task demand: fields that its form asks for, and a way on.

use super::{Block, Lowering};
use crate::model::Form;
use crate::suggest::advice;

impl<'w> Lowering<'w> {
    /// An outcome can only require what its task asks for.
    pub(super) fn required(&self, block: Block<'w>, form: &Form) {
        let outcomes = block.get("outcomes").and_then(|node| node.map());
        let required = outcomes
            .unwrap_or_default()
            .iter()
            .filter_map(|entry| entry.value.get("requires"));
        for word in required.flat_map(|node| self.reader.words(node)) {
            let asked = form.fields.iter().any(|field| field.name == word.text);
            if asked || self.outline.field(&word.text).is_none() {
                continue;
            }
            let name = &word.text;
            let ru = format!("Исход требует поле «{name}», а в форме задачи его нет.");
            let en = format!(
                "The outcome requires the field `{name}`, which the form of the task does not ask for."
            );
            let hint = advice(
                format!("Добавьте его в форму: `form: [{name}?]`."),
                format!("Add it to the form: `form: [{name}?]`."),
            );
            self.reader.error("R022", &word.span, ru, en, hint);
        }
    }

    /// Reports the outcomes that lead nowhere, when the step has no `next` either; `false` when there are none.
    pub(super) fn outcomes_without_a_way(&self, block: Block<'w>) -> bool {
        let outcomes = block.get("outcomes").and_then(|node| node.map());
        let outcomes = outcomes.unwrap_or_default();
        let loose = outcomes
            .iter()
            .filter(|entry| entry.value.map().is_some() && entry.value.get("next").is_none());
        let loose: Vec<_> = loose.collect();
        if block.has("next") || loose.is_empty() {
            return false;
        }
        for entry in loose {
            let ru = format!("Исход «{}» никуда не ведёт.", entry.key);
            let en = format!("The outcome `{}` leads nowhere.", entry.key);
            let hint = advice(
                "Добавьте `next: <шаг>` исходу или всей задаче.",
                "Add `next: <step>` to the outcome, or to the task.",
            );
            self.reader.error("R052", &entry.key_span, ru, en, hint);
        }
        true
    }
}
