//! `document`: draws a document.

use super::super::{Block, Lowering};
use crate::model::DocumentStep;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> DocumentStep {
    DocumentStep {
        draw: lowering.draw(block),
        next: lowering.need_next(block),
    }
}
