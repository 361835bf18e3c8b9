//! The budget of one evaluation: every step, copy, comparison and text is paid for before it is made.

use crate::evaluate::{Evaluator, Outcome};
use crate::val::{Size, Val};
use crate::{Failure, FailureKind, limits};
use std::ops::Range;

impl<'e> Evaluator<'e> {
    pub(crate) fn spend(&mut self, steps: usize, span: &Range<usize>) -> Outcome<()> {
        let left = u32::try_from(steps)
            .ok()
            .and_then(|steps| self.fuel.checked_sub(steps));
        let Some(left) = left else {
            self.fuel = 0;
            return Err(self.too_expensive(span));
        };
        self.fuel = left;
        Ok(())
    }

    /// Pays for copying or comparing a value, before it is done.
    pub(crate) fn spend_on(&mut self, val: &Val<'e>, span: &Range<usize>) -> Outcome<()> {
        self.spend_size(val.size(self.size_limit()), span)
    }

    /// More parts than this cannot be paid for.
    pub(crate) fn size_limit(&self) -> usize {
        (self.fuel as usize + 1) * limits::PARTS_PER_STEP
    }

    pub(crate) fn spend_size(&mut self, size: Size, span: &Range<usize>) -> Outcome<()> {
        let steps = size.parts / limits::PARTS_PER_STEP + size.bytes / limits::BYTES_PER_STEP;
        self.spend(steps, span)
    }

    /// Pays for a text of the given length; call it before the text is made.
    pub(crate) fn spend_text(&mut self, bytes: usize, span: &Range<usize>) -> Outcome<()> {
        if bytes > limits::TEXT_BYTES {
            return Err(Box::new(Failure::new(
                FailureKind::Budget,
                span,
                format!("Текст длиннее {} байт.", limits::TEXT_BYTES),
                format!("The text is longer than {} bytes.", limits::TEXT_BYTES),
            )));
        }
        self.spend(bytes / limits::BYTES_PER_STEP, span)
    }
}
