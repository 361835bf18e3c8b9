//! `document`: draws a document as a step of its own; one attached to a user task is read with the task.

use super::super::{Block, Lowering};
use crate::model::DocumentStep;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> DocumentStep {
    DocumentStep {
        draw: lowering.draw(block),
        next: lowering.need_next(block),
    }
}
