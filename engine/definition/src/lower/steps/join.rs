//! `join`: waits for all flows. Without `from` it waits for every step that leads to it, which is filled in when all
//! steps are known.

use super::super::{Block, Lowering};
use crate::model::Join;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> Join {
    Join {
        from: lowering.next(block, "from"),
        next: lowering.need_next(block),
    }
}
