//! `expected:`: how long a step usually takes, for forecasts.

use super::{Block, Lowering};
use crate::model::TermSource;

impl<'w> Lowering<'w> {
    /// Reads `expected` of a step of this kind.
    pub(crate) fn expected(&self, block: Block<'w>, kind: &str) -> Option<TermSource> {
        if !block.has("expected") {
            return None;
        }
        if !matches!(kind, "user_task" | "wait" | "for_each" | "call" | "test") {
            let ru = format!("Шаг вида `{kind}` не ждёт: обычной длительности у него нет.");
            let en = format!("A `{kind}` step does not wait: it has no usual duration.");
            let hint = (
                "Уберите `expected` или перенесите на задачу, ожидание, тест, `for_each` или `call`."
                    .to_owned(),
                "Drop `expected`, or move it to a user task, a wait, a test, a `for_each` or a `call`."
                    .to_owned(),
            );
            self.reader
                .error("R220", &block.key_span("expected"), ru, en, Some(hint));
        }
        let word = block.need_word("expected")?;
        Some(self.term_source(&word))
    }
}
