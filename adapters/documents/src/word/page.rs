//! The page of a paper, from the page settings that its template chose.

use typst::foundations::{Resolve, StyleChain};
use typst::layout::{Abs, Length, PageElem, Paper as Sheet, Rel, Size};

use super::model::Page;
use super::unit::twips;

/// Height of the line that holds the number of a page, which Typst sets in 12 points.
const NUMBER_LINE: f64 = 13.8;

/// The page, and the space that it leaves for text.
pub(super) fn page(styles: StyleChain) -> (Page, Size) {
    let width = styles.resolve(PageElem::width);
    let height = styles.resolve(PageElem::height);
    let mut size = Size::new(
        width.unwrap_or(Sheet::A4.width()),
        height.unwrap_or(Sheet::A4.height()),
    );
    if styles.get(PageElem::flipped) {
        std::mem::swap(&mut size.x, &mut size.y);
    }
    // Typst's own margin when the template sets none.
    let usual = Rel::<Length>::from((2.5 / 21.0) * size.x.min(size.y));
    let sides = styles.get(PageElem::margin).unwrap_or_default().sides;
    let margin = sides
        .map(|side| side.and_then(|side| side.custom()).unwrap_or(usual))
        .resolve(styles)
        .relative_to(size);
    let header = styles.get_ref(PageElem::header).as_ref().custom();
    let ascent = styles
        .resolve(PageElem::header_ascent)
        .relative_to(margin.top);
    let page = Page {
        width: twips(size.x),
        height: twips(size.y),
        top: twips(margin.top),
        right: twips(margin.right),
        bottom: twips(margin.bottom),
        left: twips(margin.left),
        header: twips((margin.top - ascent - Abs::pt(NUMBER_LINE)).max(Abs::zero())),
        numbered: matches!(header, Some(Some(_))),
        framed: styles.get_ref(PageElem::background).is_some(),
    };
    (page, size - margin.sum_by_axis())
}
