//! Which elements are shown as for the printed page, and which stay what they are so that they can be written as such.
//!
//! Typst asks a map of rules by element and target. The target of bundles has none of its own for what stands inside a
//! paper; the walk takes it, so that a table is met as a table and not as a drawing of one.

use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Content, NativeElement, NativeRuleMap, Packed, StyleChain, Target};
use typst::layout::{AlignElem, GridCell, HideElem};
use typst::model::{
    DirectLinkElem, EmphElem, FigureCaption, FigureElem, HeadingElem, LinkElem, LinkMarker,
    QuoteElem, StrongElem, TableCell, TitleElem,
};
use typst::text::{
    HighlightElem, OverlineElem, RawElem, RawLine, SmallcapsElem, StrikeElem, SubElem, SuperElem,
    UnderlineElem,
};

/// The target under which the walk realizes content.
pub(super) const TARGET: Target = Target::Bundle;

/// Adds the rules of the walk to a library.
pub(crate) fn register(rules: &mut NativeRuleMap) {
    rules.register::<StrongElem>(TARGET, as_printed);
    rules.register::<EmphElem>(TARGET, as_printed);
    rules.register::<AlignElem>(TARGET, as_printed);
    rules.register::<HideElem>(TARGET, as_printed);
    rules.register::<LinkElem>(TARGET, as_printed);
    rules.register::<LinkMarker>(TARGET, as_printed);
    rules.register::<DirectLinkElem>(TARGET, as_printed);
    rules.register::<TitleElem>(TARGET, as_printed);
    rules.register::<HeadingElem>(TARGET, as_printed);
    rules.register::<FigureElem>(TARGET, as_printed);
    rules.register::<FigureCaption>(TARGET, as_printed);
    rules.register::<QuoteElem>(TARGET, as_printed);
    rules.register::<RawElem>(TARGET, as_printed);
    rules.register::<RawLine>(TARGET, as_printed);
    rules.register::<UnderlineElem>(TARGET, as_printed);
    rules.register::<OverlineElem>(TARGET, as_printed);
    rules.register::<StrikeElem>(TARGET, as_printed);
    rules.register::<HighlightElem>(TARGET, as_printed);
    rules.register::<SmallcapsElem>(TARGET, as_printed);
    rules.register::<SubElem>(TARGET, as_printed);
    rules.register::<SuperElem>(TARGET, as_printed);
    // Inset and alignment of a cell are the table's to write.
    rules.register::<TableCell>(TARGET, |cell, _, _| Ok(cell.body.clone()));
    rules.register::<GridCell>(TARGET, |cell, _, _| Ok(cell.body.clone()));
}

fn as_printed<T: NativeElement>(
    elem: &Packed<T>,
    engine: &mut Engine,
    styles: StyleChain,
) -> SourceResult<Content> {
    match engine.library.rules.get(Target::Paged, elem.pack_ref()) {
        Some(rule) => rule.apply(elem.pack_ref(), engine, styles),
        None => Ok(Content::empty()),
    }
}
