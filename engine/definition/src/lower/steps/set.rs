//! `set`: computes and stores values.

use super::super::{Block, Lowering};
use crate::model::SetStep;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> SetStep {
    let values = lowering.field_values(
        block.need("values"),
        &lowering.outline.data,
        Some(&lowering.names),
    );
    SetStep {
        values,
        next: lowering.need_next(block),
    }
}
