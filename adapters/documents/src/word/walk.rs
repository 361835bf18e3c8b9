//! The walk over realized content: containers inside containers, each an own list of blocks.

use typst::diag::{At, SourceResult};
use typst::engine::Engine;
use typst::foundations::{Content, StyleChain, Styles, TargetElem};
use typst::introspection::{Locator, SplitLocator, TagElem};
use typst::layout::{Abs, Axes, Region, Size};
use typst::model::DocumentInfo;
use typst::routines::{Arenas, FragmentKind, Pair, RealizationKind};

use super::flow::Flow;
use super::model::{Borders, Paper};
use super::page::page;
use super::rules::TARGET;

/// The place that a container leaves for its content.
#[derive(Clone, Debug, Default)]
pub(super) struct Room {
    pub(super) width: Abs,
    /// Free space to the left of the content.
    pub(super) left: Abs,
    /// Free space to the right of the content.
    pub(super) right: Abs,
    /// Lines around the paragraphs.
    pub(super) borders: Borders,
}

impl Room {
    /// A room of its own, such as a cell.
    pub(super) fn of(width: Abs) -> Self {
        Self {
            width,
            ..Self::default()
        }
    }
}

pub(super) struct Walk<'a> {
    pub(super) engine: Engine<'a>,
    pub(super) locator: SplitLocator<'a>,
    /// What a page leaves for text.
    pub(super) page: Size,
}

impl<'a> Walk<'a> {
    pub(super) fn new(engine: Engine<'a>) -> Self {
        Self {
            engine,
            locator: Locator::root().split(),
            page: Size::zero(),
        }
    }

    /// The whole paper.
    pub(super) fn paper(&mut self, content: &Content, styles: StyleChain) -> SourceResult<Paper> {
        let target = TargetElem::target.set(TARGET).wrap();
        let outer = styles.to_map().outside();
        let outer = StyleChain::new(&outer);
        let styles = outer.chain(&target);
        let arenas = Arenas::default();
        let mut info = DocumentInfo::default();
        info.populate(styles);
        let kind = RealizationKind::Document { info: &mut info };
        let pairs = self.realize(kind, &arenas, content, styles)?;
        let root = Styles::root(&pairs, styles);
        let (page, free) = page(StyleChain::new(&root));
        self.page = free;
        let mut flow = Flow::default();
        self.blocks(&pairs, &Room::of(free.x), &mut flow)?;
        Ok(Paper {
            title: info.title.map(Into::into).unwrap_or_default(),
            page,
            blocks: flow.finish(),
        })
    }

    /// The content of a container.
    pub(super) fn fragment(
        &mut self,
        content: &Content,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        self.engine.route.increase();
        self.engine.route.check_layout_depth().at(content.span())?;
        let arenas = Arenas::default();
        let mut kind = FragmentKind::Block;
        let wanted = RealizationKind::Fragment { kind: &mut kind };
        let pairs = self.realize(wanted, &arenas, content, styles)?;
        match kind {
            FragmentKind::Inline => self.line(&pairs, styles, room, flow)?,
            FragmentKind::Block => self.blocks(&pairs, room, flow)?,
        }
        self.engine.route.decrease();
        Ok(())
    }

    pub(super) fn realize<'b>(
        &mut self,
        kind: RealizationKind,
        arenas: &'b Arenas,
        content: &'b Content,
        styles: StyleChain<'b>,
    ) -> SourceResult<Vec<Pair<'b>>> {
        let realize = self.engine.library.routines.realize;
        realize(
            kind,
            &mut self.engine,
            &mut self.locator,
            arenas,
            content,
            styles,
        )
    }

    /// Text that stands in a container without being a paragraph.
    fn line(
        &mut self,
        pairs: &[Pair],
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if pairs.iter().all(|(child, _)| child.is::<TagElem>()) {
            return Ok(());
        }
        let styles = StyleChain::trunk_from_pairs(pairs).unwrap_or(styles);
        let inlines = self.inlines(pairs, room)?;
        self.paragraph(inlines, styles, room, false, flow);
        Ok(())
    }

    /// How wide the content is on one line, at most `most`.
    pub(super) fn width_of(
        &mut self,
        content: &Content,
        styles: StyleChain,
        most: Abs,
    ) -> SourceResult<Abs> {
        let printed = TargetElem::target
            .set(typst::foundations::Target::Paged)
            .wrap();
        let layout = self.engine.library.routines.layout_frame;
        let region = Region::new(Size::new(most, Abs::inf()), Axes::splat(false));
        let locator = self.locator.next(&content.span());
        let frame = layout(
            &mut self.engine,
            content,
            locator,
            styles.chain(&printed),
            region,
        )?;
        Ok(frame.width())
    }
}
