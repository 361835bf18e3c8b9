//! Elements that rearrange or decorate what they hold: their words are kept, their drawing is not.

use typst::comemo::Track;
use typst::diag::{SourceResult, bail};
use typst::foundations::{Content, Context, Packed, StyleChain, dict};
use typst::introspection::TagElem;
use typst::layout::{
    Abs, AlignElem, Axes, ColbreakElem, ColumnsElem, FlushElem, LayoutElem, MoveElem, PadElem,
    PlaceElem, RotateElem, ScaleElem, SkewElem, StackChild, StackElem,
};
use typst::model::{DividerElem, EnumElem, ListElem, ParElem};
use typst::visualize::{
    CircleElem, CurveElem, EllipseElem, ImageElem, LineElem, PolygonElem, RectElem, SquareElem,
};

use super::block::{amount_of, cannot_be_written};
use super::flow::Flow;
use super::look::resolved;
use super::model::{Inline, Line, Paragraph};
use super::picture::on_page;
use super::unit::{beside, part, twips};
use super::walk::{Room, Walk};

impl Walk<'_> {
    /// Elements that only rearrange or decorate what they hold: their words are kept.
    pub(super) fn rarer(
        &mut self,
        child: &Content,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if let Some(elem) = child.to_packed::<LayoutElem>() {
            return self.measured(elem, styles, room, flow);
        }
        if let Some(elem) = child.to_packed::<PadElem>() {
            return self.padded(elem, styles, room, flow);
        }
        if let Some(elem) = child.to_packed::<StackElem>() {
            return self.stack(elem, styles, room, flow);
        }
        if let Some(elem) = child.to_packed::<PlaceElem>() {
            return self.placed(elem, styles, room, flow);
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

    /// Something that stands apart from the text: a picture where it stands on the page, words where they are written.
    fn placed(
        &mut self,
        elem: &Packed<PlaceElem>,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let alignment = elem.alignment.get(styles).unwrap_or_default();
        let aligned = AlignElem::alignment.set(alignment).wrap();
        let inner = styles.chain(&aligned);
        let image = elem.body.to_packed::<ImageElem>();
        if let Some(image) = image.filter(|_| room.width == self.page.x) {
            let shift = Axes::new(elem.dx.resolve(styles).abs, elem.dy.resolve(styles).abs);
            if let Some(mut picture) = self.picture(image, inner, room)? {
                let alignment = resolved(alignment, styles);
                picture.at = Some(on_page(&picture, self.page, alignment, shift));
                picture.apart = elem.float.get(styles);
                let mut holder = Paragraph::thin();
                holder.inlines = vec![Inline::Picture(picture)];
                flow.paragraph(holder, Abs::zero(), Abs::zero());
            }
            return Ok(());
        }
        self.fragment(&elem.body, inner, room, flow)
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
