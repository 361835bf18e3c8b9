//! Files as they come from offices, made here byte by byte: workbooks by `rust_xlsxwriter`, CSV in three encodings.

use rust_xlsxwriter::{Format, Workbook};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{date, decimal, read_table, whole};
use crate::limits;
use crate::table::Table;

fn lines(table: &Table) -> Vec<String> {
    let rows = table.rows.iter();
    let rows = rows.map(|row| format!("{}: {}", row.number, row.cells.join("|")));
    std::iter::once(table.header.join("|"))
        .chain(rows)
        .collect()
}

fn read(name: &str, bytes: &[u8]) -> Result<Vec<String>, &'static str> {
    read_table(name, bytes)
        .map(|table| lines(&table))
        .map_err(|error| error.code())
}

#[test]
fn csv_in_every_encoding() {
    let text = "ФИО;Школа;Процент\r\nСемёнова Анна ;\"МБОУ \"\"СОШ № 5\"\"\";79,99\r\n\r\nЧерных Пётр;;80,00\r\n";
    let expected = vec![
        "ФИО|Школа|Процент".to_owned(),
        "2: Семёнова Анна|МБОУ \"СОШ № 5\"|79,99".to_owned(),
        "4: Черных Пётр||80,00".to_owned(),
    ];
    let marked = format!("\u{feff}{text}");
    let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (windows, _, lost) = encoding_rs::WINDOWS_1251.encode(text);
    assert!(!lost);
    for (name, bytes) in [
        ("utf-8", text.as_bytes()),
        ("utf-8 with a mark", marked.as_bytes()),
        ("utf-16", &utf16),
        ("windows-1251", &windows),
    ] {
        assert_eq!(read("a.csv", bytes), Ok(expected.clone()), "{name}");
    }
    let notes = read_table("a.csv", &windows).unwrap().notes;
    assert_eq!(
        notes[0].ru,
        "Прочитан CSV: кодировка windows-1251, разделитель – точка с запятой."
    );
}

#[test]
fn delimiters_are_found() {
    let table = [
        ("a;b\n1,5;2,5\n1,5;2,5", "a|b"),
        ("a,b\n1,2", "a|b"),
        ("a\tb\n1\t2", "a|b"),
        ("sep=,\na;x,b\n1,2", "a;x|b"),
        ("\"a,b\";c\n1;2", "a,b|c"),
        ("\n\na;b\n1;2", "a|b"),
        ("Отчёт о тестировании\n\na;b\n1;2", "a|b"),
    ];
    for (text, header) in table {
        assert_eq!(read("a.csv", text.as_bytes()).unwrap()[0], header, "{text}");
    }
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_does() {
    let text = "\na;b\n\"x\ny\";1\n\n\nz;2\n";
    assert_eq!(
        read("a.csv", text.as_bytes()).unwrap(),
        ["a|b", "3: x y|1", "6: z|2"]
    );
}

#[test]
fn a_workbook_is_read_as_it_is_shown() {
    let mut book = Workbook::new();
    let hidden = book.add_worksheet();
    hidden.write(0, 0, "тайна").unwrap();
    hidden.set_hidden(true);
    book.add_worksheet();
    let sheet = book.add_worksheet();
    sheet.set_name("Итоги").unwrap();
    sheet.set_active(true);
    sheet
        .write(0, 0, "Результаты тестирования 21.10.2021")
        .unwrap();
    for (column, title) in ["ФИО", "Верно", "Процент", "Доля", "Дата", "Примечание"]
        .iter()
        .enumerate()
    {
        sheet
            .write(2, u16::try_from(column).unwrap(), *title)
            .unwrap();
    }
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let share = Format::new().set_num_format("0.00%");
    sheet
        .write(3, 0, "  Семёнова\u{a0}Анна\nПетровна ")
        .unwrap();
    sheet.write(3, 1, 24).unwrap();
    sheet.write(3, 2, 79.99).unwrap();
    sheet.write_with_format(3, 3, 0.7999, &share).unwrap();
    sheet.write_with_format(3, 4, 44490, &day).unwrap();
    sheet
        .write_formula(3, 5, rust_xlsxwriter::Formula::new("=1+1").set_result("2"))
        .unwrap();
    sheet.write(5, 0, "Черных Пётр").unwrap();
    sheet.write(5, 2, 0.1 + 0.2).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let table = read_table("Итоги.XLSX", &bytes).unwrap();
    assert_eq!(
        lines(&table),
        [
            "ФИО|Верно|Процент|Доля|Дата|Примечание",
            "4: Семёнова Анна Петровна|24|79,99|79,99|21.10.2021|2",
            "6: Черных Пётр||0,3|||",
        ]
    );
    assert_eq!(
        table.notes[0].ru,
        "Прочитан лист «Итоги»; листов в книге: 2."
    );
}

fn far_cell() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().write(1_048_575, 16_383, "x").unwrap();
    book.save_to_buffer().unwrap()
}

fn bomb() -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![0_u8; 1024 * 1024];
    for _ in 0..=limits::UNPACKED_BYTES >> 20 {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn many_files() -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..=limits::UNPACKED_FILES {
        archive
            .start_file(format!("{number}"), SimpleFileOptions::default())
            .unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn what_cannot_be_read_is_named() {
    let long_cell = format!("a;b\n{};1", "х".repeat(limits::CELL_CHARS + 1));
    let many_rows = format!("a;b\n{}", "1;2\n".repeat(limits::TABLE_ROWS + 1));
    let many_columns = format!("a;b\n{}x", "1;".repeat(limits::TABLE_COLUMNS));
    let table: [(&str, &[u8], &str); 14] = [
        ("a.csv", b"", "I001"),
        ("a.csv", b"\n;;\n", "I001"),
        ("a.csv", &vec![b'a'; limits::TABLE_BYTES + 1], "I002"),
        ("a.xlsx", &bomb(), "I003"),
        ("a.xlsx", &many_files(), "I003"),
        ("a.csv", many_rows.as_bytes(), "I004"),
        ("a.csv", many_columns.as_bytes(), "I005"),
        ("a.xlsx", &far_cell(), "I005"),
        ("a.csv", long_cell.as_bytes(), "I006"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "I007"),
        ("a.pdf", b"%PDF-1.7", "I008"),
        ("a.csv", b"PK\x03\x04zip", "I009"),
        ("a.csv", b"\x00\x01\x02\xff", "I009"),
        ("a.xlsx", b"PK\x03\x04not a zip", "I010"),
    ];
    for (name, bytes, code) in table {
        let error = read_table(name, bytes).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        let sentence = error.sentence();
        assert!(
            sentence.ru.ends_with('.') && sentence.en.ends_with('.'),
            "{sentence:?}"
        );
    }
}

/// A workbook whose only sheet is this text.
fn workbook_of(sheet: &str) -> Vec<u8> {
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    const SHEETS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", SHEETS),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (name, text) in parts {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Built with checks the library panics on such a row, built without it takes another row: either way there is an answer.
#[test]
fn a_row_that_overflows_is_answered() {
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="ZZZZZZZZZZZZ1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#;
    match read_table("a.xlsx", &workbook_of(sheet)) {
        Ok(table) => assert_eq!(table.header, ["1"]),
        Err(error) => assert_eq!(error.code(), "I010"),
    }
}

/// A file of the machine and text that doubles with every entity: neither gets into the table.
#[test]
fn entities_of_a_workbook_stay_unread() {
    let sheet = |head: &str, cell: &str| {
        format!(
            r#"<?xml version="1.0"?>{head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>{cell}</t></is></c></row></sheetData></worksheet>"#
        )
    };
    let plain = read_table("a.xlsx", &workbook_of(&sheet("", "Anna"))).unwrap();
    assert_eq!(lines(&plain), ["name", "2: Anna"]);
    let file = r#"<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>"#;
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;"><!ENTITY f "&b;&b;">]>"#;
    for head in [file, laughs] {
        let read = read_table("a.xlsx", &workbook_of(&sheet(head, "&f;")));
        let told = format!("{read:?}");
        assert!(!told.contains("haha") && !told.contains(":0:0:"), "{told}");
    }
}

#[test]
fn numbers() {
    let table = [
        ("79,99", Some("79,99")),
        ("79.990", Some("79,99")),
        (" 80,00 % ", Some("80")),
        ("1 234,5", Some("1234,5")),
        ("1\u{a0}234", Some("1234")),
        ("−5", Some("-5")),
        ("007", Some("7")),
        ("0,0", Some("0")),
        ("1,2,3", None),
        (",5", None),
        ("", None),
        ("н/я", None),
        ("1e5", None),
    ];
    for (text, expected) in table {
        assert_eq!(decimal(text).as_deref(), expected, "{text}");
    }
    assert_eq!(whole("25,00"), Some(25));
    assert_eq!(whole("25,5"), None);
    assert_eq!(whole("-1"), None);
    assert_eq!(whole("99999999999"), None);
}

#[test]
fn dates() {
    let table = [
        ("20.09.2021", Some("2021-09-20")),
        ("20.09.21", Some("2021-09-20")),
        ("1.9.2021 г.", Some("2021-09-01")),
        ("2021-09-20", Some("2021-09-20")),
        ("29.02.2024", Some("2024-02-29")),
        ("29.02.2023", None),
        ("31.04.2021", None),
        ("20.13.2021", None),
        ("20.09", None),
        ("20.09.202", None),
        ("сегодня", None),
    ];
    for (text, expected) in table {
        assert_eq!(date(text).as_deref(), expected, "{text}");
    }
}
