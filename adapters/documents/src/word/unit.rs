//! Lengths of Typst in the units of a word processor.

use typst::layout::{Abs, FixedAlignment, Rel};

/// Twentieths of a point, in which paragraphs and tables are measured.
pub(super) fn twips(length: Abs) -> i64 {
    rounded(length.to_pt() * 20.0)
}

/// English metric units (914 400 to the inch), in which pictures are measured.
pub(super) fn emu(length: Abs) -> i64 {
    rounded(length.to_pt() * 12_700.0)
}

/// Half-points, in which type is measured.
pub(super) fn half_points(length: Abs) -> i64 {
    rounded(length.to_pt() * 2.0).max(2)
}

/// Eighths of a point, in which lines are measured; a line that is drawn is never thinner than one of them.
pub(super) fn eighths(length: Abs) -> i64 {
    rounded(length.to_pt() * 8.0).clamp(2, 96)
}

/// A part of `whole`, at least nothing and at most all of it.
pub(super) fn part(rel: Rel<Abs>, whole: Abs) -> Abs {
    rel.relative_to(whole).clamp(Abs::zero(), whole)
}

/// What is left of a line beside a block of this width: to its left and to its right.
pub(super) fn beside(free: Abs, alignment: FixedAlignment) -> (Abs, Abs) {
    match alignment {
        FixedAlignment::Start => (Abs::zero(), free),
        FixedAlignment::Center => (free / 2.0, free / 2.0),
        FixedAlignment::End => (free, Abs::zero()),
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "lengths of a page are far from the limits of i64, and a cast saturates"
)]
fn rounded(value: f64) -> i64 {
    value.round() as i64
}
