//! A comparison of two editions as DOCX: the table that goes to those who approve the change, and that they may edit.
//!
//! What changed is said elsewhere; here it is only laid out: place, before, after.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, PageOrientationType, Paragraph, Run, RunFonts, Table, TableCell, TableRow,
    VAlignType, WidthType,
};

use crate::render_error::RenderError;

/// Half-points: 12 points.
const TEXT: usize = 24;
/// Half-points: 14 points.
const TITLE: usize = 28;
/// Twentieths of a point: a landscape A4 page less its margins, in three columns.
const COLUMNS: [usize; 3] = [3_600, 5_400, 5_400];
const PAGE: (u32, u32) = (16_838, 11_906);
const TYPEFACE: &str = "Times New Roman";

/// A comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonSheet {
    /// Heading.
    pub title: String,
    /// Heads of the three columns.
    pub heads: [String; 3],
    /// Rows.
    pub rows: Vec<ComparisonRow>,
}

/// One difference. Texts may have several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonRow {
    /// Where.
    pub place: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

impl ComparisonSheet {
    /// The file.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn docx(&self) -> Result<Vec<u8>, RenderError> {
        let heads = self.heads.each_ref().map(|head| cell(head, true));
        let head = TableRow::new(widths(heads));
        let rows = self.rows.iter().map(|row| {
            let cells = [&row.place, &row.before, &row.after];
            TableRow::new(widths(cells.map(|text| cell(text, false))))
        });
        let table = Table::new(std::iter::once(head).chain(rows).collect())
            .set_grid(COLUMNS.to_vec())
            .width(COLUMNS.iter().sum(), WidthType::Dxa);
        let title = Paragraph::new()
            .align(AlignmentType::Center)
            .add_run(run(&self.title, TITLE).bold());
        let mut packed = Cursor::new(Vec::new());
        Docx::new()
            .page_size(PAGE.0, PAGE.1)
            .page_orient(PageOrientationType::Landscape)
            .add_paragraph(title)
            .add_paragraph(Paragraph::new())
            .add_table(table)
            .build()
            .pack(&mut packed)
            .map_err(|error| RenderError::Process(std::io::Error::other(error)))?;
        Ok(packed.into_inner())
    }
}

fn widths(cells: [TableCell; 3]) -> Vec<TableCell> {
    let sized = cells.into_iter().zip(COLUMNS);
    sized
        .map(|(cell, width)| cell.width(width, WidthType::Dxa))
        .collect()
}

fn cell(text: &str, head: bool) -> TableCell {
    let mut cell = TableCell::new().vertical_align(VAlignType::Top);
    for line in text.split('\n') {
        let words = run(line, TEXT);
        let words = if head { words.bold() } else { words };
        cell = cell.add_paragraph(Paragraph::new().add_run(words));
    }
    cell
}

fn run(text: &str, size: usize) -> Run {
    let typeface = RunFonts::new()
        .ascii(TYPEFACE)
        .hi_ansi(TYPEFACE)
        .cs(TYPEFACE);
    Run::new().add_text(text).size(size).fonts(typeface)
}

#[cfg(test)]
mod tests {
    use super::{ComparisonRow, ComparisonSheet};

    #[test]
    fn a_comparison_is_a_word_file() {
        let sheet = ComparisonSheet {
            title: "Сравнительная таблица".to_owned(),
            heads: ["Место", "Было", "Стало"].map(str::to_owned),
            rows: vec![ComparisonRow {
                place: "Шаг «Издать приказ»\nсрок".to_owned(),
                before: "5 рабочих дней <&>".to_owned(),
                after: "3 рабочих дня".to_owned(),
            }],
        };
        let file = sheet.docx().unwrap();
        assert_eq!(&file[..2], b"PK", "a DOCX is a ZIP");
        assert_eq!(file, sheet.docx().unwrap(), "two runs differ");
    }
}
