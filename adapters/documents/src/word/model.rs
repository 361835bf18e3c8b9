//! What an editable paper consists of. Lengths are in twips, type in half-points, unless a field says otherwise.

use typst::layout::FixedAlignment;

/// A whole paper: one section of one kind of page.
#[derive(Debug)]
pub(crate) struct Paper {
    pub(super) title: String,
    pub(super) page: Page,
    pub(super) blocks: Vec<Block>,
}

/// The page of a paper.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) top: i64,
    pub(super) right: i64,
    pub(super) bottom: i64,
    pub(super) left: i64,
    /// From the upper edge of the page to the number of the page.
    pub(super) header: i64,
    /// Pages after the first bear their number.
    pub(super) numbered: bool,
    /// The page is drawn upon in the PDF; here it gets a frame instead.
    pub(super) framed: bool,
}

#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// Where the lines of a paragraph stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Alignment {
    #[default]
    Left,
    Center,
    Right,
    Both,
}

impl Alignment {
    pub(super) fn of(alignment: FixedAlignment, justified: bool) -> Self {
        match alignment {
            FixedAlignment::Start if justified => Self::Both,
            FixedAlignment::Start => Self::Left,
            FixedAlignment::Center => Self::Center,
            FixedAlignment::End => Self::Right,
        }
    }

    /// Its name in the file.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
            Self::Both => "both",
        }
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    pub(super) inlines: Vec<Inline>,
    pub(super) alignment: Alignment,
    pub(super) before: i64,
    pub(super) after: i64,
    /// Distance of the lines, in 240ths of the font's own.
    pub(super) line: i64,
    pub(super) left: i64,
    pub(super) right: i64,
    pub(super) first: i64,
    /// Stays on the page of what follows.
    pub(super) keep_next: bool,
    /// Is not torn between pages.
    pub(super) keep_lines: bool,
    pub(super) new_page: bool,
    pub(super) hyphenated: bool,
    pub(super) borders: Borders,
    /// Where a right tab stops, if the text has one.
    pub(super) tab: Option<i64>,
    /// Size of an empty line, half-points.
    pub(super) size: i64,
}

impl Paragraph {
    /// A line that only keeps two tables apart, as thin as the format allows.
    pub(super) fn thin() -> Self {
        Self {
            line: 240,
            size: 2,
            ..Self::default()
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Inline {
    Text(String, Look),
    Break,
    Tab,
    Picture(Picture),
}

/// How a text looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) underlined: bool,
    pub(super) struck: bool,
    pub(super) size: i64,
    /// Six hexadecimal digits; none for black.
    pub(super) colour: Option<String>,
    pub(super) tracking: i64,
    pub(super) script: Script,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Script {
    #[default]
    Line,
    Above,
    Below,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Picture {
    pub(super) bytes: Vec<u8>,
    pub(super) format: PictureFormat,
    /// English metric units.
    pub(super) width: i64,
    /// English metric units.
    pub(super) height: i64,
    pub(super) alt: String,
    /// Where it stands on the page, from the left and upper margin; none when it stands in its line.
    pub(super) at: Option<(i64, i64)>,
    /// The text makes room for it there.
    pub(super) apart: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PictureFormat {
    Png,
    Jpeg,
}

impl PictureFormat {
    /// The ending of the file's name.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }
}

/// The lines around a paragraph or a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Borders {
    pub(super) top: Option<Line>,
    pub(super) left: Option<Line>,
    pub(super) bottom: Option<Line>,
    pub(super) right: Option<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Eighths of a point.
    pub(super) thickness: i64,
    /// Six hexadecimal digits, or `auto`.
    pub(super) colour: String,
    /// Points between the line and the text.
    pub(super) space: i64,
}

#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: Vec<i64>,
    pub(super) rows: Vec<Row>,
    pub(super) alignment: Alignment,
    pub(super) left: i64,
}

#[derive(Debug)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// Is repeated at the top of every page.
    pub(super) header: bool,
    /// Is never torn between pages.
    pub(super) whole: bool,
}

#[derive(Debug)]
pub(super) struct Cell {
    pub(super) width: i64,
    /// Columns that it takes.
    pub(super) span: usize,
    pub(super) merge: Merge,
    pub(super) blocks: Vec<Block>,
    pub(super) borders: Borders,
    pub(super) margins: Margins,
    pub(super) vertical: Vertical,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    Single,
    First,
    Further,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Margins {
    pub(super) top: i64,
    pub(super) left: i64,
    pub(super) bottom: i64,
    pub(super) right: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Vertical {
    #[default]
    Top,
    Center,
    Bottom,
}
