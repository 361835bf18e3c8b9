//! A register as a workbook: one sheet whose numbers and days are numbers and days, so that they can be counted.
//!
//! Words are written as words: nothing that an applicant typed becomes a formula.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use serde_json::Value;

use crate::limits;
use crate::register_sheet::{CellForm, RegisterLine, RegisterSheet};

/// Most characters of a sheet's name.
const NAME_CHARS: usize = 31;
/// Narrowest and widest column, characters.
const WIDTHS: (usize, usize) = (8, 60);

/// Writes the register as XLSX. Equal sheets give equal bytes.
pub fn workbook(sheet: &RegisterSheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = day(&sheet.printed_on).unwrap_or_default();
    let properties = DocProperties::new().set_title(&sheet.title);
    book.set_properties(&properties.set_creation_datetime(&created));
    let page = book.add_worksheet();
    page.set_name(name(&sheet.title))?;
    page.set_landscape().set_print_fit_to_pages(1, 0);
    page.set_paper_size(9);
    page.set_repeat_rows(0, 0)?;
    page.set_freeze_panes(1, 0)?;
    write_header(page, sheet)?;
    let formats = Formats::new();
    for (row, line) in (1..).zip(&sheet.lines) {
        write_line(page, row, line, sheet, &formats)?;
    }
    let last_column = u16::try_from(sheet.columns.len() + 1).unwrap_or(u16::MAX);
    let last_row = u32::try_from(sheet.lines.len()).unwrap_or(u32::MAX);
    page.autofilter(0, 0, last_row, last_column)?;
    book.save_to_buffer()
}

struct Formats {
    text: Format,
    number: Format,
    date: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = Format::new()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::Top);
        Self {
            text: cell.clone().set_text_wrap(),
            number: cell.clone(),
            date: cell
                .set_num_format("dd.mm.yyyy")
                .set_align(FormatAlign::Center),
        }
    }
}

fn write_header(page: &mut Worksheet, sheet: &RegisterSheet) -> Result<(), XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    let rows = sheet.rows();
    for (index, title) in sheet.header().iter().enumerate() {
        let column = u16::try_from(index).unwrap_or(u16::MAX);
        page.write_string_with_format(0, column, title, &bold)?;
        let cells = rows.iter().filter_map(|row| row.get(index));
        let longest = cells.chain([title]).map(|text| text.chars().count()).max();
        let width = longest.unwrap_or_default().clamp(WIDTHS.0, WIDTHS.1);
        page.set_column_width(column, u32::try_from(width + 2).unwrap_or(u32::MAX))?;
    }
    Ok(())
}

fn write_line(
    page: &mut Worksheet,
    row: u32,
    line: &RegisterLine,
    sheet: &RegisterSheet,
    formats: &Formats,
) -> Result<(), XlsxError> {
    page.write_string_with_format(row, 0, &line.number, &formats.text)?;
    write(
        page,
        (row, 1),
        &Value::from(line.on.as_str()),
        CellForm::Date,
        formats,
    )?;
    for (column, known) in (2..).zip(&sheet.columns) {
        let value = line.values.get(&known.key).unwrap_or(&Value::Null);
        write(page, (row, column), value, known.form, formats)?;
    }
    Ok(())
}

/// A cell of its kind; what is not of that kind is written as words.
fn write(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    form: CellForm,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let text = value.as_str();
    match form {
        CellForm::Date => {
            if let Some(date) = text.and_then(day) {
                page.write_datetime_with_format(row, column, date, &formats.date)?;
                return Ok(());
            }
        }
        CellForm::Number => {
            let parsed = text.and_then(|text| text.replace(',', ".").parse().ok());
            if let Some(number) = value.as_f64().or(parsed) {
                page.write_number_with_format(row, column, number, &formats.number)?;
                return Ok(());
            }
        }
        CellForm::Text => {}
    }
    let words = match value {
        Value::Null => String::new(),
        value => crate::register_sheet::words(value),
    };
    let words: String = words.chars().take(limits::CELL_CHARS).collect();
    page.write_string_with_format(row, column, &words, &formats.text)?;
    Ok(())
}

fn day(iso: &str) -> Option<ExcelDateTime> {
    let mut parts = iso.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// A name that a sheet may have.
fn name(title: &str) -> String {
    let plain = title.chars().map(|each| match each {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
        each => each,
    });
    let short: String = plain.take(NAME_CHARS).collect();
    let trimmed = short.trim().trim_matches('\'').trim();
    if trimmed.is_empty() {
        "1".to_owned()
    } else {
        trimmed.to_owned()
    }
}
