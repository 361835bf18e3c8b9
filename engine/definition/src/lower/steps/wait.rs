//! `wait`: until a moment, a term, a condition or a message, or until the first of several.

use super::super::expression::Want;
use super::super::{Block, Lowering};
use crate::grammar::{DEADLINE, WAIT_OPTION};
use crate::model::{Wait, WaitOption, WaitTrigger};
use crate::source::Node;
use crate::suggest::advice;

const WAYS: &[&str] = &["until", "term", "when", "message", "first"];

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>, id: &str) -> Wait {
    exactly_one(block, WAYS, "wait");
    check_deadline_keys(block);
    let first: Vec<WaitOption> = block
        .get("first")
        .map(|node| block.reader.list(node))
        .unwrap_or_default()
        .iter()
        .filter_map(|node| option(lowering, node, id))
        .collect();
    if block.has("first") {
        check_first(block);
        return Wait {
            first,
            ..Wait::default()
        };
    }
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
        first,
        set: lowering.field_values(block.get("set"), &lowering.outline.data, names.as_ref()),
        next: lowering.need_next(block),
    }
}

/// One of the things waited for: a trigger, what it sets and its own way on.
fn option<'w>(lowering: &Lowering<'w>, node: &'w Node, id: &str) -> Option<WaitOption> {
    let block = Block::shape(lowering.reader, node, &WAIT_OPTION)?;
    lowering.basis(block, id);
    check_deadline_keys(block);
    let found = exactly_one(block, &WAYS[..4], "");
    let message = block.word("message");
    let names = lowering.message_names(message.as_ref());
    let next = lowering.need_next(block);
    let set = lowering.field_values(block.get("set"), &lowering.outline.data, names.as_ref());
    let trigger = match found? {
        "until" => WaitTrigger::Until(lowering.expression(block.get("until")?, &Want::When)),
        "term" => WaitTrigger::Term(lowering.deadline(block)),
        "when" => WaitTrigger::When(lowering.expression(block.get("when")?, &Want::Boolean)),
        _ => WaitTrigger::Message(message?.text),
    };
    Some(WaitOption { trigger, set, next })
}

/// The one of `ways` that is written.
fn exactly_one(
    block: Block<'_>,
    ways: &'static [&'static str],
    head: &str,
) -> Option<&'static str> {
    let found: Vec<&str> = ways.iter().copied().filter(|key| block.has(key)).collect();
    if let [one] = found.as_slice() {
        return Some(one);
    }
    let ru = format!("Ожиданию нужно ровно одно из: {}.", ways.join(", "));
    let en = format!("A wait needs exactly one of: {}.", ways.join(", "));
    let key = found.get(1).copied().unwrap_or(head);
    let hint = match found.get(1) {
        Some(_) => advice(
            "Оставьте одно; чего-то из нескольких ждёт `first: […]`.",
            "Keep one; `first: […]` waits for one of several.",
        ),
        None => advice(
            "Например, `until: <дата>` или `term: 5 рабочих дней`.",
            "For example, `until: <date>` or `term: 5 working days`.",
        ),
    };
    block
        .reader
        .error("R015", &block.key_span(key), ru, en, hint);
    None
}

/// With `first` every option has its own values and its own way.
fn check_first(block: Block<'_>) {
    for key in ["set", "next"].into_iter().filter(|key| block.has(key)) {
        let ru = format!("Рядом с `first` ключ `{key}` стоит в каждом варианте.");
        let en = format!("Beside `first` the key `{key}` belongs into each option.");
        let hint = advice(
            format!("Перенесите `{key}` в варианты."),
            format!("Move `{key}` into the options."),
        );
        block
            .reader
            .error("R015", &block.key_span(key), ru, en, hint);
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
        let hint = advice(
            format!("Добавьте `term: …` или уберите `{key}`."),
            format!("Add `term: …`, or remove `{key}`."),
        );
        block
            .reader
            .error("R015", &block.key_span(key), ru, en, hint);
    }
}
