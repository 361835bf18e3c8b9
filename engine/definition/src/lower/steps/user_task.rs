//! `user_task`: work for a person.

use super::super::expression::Want;
use super::super::{Block, Lowering};
use crate::grammar::{DEADLINE, OUTCOME};
use crate::model::{Outcome, UserTask};
use crate::source::Entry;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>, id: &str) -> UserTask {
    let outcomes = outcomes(lowering, block);
    let leaves = !outcomes.is_empty() && outcomes.iter().all(|outcome| !outcome.next.is_empty());
    let next = if leaves {
        lowering.next(block, "next")
    } else {
        lowering.need_next(block)
    };
    check_people(block);
    let deadline = block
        .get("deadline")
        .and_then(|node| Block::shape(block.reader, node, &DEADLINE));
    UserTask {
        roles: lowering.roles(block, "role"),
        signed_by: lowering.roles(block, "signed_by"),
        form: lowering.form(block),
        show: lowering.fields(block, "show"),
        outcomes,
        deadline: deadline.map(|block| lowering.deadline(block)),
        document: block
            .get("document")
            .and_then(|node| lowering.attached_document(node, id)),
        not_by: block
            .get("not_by")
            .map(|node| lowering.expression(node, &Want::People)),
        letter: block
            .word("letter")
            .map(|word| lowering.letter(&word, true)),
        next,
    }
}

/// Exactly one of `role` and `signed_by`; signers fill in nothing.
fn check_people(block: Block<'_>) {
    let reader = block.reader;
    if !block.has("role") && !block.has("signed_by") {
        reader.missing_key("role", &block.node.span);
    }
    for key in ["role", "form", "outcomes"]
        .into_iter()
        .filter(|key| block.has(key) && block.has("signed_by"))
    {
        let ru =
            format!("`signed_by` и `{key}` вместе не бывают: подписывающие только подписывают.");
        let en = format!("`signed_by` and `{key}` exclude each other: signers only sign.");
        let hint = (
            "Вынесите остальное в отдельное задание.".to_owned(),
            "Move the rest to a task of its own.".to_owned(),
        );
        reader.error("R015", &block.key_span(key), ru, en, Some(hint));
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
