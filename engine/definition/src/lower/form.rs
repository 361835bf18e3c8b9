//! Forms: the fields asked for and the checks over the answers.
//!
//! `position?` in the list means that the field may stay empty.

use std::collections::BTreeSet;

use super::computed::must_be_stored;
use super::expression::{Want, hole};
use super::{Block, Lowering};
use crate::grammar::CHECK;
use crate::model::{Form, FormCheck, FormField};
use crate::source::Node;
use crate::suggest::advice;

impl<'w> Lowering<'w> {
    /// Reads `form:` and `checks:` of a block.
    pub(crate) fn form(&self, block: Block<'w>) -> Form {
        let fields = block
            .get("form")
            .map(|node| self.form_fields(block, node))
            .unwrap_or_default();
        let checks = block
            .get("checks")
            .map(|node| self.reader.list(node))
            .unwrap_or_default();
        Form {
            fields,
            checks: checks.iter().filter_map(|node| self.check(node)).collect(),
        }
    }

    fn form_fields(&self, block: Block<'w>, node: &'w Node) -> Vec<FormField> {
        let mut seen = BTreeSet::new();
        let mut fields = Vec::new();
        for word in self.reader.words(node) {
            let required = !word.text.ends_with('?');
            let name = word.text.trim_end_matches('?').trim_end().to_owned();
            let quoted = self
                .reader
                .source
                .text
                .as_bytes()
                .get(word.span.start)
                .is_some_and(|b| matches!(b, b'"' | b'\''));
            let start = word.span.start + usize::from(quoted);
            if let Some(name) = name.strip_prefix('?') {
                let ru = format!("Вопросительный знак стоит перед полем «{name}».");
                let en = format!("The question mark stands before the field `{name}`.");
                let hint = advice(
                    format!("Напишите `{name}?`: поле можно не заполнять."),
                    format!("Write `{name}?`: the field may stay empty."),
                );
                self.reader.error("R022", &word.span, ru, en, hint);
                continue;
            }
            if !self.field(&name, &(start..start + name.len())) {
                continue;
            }
            let field = self.outline.field(&name);
            must_be_stored(self.reader, field, &word.span);
            self.scored_by_one(block, field, &word.span);
            if !seen.insert(name.clone()) {
                let ru = format!("Поле «{name}» стоит в форме дважды.");
                let en = format!("The field `{name}` is in the form twice.");
                let hint = advice("Уберите повтор.", "Remove the repetition.");
                self.reader.error("R013", &word.span, ru, en, hint);
            }
            fields.push(FormField { name, required });
        }
        fields
    }

    fn check(&self, node: &'w Node) -> Option<FormCheck> {
        let block = Block::shape(self.reader, node, &CHECK)?;
        let must = block
            .need("must")
            .map_or_else(hole, |node| self.expression(node, &Want::Boolean));
        Some(FormCheck {
            must,
            message: block.title("message"),
        })
    }
}
