//! `repeat:`: how often a step may be entered, or why there is no bound.

use super::{Block, Lowering};
use crate::grammar::REPEAT;
use crate::limits::REPEATS;
use crate::model::{Repeat, RepeatLimit};
use crate::suggest::advice;

impl<'w> Lowering<'w> {
    /// Reads `repeat` of a step.
    pub(crate) fn repeat(&self, block: Block<'w>, step: &str) -> Option<Repeat> {
        let block = block
            .get("repeat")
            .and_then(|node| Block::shape(self.reader, node, &REPEAT))?;
        let reason = block.get("reason").map(|node| self.reader.title(node));
        let bounded = block.has("max") || block.has("then");
        if !bounded {
            if reason.is_none() {
                block.missing("max");
            }
            return Some(Repeat {
                limit: None,
                reason,
            });
        }
        let max = block.need("max").and_then(|node| self.max(node));
        block.need("then");
        let then = self.next(block, "then");
        if then.len() > 1 || then.iter().any(|then| then == step) {
            let (ru, en) = (
                "Сверх предела повторений путь ведёт в один другой шаг.",
                "Beyond the bound of repetitions the way leads to one other step.",
            );
            self.reader.error(
                "R109",
                &block.key_span("then"),
                ru,
                en,
                advice(
                    "Назовите один шаг, кроме этого: `then: <шаг>`.",
                    "Name one step, not this one: `then: <step>`.",
                ),
            );
        }
        let limit = max.zip(then.into_iter().next());
        Some(Repeat {
            limit: limit.map(|(max, then)| RepeatLimit { max, then }),
            reason,
        })
    }

    fn max(&self, node: &'w crate::source::Node) -> Option<u32> {
        let number = self.reader.integer(node)?;
        let max = u32::try_from(number)
            .ok()
            .filter(|max| (1..=REPEATS).contains(max));
        if max.is_none() {
            let ru = format!("Повторений бывает от 1 до {REPEATS}, а написано {number}.");
            let en = format!("A step may be entered 1 to {REPEATS} times, not {number}.");
            let hint = advice(
                "Если предела нет, скажите почему: `repeat: {reason: …}`.",
                "If there is no bound, say why: `repeat: {reason: …}`.",
            );
            self.reader.error("R109", &node.span, ru, en, hint);
        }
        max
    }
}
