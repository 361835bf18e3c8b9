//! Tables for spreadsheets as CSV: UTF-8 with a mark, semicolons, CRLF, the way Russian Excel opens them.
//!
//! A cell that a spreadsheet would run as a formula is made text by an apostrophe: names and remarks come from
//! applicants, and the table is opened by an official.

/// Writes a header and rows; short rows stay short.
pub fn csv<'a>(header: &[&str], rows: impl IntoIterator<Item = &'a [String]>) -> Vec<u8> {
    let mut text = String::from('\u{feff}');
    push_row(&mut text, header.iter().copied());
    for row in rows {
        push_row(&mut text, row.iter().map(String::as_str));
    }
    text.into_bytes()
}

/// The cell as text that no spreadsheet runs: an apostrophe before `=`, `+`, `-`, `@`, tab and carriage return, also
/// after leading spaces.
pub fn defused(cell: &str) -> String {
    let risky = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let starts_risky = cell.starts_with(risky) || cell.trim_start().starts_with(risky);
    if starts_risky {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn push_row<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(';');
        }
        let cell = defused(cell);
        if cell.contains([';', ',', '"', '\n', '\r', '\t']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{csv, defused};

    #[test]
    fn formulas_become_text() {
        let table = [
            ("=1+1", "'=1+1"),
            ("+7 900", "'+7 900"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("  =cmd|'/c calc'!A0", "'  =cmd|'/c calc'!A0"),
            ("\r\n=1", "'\r\n=1"),
            ("＝1", "'＝1"),
            ("Иванова", "Иванова"),
            ("79,99", "79,99"),
            ("", ""),
        ];
        for (cell, expected) in table {
            assert_eq!(defused(cell), expected);
        }
    }

    #[test]
    fn cells_are_quoted_and_lines_end_for_excel() {
        let rows = [vec![
            "МБОУ «СОШ № 1»; корпус \"А\"".to_owned(),
            "=1;2".to_owned(),
        ]];
        let bytes = csv(&["Школа", "Балл"], rows.iter().map(Vec::as_slice));
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\u{feff}Школа;Балл\r\n\"МБОУ «СОШ № 1»; корпус \"\"А\"\"\";\"'=1;2\"\r\n"
        );
    }
}
