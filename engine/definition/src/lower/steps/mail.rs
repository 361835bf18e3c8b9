//! `mail`: sends a letter to an address or to the holders of roles.

use super::super::expression::Want;
use super::super::{Block, Lowering, addressee};
use crate::model::MailStep;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> MailStep {
    let letter = block
        .need_word("letter")
        .map(|word| lowering.letter(&word, false))
        .unwrap_or_default();
    addressee::check(block, ("Письму", "A letter"), "mail");
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
