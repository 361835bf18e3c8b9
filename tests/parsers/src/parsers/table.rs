//! Spreadsheets and CSV that people bring: read within the limits of a table, or refused with a code and a sentence.
//!
//! What begins with `<` is put into a workbook as its sheet: changed bytes of a packed file would only ever break its packing.

use std::io::{Cursor, Write as _};

use reglament_documents::import::read_table;
use reglament_documents::limits::{CELL_CHARS, TABLE_COLUMNS, TABLE_ROWS};
use zip::write::{SimpleFileOptions, ZipWriter};

pub(super) const WORDS: &[&str] = &[
    ";",
    "\t",
    ",",
    "\"",
    "\"\"",
    "sep=;\n",
    "ФИО;Балл\n",
    "<row>",
    "<c r=\"A1\" t=\"s\">",
    "</c>",
    "<v>1</v>",
    "<!DOCTYPE x [",
    "&x;",
    "PK\u{3}\u{4}",
    "xl/workbook.xml",
    "sharedStrings",
    "r=\"XFD1048576\"",
    "count=\"4294967295\"",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
];

pub(super) fn run(bytes: &[u8]) {
    let packed = bytes.starts_with(b"<").then(|| workbook(bytes));
    let bytes = packed.as_deref().unwrap_or(bytes);
    let name = if bytes.starts_with(b"PK") {
        "a.xlsx"
    } else {
        "a.csv"
    };
    match read_table(name, bytes) {
        Ok(table) => {
            assert!(table.header.len() <= TABLE_COLUMNS && table.rows.len() <= TABLE_ROWS);
            for row in &table.rows {
                assert!(
                    row.cells
                        .iter()
                        .all(|cell| cell.chars().count() <= CELL_CHARS)
                );
            }
        }
        Err(error) => {
            assert!(error.code().starts_with('I'));
            assert!(!error.sentence().ru.is_empty() && !error.sentence().en.is_empty());
        }
    }
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook with these bytes as its only sheet.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", SHEETS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
