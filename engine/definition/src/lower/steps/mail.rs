//! `mail`: sends a letter to an address or to the holders of roles.

use super::super::expression::Want;
use super::super::{Block, Lowering};
use crate::model::MailStep;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> MailStep {
    let letter = block
        .need_word("letter")
        .map(|word| lowering.letter(&word, false))
        .unwrap_or_default();
    if block.has("to") == block.has("role") {
        let (ru, en) = (
            "Письму нужен один адресат: `to` или `role`.",
            "A letter needs one addressee: `to` or `role`.",
        );
        block
            .reader
            .error("R015", &block.key_span("mail"), ru, en, None);
    }
    let to = block
        .get("to")
        .map(|node| lowering.expression(node, &Want::Texts));
    MailStep {
        letter,
        to,
        roles: lowering.roles(block, "role"),
        next: lowering.need_next(block),
    }
}
