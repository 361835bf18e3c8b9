//! `decision`: the first case that holds.

use super::super::expression::{Want, hole};
use super::super::{Block, Lowering};
use crate::grammar::CASE;
use crate::model::{Case, Decision};
use crate::source::Node;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> Decision {
    let cases = block
        .need("cases")
        .map(|node| block.reader.list(node))
        .unwrap_or_default();
    if !block.has("otherwise") {
        let (ru, en) = (
            "У решения нет выхода на случай, когда ни одно условие не выполнено.",
            "The decision has no way out when no case holds.",
        );
        let hint = (
            "Добавьте `otherwise: <шаг>`.".to_owned(),
            "Add `otherwise: <step>`.".to_owned(),
        );
        block
            .reader
            .error("R052", &block.key_span("decision"), ru, en, Some(hint));
    }
    Decision {
        cases: cases
            .iter()
            .filter_map(|node| case(lowering, node))
            .collect(),
        otherwise: lowering.next(block, "otherwise"),
    }
}

fn case<'w>(lowering: &Lowering<'w>, node: &'w Node) -> Option<Case> {
    let block = Block::shape(lowering.reader, node, &CASE)?;
    let when = block
        .need("when")
        .map_or_else(hole, |node| lowering.expression(node, &Want::Boolean));
    Some(Case {
        when,
        next: lowering.need_next(block),
    })
}
