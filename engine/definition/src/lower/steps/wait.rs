//! `wait`: until a moment, a term, a condition or a message.

use super::super::expression::Want;
use super::super::{Block, Lowering};
use crate::grammar::DEADLINE;
use crate::model::Wait;

const WAYS: &[&str] = &["until", "term", "when", "message"];

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> Wait {
    let ways: Vec<&str> = WAYS.iter().copied().filter(|key| block.has(key)).collect();
    if ways.len() != 1 {
        let ru = format!("Ожиданию нужно ровно одно из: {}.", WAYS.join(", "));
        let en = format!("A wait needs exactly one of: {}.", WAYS.join(", "));
        let key = ways.get(1).copied().unwrap_or("wait");
        block
            .reader
            .error("R015", &block.key_span(key), ru, en, None);
    }
    check_deadline_keys(block);
    let message = block.word("message");
    let names = lowering.message_names(message.as_ref());
    Wait {
        until: block
            .get("until")
            .map(|node| lowering.expression(node, &Want::When)),
        term: block.has("term").then(|| lowering.deadline(block)),
        when: block
            .get("when")
            .map(|node| lowering.expression(node, &Want::Boolean)),
        message: message.map(|word| word.text),
        set: lowering.field_values(block.get("set"), &lowering.outline.data, names.as_ref()),
        next: lowering.need_next(block),
    }
}

/// Without `term` the keys of a deadline would be ignored.
fn check_deadline_keys(block: Block<'_>) {
    for key in DEADLINE
        .names()
        .into_iter()
        .filter(|key| block.has(key) && !block.has("term"))
    {
        let ru = format!("Ключ `{key}` без `term` ничего не значит.");
        let en = format!("The key `{key}` means nothing without `term`.");
        block
            .reader
            .error("R015", &block.key_span(key), ru, en, None);
    }
}
