//! Blocks: which element of a paper becomes what.

use typst::comemo::Track;
use typst::diag::{SourceResult, bail};
use typst::foundations::{Content, Context, Packed, Smart, StyleChain, dict};
use typst::introspection::TagElem;
use typst::layout::{
    Abs, AlignElem, BlockBody, BlockElem, ColbreakElem, ColumnsElem, FlushElem, GridElem,
    LayoutElem, MoveElem, PadElem, PagebreakElem, PlaceElem, RotateElem, ScaleElem, Sizing,
    SkewElem, Spacing, StackChild, StackElem, VElem,
};
use typst::model::{DividerElem, EnumElem, ListElem, ParElem, TableElem};
use typst::routines::{Arenas, Pair, RealizationKind};
use typst::visualize::{
    CircleElem, CurveElem, EllipseElem, ImageElem, LineElem, PolygonElem, RectElem, SquareElem,
};

use super::flow::Flow;
use super::look::{half_points_of, line_of, resolved};
use super::model::{Alignment, Inline, Line, Paragraph};
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
        } else if let Some(elem) = child.to_packed::<LayoutElem>() {
            self.measured(elem, styles, room, flow)?;
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

    /// Elements that only rearrange or decorate what they hold: their words are kept.
    fn rarer(
        &mut self,
        child: &Content,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if let Some(elem) = child.to_packed::<PadElem>() {
            return self.padded(elem, styles, room, flow);
        }
        if let Some(elem) = child.to_packed::<StackElem>() {
            return self.stack(elem, styles, room, flow);
        }
        if let Some(elem) = child.to_packed::<PlaceElem>() {
            let alignment = elem.alignment.get(styles).unwrap_or_default();
            let aligned = AlignElem::alignment.set(alignment).wrap();
            return self.fragment(&elem.body, styles.chain(&aligned), room, flow);
        }
        if let Some(elem) = child.to_packed::<LineElem>() {
            self.rule(elem, styles, room, flow);
            return Ok(());
        }
        if let Some(elem) = child.to_packed::<ListElem>() {
            for item in &elem.children {
                self.item("–", &item.body, styles, room, flow)?;
            }
            return Ok(());
        }
        if let Some(elem) = child.to_packed::<EnumElem>() {
            let mut number = elem.start.get(styles).unwrap_or(1);
            for item in &elem.children {
                number = item.number.get(styles).unwrap_or(number);
                self.item(&format!("{number}."), &item.body, styles, room, flow)?;
                number += 1;
            }
            return Ok(());
        }
        match held(child, styles) {
            Held::Content(body) => self.fragment(&body, styles, room, flow),
            Held::Nothing => Ok(()),
            Held::Unknown => bail!(child.span(), "{}", cannot_be_written(child)),
        }
    }

    /// A block with a width, gaps and lines of its own.
    fn container(
        &mut self,
        elem: &Packed<BlockElem>,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
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
        let framed = borders != Default::default();
        if framed {
            inside.borders = borders;
        }
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

    /// Content that wants to know how much room there is.
    fn measured(
        &mut self,
        elem: &Packed<LayoutElem>,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let context = Context::new(elem.location(), Some(styles));
        let size = dict! { "width" => room.width, "height" => room.width };
        let shown = elem.func.call(&mut self.engine, context.track(), [size])?;
        self.fragment(&shown.display(), styles, room, flow)
    }

    fn padded(
        &mut self,
        elem: &Packed<PadElem>,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let left = part(elem.left.resolve(styles), room.width);
        let right = part(elem.right.resolve(styles), room.width);
        let mut inside = room.clone();
        inside.left += left;
        inside.right += right;
        inside.width = (room.width - left - right).max(Abs::zero());
        flow.space(part(elem.top.resolve(styles), room.width));
        self.fragment(&elem.body, styles, &inside, flow)?;
        flow.space(part(elem.bottom.resolve(styles), room.width));
        Ok(())
    }

    fn stack(
        &mut self,
        elem: &Packed<StackElem>,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        for child in &elem.children {
            match child {
                StackChild::Spacing(amount) => flow.space(amount_of(*amount, styles)),
                StackChild::Block(body) => self.fragment(body, styles, room, flow)?,
            }
        }
        Ok(())
    }

    /// A line across the page: the lower border of an empty paragraph.
    fn rule(&mut self, elem: &Packed<LineElem>, styles: StyleChain, room: &Room, flow: &mut Flow) {
        let length = part(elem.length.resolve(styles), room.width);
        let alignment = styles.resolve(AlignElem::alignment).x;
        let (left, right) = beside(room.width - length, alignment);
        let mut rule = Paragraph::thin();
        rule.left = twips(room.left + left);
        rule.right = twips(room.right + right);
        rule.borders.bottom = Some(Line::of(&elem.stroke.resolve(styles), Abs::zero()));
        let leading = styles.resolve(ParElem::leading);
        flow.paragraph(rule, styles.resolve(ParElem::spacing), leading);
    }

    /// A point of a list: its mark is text, so that it survives every edit.
    fn item(
        &mut self,
        mark: &str,
        body: &Content,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let marked = typst::text::TextElem::packed(format!("{mark}\u{a0}")) + body.clone();
        self.fragment(&marked, styles, room, flow)
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

enum Held {
    Content(Content),
    Nothing,
    Unknown,
}

/// What an element that only draws around its body holds.
fn held(child: &Content, styles: StyleChain) -> Held {
    let body = if let Some(elem) = child.to_packed::<RectElem>() {
        elem.body.get_cloned(styles)
    } else if let Some(elem) = child.to_packed::<SquareElem>() {
        elem.body.get_cloned(styles)
    } else if let Some(elem) = child.to_packed::<EllipseElem>() {
        elem.body.get_cloned(styles)
    } else if let Some(elem) = child.to_packed::<CircleElem>() {
        elem.body.get_cloned(styles)
    } else if let Some(elem) = child.to_packed::<RotateElem>() {
        Some(elem.body.clone())
    } else if let Some(elem) = child.to_packed::<MoveElem>() {
        Some(elem.body.clone())
    } else if let Some(elem) = child.to_packed::<ScaleElem>() {
        Some(elem.body.clone())
    } else if let Some(elem) = child.to_packed::<SkewElem>() {
        Some(elem.body.clone())
    } else if let Some(elem) = child.to_packed::<ColumnsElem>() {
        Some(elem.body.clone())
    } else if drawn(child) {
        None
    } else {
        return Held::Unknown;
    };
    body.map_or(Held::Nothing, Held::Content)
}

/// Elements without words.
fn drawn(child: &Content) -> bool {
    child.is::<TagElem>()
        || child.is::<DividerElem>()
        || child.is::<PolygonElem>()
        || child.is::<CurveElem>()
        || child.is::<ColbreakElem>()
        || child.is::<FlushElem>()
}

fn space(elem: &Packed<VElem>, styles: StyleChain, flow: &mut Flow) {
    let amount = amount_of(elem.amount, styles);
    if elem.weak.get(styles) {
        flow.usual(amount);
    } else {
        flow.space(amount);
    }
}

fn amount_of(amount: Spacing, styles: StyleChain) -> Abs {
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
