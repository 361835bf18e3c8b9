//! Tables of a paper as WordprocessingML.

use super::model::{Cell, Margins, Merge, Row, Table, Vertical};
use super::xml::{Writer, push_blocks, push_borders};

pub(super) fn push_table<'a>(writer: &mut Writer<'a>, table: &'a Table) {
    let width: i64 = table.columns.iter().sum();
    writer.push(format_args!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="{}"/><w:tblInd w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#,
        table.alignment.word(),
        table.left,
    ));
    for column in &table.columns {
        writer.push(format_args!(r#"<w:gridCol w:w="{column}"/>"#));
    }
    writer.push(format_args!("</w:tblGrid>"));
    for row in &table.rows {
        push_row(writer, row);
    }
    writer.push(format_args!("</w:tbl>"));
}

fn push_row<'a>(writer: &mut Writer<'a>, row: &'a Row) {
    let whole = if row.whole { "<w:cantSplit/>" } else { "" };
    let header = if row.header { "<w:tblHeader/>" } else { "" };
    writer.push(format_args!("<w:tr><w:trPr>{whole}{header}</w:trPr>"));
    for cell in &row.cells {
        push_cell(writer, cell);
    }
    writer.push(format_args!("</w:tr>"));
}

fn push_cell<'a>(writer: &mut Writer<'a>, cell: &'a Cell) {
    writer.push(format_args!(
        r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>"#,
        cell.width
    ));
    if cell.span > 1 {
        writer.push(format_args!(r#"<w:gridSpan w:val="{}"/>"#, cell.span));
    }
    match cell.merge {
        Merge::Single => {}
        Merge::First => writer.push(format_args!(r#"<w:vMerge w:val="restart"/>"#)),
        Merge::Further => writer.push(format_args!("<w:vMerge/>")),
    }
    push_borders(writer, "w:tcBorders", &cell.borders);
    let Margins {
        top,
        left,
        bottom,
        right,
    } = cell.margins;
    writer.push(format_args!(
        r#"<w:tcMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/><w:bottom w:w="{bottom}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tcMar>"#
    ));
    match cell.vertical {
        Vertical::Top => {}
        Vertical::Center => writer.push(format_args!(r#"<w:vAlign w:val="center"/>"#)),
        Vertical::Bottom => writer.push(format_args!(r#"<w:vAlign w:val="bottom"/>"#)),
    }
    writer.push(format_args!("</w:tcPr>"));
    push_blocks(writer, &cell.blocks);
    writer.push(format_args!("</w:tc>"));
}
