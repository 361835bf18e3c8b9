//! Tables and grids: both become tables, a grid without lines.

use typst::diag::SourceResult;
use typst::foundations::{Content, Resolve, Smart, StyleChain};
use typst::layout::grid::resolve::{Cell as Placed, CellGrid};
use typst::layout::{
    Abs, AlignElem, Alignment as Aligned, Axes, FixedAlignment, GridCell, Length, Rel, Sides,
    Sizing,
};
use typst::model::{ParElem, TableCell};
use typst::text::TextElem;

use super::flow::{Flow, keep_row};
use super::look::{ABOVE_CAPITALS, BELOW_BASELINE, resolved};
use super::model::{Alignment, Borders, Cell, Line, Margins, Merge, Row, Table, Vertical};
use super::unit::{part, twips};
use super::walk::{Room, Walk};

/// Air beside the widest word of a column that is as wide as its content: word processors measure a little differently.
const AIR: f64 = 6.0;
/// How much narrower the side margins of a cell are than in the PDF, for the same reason.
const NARROWER: f64 = 2.0;
/// The part of a side margin that is always left, so that no word touches the line beside it.
const LEFT_OVER: f64 = 0.5;

/// The columns of a table: their widths and the gutter to the right of each.
struct Columns {
    widths: Vec<Abs>,
    gutters: Vec<Abs>,
}

impl Columns {
    fn whole(&self, index: usize) -> Abs {
        let gutter = self.gutters.get(index).copied().unwrap_or_default();
        self.widths.get(index).copied().unwrap_or_default() + gutter
    }

    fn of(&self, first: usize, span: usize) -> Abs {
        (first..first + span).map(|index| self.whole(index)).sum()
    }
}

impl Walk<'_> {
    pub(super) fn table(
        &mut self,
        grid: &CellGrid,
        styles: StyleChain,
        room: &Room,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let columns = self.columns(grid, styles, room)?;
        let opening = opening_rows(grid);
        let mut rows = Vec::new();
        for y in tracks(grid, grid.rows.len()) {
            let mut row = self.row(grid, y, &columns, styles)?;
            row.header = y < opening;
            if !row.header && grid.headers.iter().any(|header| header.range.contains(&y)) {
                keep_row(&mut row);
            }
            let gutter = twips(gutter_above(grid, y, styles));
            row.cells
                .iter_mut()
                .for_each(|cell| cell.margins.top += gutter);
            rows.push(row);
        }
        let alignment = styles.resolve(AlignElem::alignment).x;
        let table = Table {
            columns: (0..columns.widths.len())
                .map(|index| twips(columns.whole(index)))
                .collect(),
            rows,
            alignment: Alignment::of(alignment, false),
            left: twips(room.left),
        };
        let usual = styles.resolve(ParElem::spacing);
        let leading = styles.resolve(ParElem::leading);
        flow.append(Flow::of_table(table), (usual, usual), leading);
        Ok(())
    }

    fn row(
        &mut self,
        grid: &CellGrid,
        y: usize,
        columns: &Columns,
        styles: StyleChain,
    ) -> SourceResult<Row> {
        let mut cells = Vec::new();
        let mut column = 0;
        let mut whole = true;
        for x in tracks(grid, grid.cols.len()) {
            let index = number_of(grid, x);
            if index < column {
                continue;
            }
            let Some(Axes { x: px, y: py }) = grid.parent_cell_position(x, y) else {
                cells.push(empty(columns.of(index, 1)));
                column = index + 1;
                continue;
            };
            let Some(placed) = grid.cell(px, py) else {
                continue;
            };
            let span = placed.colspan.get();
            let cell = self.cell(placed, py == y, columns, index, styles)?;
            whole &= !placed.breakable;
            cells.push(cell);
            column = index + span;
        }
        Ok(Row {
            cells,
            header: false,
            whole,
        })
    }

    fn cell(
        &mut self,
        placed: &Placed,
        first: bool,
        columns: &Columns,
        index: usize,
        styles: StyleChain,
    ) -> SourceResult<Cell> {
        let span = placed.colspan.get();
        let width = columns.of(index, span);
        let (body, inset, alignment) = unpacked(&placed.body, styles);
        let inset = inset.map(|side| part(side, width));
        let gutter = columns
            .gutters
            .get(index + span - 1)
            .copied()
            .unwrap_or_default();
        let room = Room::of((width - gutter - inset.left - inset.right).max(Abs::zero()));
        let aligned = alignment.map(|alignment| AlignElem::alignment.set(alignment).wrap());
        let styles = match &aligned {
            Some(aligned) => styles.chain(aligned),
            None => styles,
        };
        let mut flow = Flow::default();
        if first {
            self.fragment(&placed.body, styles, &room, &mut flow)?;
        }
        Ok(Cell {
            width: twips(width),
            span,
            merge: match (placed.rowspan.get() > 1, first) {
                (false, _) => Merge::Single,
                (true, true) => Merge::First,
                (true, false) => Merge::Further,
            },
            blocks: flow.finish(),
            borders: borders(placed),
            margins: margins(inset, gutter, styles),
            vertical: vertical(&body, styles),
        })
    }

    /// Fixed widths first, then those that follow their content, and the rest is shared.
    fn columns(
        &mut self,
        grid: &CellGrid,
        styles: StyleChain,
        room: &Room,
    ) -> SourceResult<Columns> {
        let (mut widths, mut gutters, mut shares) = (Vec::new(), Vec::new(), Vec::new());
        for (x, track) in grid.cols.iter().enumerate() {
            if grid.is_gutter_track(x) {
                gutters.push(match *track {
                    Sizing::Rel(rel) => part(resolved(rel, styles), room.width),
                    Sizing::Auto | Sizing::Fr(_) => Abs::zero(),
                });
                continue;
            }
            let (width, share) = match *track {
                Sizing::Rel(rel) => (part(resolved(rel, styles), room.width), 0.0),
                Sizing::Auto => (self.widest(grid, x, styles, room.width)?, 0.0),
                Sizing::Fr(fr) => (Abs::zero(), fr.get()),
            };
            widths.push(width);
            shares.push(share);
        }
        let taken: Abs = widths.iter().chain(&gutters).copied().sum();
        let shared: f64 = shares.iter().sum();
        let free = (room.width - taken).max(Abs::zero());
        for (width, share) in widths.iter_mut().zip(shares) {
            if shared > 0.0 {
                *width += free * (share / shared);
            }
        }
        fit(&mut widths, &gutters, room.width);
        Ok(Columns { widths, gutters })
    }

    fn widest(
        &mut self,
        grid: &CellGrid,
        x: usize,
        styles: StyleChain,
        most: Abs,
    ) -> SourceResult<Abs> {
        let mut widest = Abs::zero();
        for y in tracks(grid, grid.rows.len()) {
            if let Some(placed) = grid.cell(x, y)
                && placed.colspan.get() == 1
            {
                let width = self.width_of(&placed.body, styles, most)?;
                widest = widest.max(width + Abs::pt(AIR));
            }
        }
        Ok(widest.min(most))
    }
}

/// How many rows the headers at the top have: a word processor repeats no others on the next page.
fn opening_rows(grid: &CellGrid) -> usize {
    let repeated = grid.headers.iter().filter(|header| header.repeated);
    repeated.fold(0, |end, header| {
        if header.range.start <= end {
            header.range.end
        } else {
            end
        }
    })
}

/// Columns that are together wider than the page are narrowed alike.
fn fit(widths: &mut [Abs], gutters: &[Abs], room: Abs) {
    let gutters: Abs = gutters.iter().copied().sum();
    let wanted: Abs = widths.iter().copied().sum();
    let left = (room - gutters).max(Abs::zero());
    if wanted > left && wanted > Abs::zero() {
        let part = left / wanted;
        widths.iter_mut().for_each(|width| *width *= part);
    }
}

/// The tracks that hold cells.
fn tracks(grid: &CellGrid, count: usize) -> impl Iterator<Item = usize> + use<> {
    let step = if grid.has_gutter { 2 } else { 1 };
    (0..count).step_by(step)
}

/// The number of a track among those that hold cells.
fn number_of(grid: &CellGrid, track: usize) -> usize {
    if grid.has_gutter { track / 2 } else { track }
}

type Unpacked = (Content, Sides<Rel<Abs>>, Option<Aligned>);

/// What a cell holds, and its own inset and alignment.
fn unpacked(body: &Content, styles: StyleChain) -> Unpacked {
    let (body, inset, alignment) = if let Some(cell) = body.to_packed::<TableCell>() {
        (
            cell.body.clone(),
            cell.inset.get(styles),
            cell.align.get(styles),
        )
    } else if let Some(cell) = body.to_packed::<GridCell>() {
        (
            cell.body.clone(),
            cell.inset.get(styles),
            cell.align.get(styles),
        )
    } else {
        (body.clone(), Smart::Auto, Smart::Auto)
    };
    let none = Rel::<Length>::zero();
    let inset = inset.unwrap_or_default().map(|side| side.unwrap_or(none));
    (body, resolved(inset, styles), alignment.custom())
}

/// A line of a word processor is taller than the letters that Typst measures, so the margins above and below give way.
fn margins(inset: Sides<Abs>, gutter: Abs, styles: StyleChain) -> Margins {
    let size = styles.resolve(TextElem::size);
    let less = |side: Abs, by: Abs| twips((side - by).max(Abs::zero()));
    let beside = |side: Abs| twips((side - Abs::pt(NARROWER)).max(side * LEFT_OVER));
    Margins {
        top: less(inset.top, size * ABOVE_CAPITALS),
        left: beside(inset.left),
        bottom: less(inset.bottom, size * BELOW_BASELINE),
        right: beside(inset.right) + twips(gutter),
    }
}

/// Where the content of a cell stands: an alignment of the content itself wins over the column's.
fn vertical(body: &Content, styles: StyleChain) -> Vertical {
    let own = body
        .to_packed::<AlignElem>()
        .map(|elem| elem.alignment.get(styles));
    let own = own.and_then(Aligned::y);
    let column = styles.resolve(AlignElem::alignment).y;
    match own.map_or(column, |own| Resolve::resolve(own, styles)) {
        FixedAlignment::Start => Vertical::Top,
        FixedAlignment::Center => Vertical::Center,
        FixedAlignment::End => Vertical::Bottom,
    }
}

/// The gutter between this row and the one above it.
fn gutter_above(grid: &CellGrid, y: usize, styles: StyleChain) -> Abs {
    let above = y
        .checked_sub(1)
        .filter(|above| grid.is_gutter_track(*above));
    match above.and_then(|above| grid.rows.get(above)) {
        Some(Sizing::Rel(rel)) => resolved(*rel, styles).abs,
        Some(Sizing::Auto | Sizing::Fr(_)) | None => Abs::zero(),
    }
}

fn borders(placed: &Placed) -> Borders {
    let line = |stroke: &Option<std::sync::Arc<typst::visualize::Stroke<Abs>>>| {
        stroke.as_ref().map(|stroke| Line::of(stroke, Abs::zero()))
    };
    Borders {
        top: line(&placed.stroke.top),
        left: line(&placed.stroke.left),
        bottom: line(&placed.stroke.bottom),
        right: line(&placed.stroke.right),
    }
}

fn empty(width: Abs) -> Cell {
    Cell {
        width: twips(width),
        span: 1,
        merge: Merge::Single,
        blocks: Flow::default().finish(),
        borders: Borders::default(),
        margins: Margins::default(),
        vertical: Vertical::Top,
    }
}
