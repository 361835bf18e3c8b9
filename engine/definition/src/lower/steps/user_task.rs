//! `user_task`: work for a person.

use super::super::expression::Want;
use super::super::{Block, Lowering, people};
use crate::grammar::OUTCOME;
use crate::model::{Outcome, UserTask};
use crate::source::Entry;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>, id: &str) -> UserTask {
    let outcomes = outcomes(lowering, block);
    let leaves = !outcomes.is_empty() && outcomes.iter().all(|outcome| !outcome.next.is_empty());
    let next = if leaves || (!block.has("each") && lowering.outcomes_without_a_way(block)) {
        lowering.next(block, "next")
    } else {
        lowering.need_next(block)
    };
    people::check(block);
    check_each(block);
    let form = lowering.form(block);
    lowering.required(block, &form);
    let silence = lowering.silence(block, id, &outcomes);
    UserTask {
        roles: lowering.task_roles(block),
        signed_by: lowering.roles(block, "signed_by"),
        form,
        show: lowering.fields(block, "show"),
        outcomes,
        deadline: block
            .get("deadline")
            .and_then(|node| lowering.term_for_people(node, id)),
        silence,
        document: block
            .get("document")
            .and_then(|node| lowering.attached_document(node, id)),
        not_by: block
            .get("not_by")
            .map(|node| lowering.expression(node, &Want::People)),
        offer: lowering.offer(block),
        vote: lowering.vote(block),
        letter: block
            .word("letter")
            .map(|word| lowering.letter(&word, true)),
        each: lowering
            .each_of(block, &Want::People)
            .map(super::super::each::Each::into_row),
        one_by_one: block.flag("one_by_one"),
        until: block
            .get("until")
            .map(|node| lowering.until(node, id, "answers")),
        next,
    }
}

/// The answers of `each` lead nowhere by themselves, and the other keys mean nothing without it.
fn check_each(block: Block<'_>) {
    for key in ["one_by_one", "until"]
        .into_iter()
        .filter(|key| block.has(key) && !block.has("each"))
    {
        let ru = format!("Ключ `{key}` без `each` ничего не значит.");
        let en = format!("The key `{key}` means nothing without `each`.");
        let hint = (
            "Добавьте `each: person in …`.".to_owned(),
            "Add `each: person in …`.".to_owned(),
        );
        let span = block.key_span(key);
        block.reader.error("R112", &span, ru, en, Some(hint));
    }
    let outcomes = block.get("outcomes").and_then(|node| node.map());
    for way in outcomes
        .unwrap_or_default()
        .iter()
        .filter_map(|entry| entry.value.entry("next"))
        .filter(|_| block.has("each"))
    {
        let (ru, en) = (
            "Ответ одного из многих никуда не ведёт: шаг завершается, когда ответили все.",
            "The answer of one among many leads nowhere: the step is complete when all have answered.",
        );
        let hint = (
            "Ведите `next` шага в решение (`decision`) по `<шаг>.answers`.".to_owned(),
            "Lead the step's `next` to a `decision` over `<step>.answers`.".to_owned(),
        );
        block
            .reader
            .error("R113", &way.key_span, ru, en, Some(hint));
    }
}

fn outcomes<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> Vec<Outcome> {
    let outcomes = block
        .get("outcomes")
        .and_then(|node| Block::any(block.reader, node));
    outcomes
        .map(|block| {
            block
                .entries()
                .iter()
                .filter_map(|entry| outcome(lowering, entry))
                .collect()
        })
        .unwrap_or_default()
}

fn outcome<'w>(lowering: &Lowering<'w>, entry: &'w Entry) -> Option<Outcome> {
    lowering.reader.check_id(&entry.key, &entry.key_span);
    let block = Block::shape(lowering.reader, &entry.value, &OUTCOME)?;
    Some(Outcome {
        id: entry.key.clone(),
        title: block.title("title"),
        requires: lowering.fields(block, "requires"),
        next: lowering.next(block, "next"),
    })
}
