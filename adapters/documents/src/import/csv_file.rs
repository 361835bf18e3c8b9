//! CSV: UTF-8 with or without a mark, UTF-16 (Excel's "Unicode text"), Windows-1251; semicolon, comma or tab; quotes.

use csv::ReaderBuilder;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};

use crate::import::error::ImportError;
use crate::import::grid::Grid;
use crate::sentence::Sentence;
use crate::table::Table;

/// Delimiters in the order of preference when a line has equally many: Russian Excel writes semicolons.
const DELIMITERS: [(u8, &str, &str); 3] = [
    (b';', "точка с запятой", "semicolon"),
    (b'\t', "табуляция", "tab"),
    (b',', "запятая", "comma"),
];
/// Lines looked at to find the delimiter.
const SAMPLE_LINES: usize = 20;

pub(super) fn read(bytes: &[u8]) -> Result<Table, ImportError> {
    let (text, encoding) = decode(bytes)?;
    let (text, declared, lines_before) = without_declaration(&text);
    let (delimiter, ru, en) = declared.unwrap_or_else(|| guess_delimiter(text));
    let mut grid = Grid::default();
    grid.notes.push(Sentence::new(
        format!(
            "Прочитан CSV: кодировка {}, разделитель – {ru}.",
            encoding.name()
        ),
        format!("CSV read: encoding {}, delimiter {en}.", encoding.name()),
    ));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    // Rows are numbered as a spreadsheet does: a quoted cell of several lines is one row, an empty line is one too.
    let mut row = lines_before;
    for record in reader.records() {
        let record = record.map_err(|error| ImportError::Damaged {
            detail: error.to_string(),
        })?;
        row += 1 + empty_lines(text, record.position());
        for (column, cell) in record.iter().enumerate() {
            grid.put(row, column, cell)?;
        }
    }
    grid.into_table()
}

/// Empty lines that the reader skipped before the record that starts here.
fn empty_lines(text: &str, position: Option<&csv::Position>) -> usize {
    let start = position.and_then(|position| usize::try_from(position.byte()).ok());
    let rest = start.and_then(|start| text.as_bytes().get(start..));
    rest.map_or(0, |rest| {
        rest.iter().take_while(|byte| **byte == b'\n').count()
    })
}

fn decode(bytes: &[u8]) -> Result<(String, &'static Encoding), ImportError> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, mark),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        // Every byte sequence is some Windows-1251 text; the control characters below tell tables from other files.
        None => (WINDOWS_1251, 0),
    };
    let (text, malformed) = encoding.decode_without_bom_handling(&bytes[mark..]);
    let binary = text
        .chars()
        .any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'));
    if binary {
        return Err(ImportError::WrongContent {
            extension: "csv".to_owned(),
        });
    }
    if malformed {
        return Err(ImportError::Damaged {
            detail: encoding.name().to_owned(),
        });
    }
    // One kind of line end, so that the empty lines between records can be counted.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Ok((text, encoding))
}

type Delimiter = (u8, &'static str, &'static str);

/// Excel's own first line `sep=;`.
fn without_declaration(text: &str) -> (&str, Option<Delimiter>, usize) {
    let Some(rest) = text.strip_prefix("sep=") else {
        return (text, None, 0);
    };
    let declared = DELIMITERS
        .into_iter()
        .find(|(byte, _, _)| rest.as_bytes().first() == Some(byte));
    match (declared, rest.split_once('\n')) {
        (Some(_), Some((_, table))) => (table, declared, 1),
        _ => (text, None, 0),
    }
}

/// The delimiter that occurs most, outside quotes, in the first lines.
fn guess_delimiter(text: &str) -> Delimiter {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    let sample = text.lines().take(SAMPLE_LINES).flat_map(str::bytes);
    for byte in sample {
        if byte == b'"' {
            quoted = !quoted;
        }
        let found = DELIMITERS
            .iter()
            .position(|(delimiter, _, _)| *delimiter == byte);
        if let Some(index) = found.filter(|_| !quoted) {
            counts[index] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let index = counts.iter().position(|count| *count == most).unwrap_or(0);
    // Decimal commas outnumber semicolons in a table of numbers: a semicolon on every line decides.
    if counts[0]
        >= text
            .lines()
            .take(SAMPLE_LINES)
            .filter(|line| !line.trim().is_empty())
            .count()
    {
        return DELIMITERS[0];
    }
    DELIMITERS[index]
}
