//! Blocks one below another, and the gaps between them.
//!
//! Typst knows two kinds of vertical space: the usual gap of a paragraph, of which only the larger of two neighbours
//! counts, and space that is asked for and always added. A word processor knows only the space before and after a
//! paragraph; a table has none, so its neighbours take it.

use typst::layout::Abs;

use super::model::{Block, Paragraph, Row};
use super::unit::twips;

/// The part of the leading that a word processor's line has above its letters, or below them: all that keeps a text from
/// the line of a table beside it.
const ONE_SIDE: f64 = 0.4;

#[derive(Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    /// The larger of the usual gaps at this place.
    usual: Abs,
    /// What was asked for at this place.
    asked: Abs,
    new_page: bool,
}

impl Flow {
    /// The usual gap at this place is at least so large.
    pub(super) fn usual(&mut self, gap: Abs) {
        self.usual = self.usual.max(gap);
    }

    /// Adds space at this place.
    pub(super) fn space(&mut self, amount: Abs) {
        self.asked += amount;
    }

    /// What follows begins a page.
    pub(super) fn new_page(&mut self) {
        if !self.blocks.is_empty() {
            self.new_page = true;
        }
    }

    /// Adds a paragraph with its usual gap; `leading`, the gap of its lines, is already part of a word processor's line.
    pub(super) fn paragraph(&mut self, paragraph: Paragraph, gap: Abs, leading: Abs) {
        let inner = Self {
            blocks: vec![Block::Paragraph(paragraph)],
            ..Self::default()
        };
        self.append(inner, (gap, gap), leading);
    }

    /// Adds the blocks of a container with the usual gaps above and below it.
    pub(super) fn append(&mut self, inner: Self, (above, below): (Abs, Abs), leading: Abs) {
        if inner.blocks.is_empty() {
            self.asked += inner.asked;
            return;
        }
        self.usual(above);
        let at_line = inner.blocks.first().is_some_and(begins_with_line)
            || self.blocks.last().is_some_and(ends_with_line);
        let gap = self.take_gap(if at_line { leading * ONE_SIDE } else { leading });
        self.make_room(&inner, gap);
        for (index, mut block) in inner.blocks.into_iter().enumerate() {
            if let (0, Block::Paragraph(first)) = (index, &mut block) {
                first.before += gap;
                first.new_page |= std::mem::take(&mut self.new_page);
            }
            self.blocks.push(block);
        }
        self.asked = inner.asked;
        self.usual = below;
        self.new_page |= inner.new_page;
    }

    /// The gap before the next block; the usual part of it vanishes at the beginning.
    fn take_gap(&mut self, leading: Abs) -> i64 {
        let usual = if self.blocks.is_empty() {
            Abs::zero()
        } else {
            (self.usual - leading).max(Abs::zero())
        };
        let gap = twips(self.asked + usual);
        self.asked = Abs::zero();
        self.usual = Abs::zero();
        gap
    }

    /// Before a table: what is above it takes the gap, and two tables would become one without a line between them.
    fn make_room(&mut self, inner: &Self, gap: i64) {
        if !matches!(inner.blocks.first(), Some(Block::Table(_))) {
            return;
        }
        if let (Some(Block::Paragraph(last)), false) = (self.blocks.last_mut(), self.new_page) {
            last.after += gap;
            return;
        }
        if self.blocks.is_empty() && gap == 0 {
            return;
        }
        let mut between = Paragraph::thin();
        between.before = (gap - 20).max(0);
        between.keep_next = self.blocks.last().is_some_and(is_kept_with_next);
        between.new_page = std::mem::take(&mut self.new_page);
        self.blocks.push(Block::Paragraph(between));
    }

    /// The blocks of a container that may not be torn, and stays with what follows if `sticky`.
    pub(super) fn keep(&mut self, sticky: bool) {
        let last = self.blocks.len().saturating_sub(1);
        for (index, block) in self.blocks.iter_mut().enumerate() {
            keep(block, sticky || index < last);
        }
    }

    /// Whether nothing has been added yet.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// A flow of one table.
    pub(super) fn of_table(table: super::model::Table) -> Self {
        Self {
            blocks: vec![Block::Table(table)],
            ..Self::default()
        }
    }

    /// The blocks of a paper or a cell: both must end with a paragraph.
    pub(super) fn finish(mut self) -> Vec<Block> {
        let asked = twips(self.asked);
        match self.blocks.last_mut() {
            Some(Block::Paragraph(last)) => last.after += asked,
            Some(Block::Table(_)) | None => {
                let mut last = Paragraph::thin();
                last.before = asked;
                self.blocks.push(Block::Paragraph(last));
            }
        }
        self.blocks
    }
}

fn keep(block: &mut Block, with_next: bool) {
    match block {
        Block::Paragraph(paragraph) => {
            paragraph.keep_lines = true;
            paragraph.keep_next |= with_next;
        }
        Block::Table(table) => {
            let last = table.rows.len().saturating_sub(1);
            for (index, row) in table.rows.iter_mut().enumerate() {
                keep_row_with(row, with_next || index < last);
            }
        }
    }
}

/// A row that announces the one below it is not torn and stays on its page: a heading inside a table.
pub(super) fn keep_row(row: &mut Row) {
    keep_row_with(row, true);
}

fn keep_row_with(row: &mut Row, with_next: bool) {
    row.whole = true;
    let inside = row.cells.iter_mut().flat_map(|cell| &mut cell.blocks);
    inside.for_each(|block| keep(block, with_next));
}

/// Whether the block stays on the page of what follows, and so must a line between the two.
fn is_kept_with_next(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => paragraph.keep_next,
        Block::Table(table) => table.rows.last().is_some_and(|row| {
            let mut inside = row.cells.iter().flat_map(|cell| &cell.blocks);
            inside.any(is_kept_with_next)
        }),
    }
}

/// Whether this is a table with a line above its first row; a grid begins like a text.
fn begins_with_line(block: &Block) -> bool {
    let first = rows_of(block).first();
    first.is_some_and(|row| row.cells.iter().any(|cell| cell.borders.top.is_some()))
}

/// Whether this is a table with a line below its last row; a grid ends like a text.
fn ends_with_line(block: &Block) -> bool {
    let last = rows_of(block).last();
    last.is_some_and(|row| row.cells.iter().any(|cell| cell.borders.bottom.is_some()))
}

fn rows_of(block: &Block) -> &[Row] {
    match block {
        Block::Table(table) => &table.rows,
        Block::Paragraph(_) => &[],
    }
}
