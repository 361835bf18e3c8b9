//! Blocks: which element of a paper becomes what.

use typst::diag::SourceResult;
use typst::foundations::{Content, Packed, Smart, StyleChain};
use typst::layout::{
    Abs, AlignElem, BlockBody, BlockElem, GridElem, PagebreakElem, Sizing, Spacing, VElem,
};
use typst::model::{ParElem, TableElem};
use typst::routines::{Arenas, Pair, RealizationKind};
use typst::visualize::ImageElem;

use super::flow::Flow;
use super::look::{half_points_of, line_of, resolved};
use super::model::{Alignment, Borders, Inline, Line, Paragraph};
use super::unit::{beside, part, twips};
use super::walk::{Room, Walk};

/// Space that fills a page in the PDF: here the page has no measured end, so it is a fixed one.
const FILLING_SPACE: f64 = 6.0;
/// A narrow block is a little wider here: its lines were measured to the hair, and word processors measure differently.
const WIDER: f64 = 4.0;

impl Walk<'_> {
    /// Realized blocks, one after another.
    pub(super) fn blocks(
        &mut self,
        pairs: &[Pair],
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        for &(child, styles) in pairs {
            self.child(child, styles, room, flow)?;
        }
        Ok(())
    }

    fn child(
        &mut self,
        child: &Content,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if let Some(elem) = child.to_packed::<ParElem>() {
            let arenas = Arenas::default();
            let pairs = self.realize(RealizationKind::Par, &arenas, &elem.body, styles)?;
            let inlines = self.inlines(&pairs, room)?;
            self.paragraph(inlines, styles, room, true, flow);
        } else if let Some(elem) = child.to_packed::<VElem>() {
            space(elem, styles, flow);
        } else if let Some(elem) = child.to_packed::<BlockElem>() {
            self.container(elem, styles, room, flow)?;
        } else if let Some(elem) = child.to_packed::<TableElem>() {
            if let Some(grid) = elem.grid.clone() {
                self.table(&grid, styles, room, flow)?;
            }
        } else if let Some(elem) = child.to_packed::<GridElem>() {
            if let Some(grid) = elem.grid.clone() {
                self.table(&grid, styles, room, flow)?;
            }
        } else if let Some(elem) = child.to_packed::<PagebreakElem>() {
            if !elem.weak.get(styles) {
                flow.new_page();
            }
        } else if let Some(elem) = child.to_packed::<ImageElem>() {
            if let Some(picture) = self.picture(elem, styles, room)? {
                self.paragraph(vec![Inline::Picture(picture)], styles, room, false, flow);
            }
        } else {
            self.rarer(child, styles, room, flow)?;
        }
        Ok(())
    }

    /// A block with a width, gaps and lines of its own.
    fn container(
        &mut self,
        elem: &Packed<BlockElem>,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let inside = inside(elem, styles, room);
        let framed = inside.borders != room.borders;
        let mut inner = Flow::default();
        if let Some(BlockBody::Content(body)) = elem.body.get_ref(styles) {
            self.fragment(body, styles, &inside, &mut inner)?;
        }
        if inner.is_empty() && framed {
            self.paragraph(Vec::new(), styles, &inside, false, &mut inner);
        } else if inner.is_empty()
            && let Sizing::Rel(height) = elem.height.get(styles)
        {
            inner.space(resolved(height, styles).abs);
        }
        let sticky = elem.sticky.get(styles);
        if sticky || !elem.breakable.get(styles) {
            inner.keep(sticky);
        }
        let usual = styles.resolve(ParElem::spacing);
        let gaps = (
            gap(elem.above.get(styles), usual, styles),
            gap(elem.below.get(styles), usual, styles),
        );
        flow.append(inner, gaps, styles.resolve(ParElem::leading));
        Ok(())
    }

    /// Adds text as one paragraph.
    pub(super) fn paragraph(
        &mut self,
        inlines: Vec<Inline>,
        styles: StyleChain,
        room: &Room,
        indented: bool,
        flow: &mut Flow,
    ) {
        let leading = styles.resolve(ParElem::leading);
        let indent = styles.get(ParElem::first_line_indent);
        let first = if indented && (indent.all() || !flow.is_empty()) {
            twips(resolved(indent.amount(), styles))
        } else {
            0
        };
        let justified = styles.get(ParElem::justify);
        let hyphenated = styles.get(typst::text::TextElem::hyphenate);
        let alignment = styles.resolve(AlignElem::alignment).x;
        let paragraph = Paragraph {
            tab: inlines
                .contains(&Inline::Tab)
                .then(|| twips(room.left + room.width)),
            inlines,
            alignment: Alignment::of(alignment, justified),
            line: line_of(styles),
            left: twips(room.left),
            right: twips(room.right),
            first,
            hyphenated: hyphenated.unwrap_or(justified),
            borders: room.borders.clone(),
            size: half_points_of(styles),
            ..Paragraph::default()
        };
        flow.paragraph(paragraph, styles.resolve(ParElem::spacing), leading);
    }
}

/// Why a paper is refused rather than written without some of its words.
pub(super) fn cannot_be_written(child: &Content) -> String {
    let name = child.func().name();
    format!("`{name}` cannot be written into an editable document; use text, tables and blocks")
}

/// The room inside a block: its width where it stands, less what its lines take.
fn inside(elem: &Packed<BlockElem>, styles: StyleChain, room: &Room) -> Room {
    let inset = elem.inset.resolve(styles).map(Option::unwrap_or_default);
    let inset = inset.map(|side| side.relative_to(room.width));
    let strokes = elem.stroke.resolve(styles).map(Option::flatten);
    let mut inside = room.clone();
    if let Smart::Custom(width) = elem.width.resolve(styles) {
        let width = (part(width, room.width) + Abs::pt(WIDER)).min(room.width);
        let alignment = styles.resolve(AlignElem::alignment).x;
        let (left, right) = beside(room.width - width, alignment);
        inside.left += left;
        inside.right += right;
        inside.width = width;
    }
    let borders = Line::around(&strokes, inset);
    if borders.left.is_some() || borders.right.is_some() {
        inside.left += inset.left;
        inside.right += inset.right;
        inside.width = (inside.width - inset.left - inset.right).max(Abs::zero());
    }
    if borders != Borders::default() {
        inside.borders = borders;
    }
    inside
}

fn space(elem: &Packed<VElem>, styles: StyleChain, flow: &mut Flow) {
    let amount = amount_of(elem.amount, styles);
    if elem.weak.get(styles) {
        flow.usual(amount);
    } else {
        flow.space(amount);
    }
}

/// Space in lengths of this page.
pub(super) fn amount_of(amount: Spacing, styles: StyleChain) -> Abs {
    match amount {
        Spacing::Rel(rel) => resolved(rel, styles).abs,
        Spacing::Fr(_) => Abs::pt(FILLING_SPACE),
    }
}

fn gap(wanted: Smart<Spacing>, usual: Abs, styles: StyleChain) -> Abs {
    wanted
        .custom()
        .map_or(usual, |amount| amount_of(amount, styles))
}
