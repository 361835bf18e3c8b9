//! XLSX: the first visible sheet that has cells, read cell by cell, after the archive was measured.
//!
//! The sheet's own idea of its size is not believed: a single cell in the last corner would otherwise ask for gigabytes.

use std::io::{Cursor, Read};
use std::panic::catch_unwind;

use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use crate::import::error::ImportError;
use crate::import::grid::Grid;
use crate::import::value::decimal;
use crate::limits;
use crate::sentence::Sentence;
use crate::table::Table;

pub(super) fn read(bytes: &[u8]) -> Result<Table, ImportError> {
    measure(bytes)?;
    // The library counts with numbers of a foreign file (`<row r="ZZZZZZZZ1">`) and may stop in the middle: nothing of ours
    // is left half changed by that, and the file is damaged.
    catch_unwind(|| read_measured(bytes)).unwrap_or_else(|_| {
        Err(ImportError::Damaged {
            detail: "the sheet cannot be read".to_owned(),
        })
    })
}

fn read_measured(bytes: &[u8]) -> Result<Table, ImportError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in &sheets {
        let mut grid = read_sheet(&mut workbook, name)?;
        if grid.is_empty() {
            continue;
        }
        if sheets.len() > 1 {
            grid.notes.push(Sentence::new(
                format!("Прочитан лист «{name}»; листов в книге: {}.", sheets.len()),
                format!(
                    "Sheet «{name}» was read; the workbook has {} sheets.",
                    sheets.len()
                ),
            ));
        }
        return grid.into_table();
    }
    Err(ImportError::Empty)
}

fn damaged(error: XlsxError) -> ImportError {
    let detail = error.to_string();
    ImportError::Damaged {
        detail: detail.chars().take(limits::MESSAGE_CHARS).collect(),
    }
}

/// Unpacks every part into nothing and counts: the sizes that an archive declares may be lies.
fn measure(bytes: &[u8]) -> Result<(), ImportError> {
    let broken = |error: &dyn std::fmt::Display| ImportError::Damaged {
        detail: error.to_string(),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > limits::UNPACKED_FILES {
        return Err(ImportError::UnpacksTooMuch);
    }
    let mut left = limits::UNPACKED_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(&error))?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|error| broken(&error))?;
        left = left
            .checked_sub(unpacked)
            .ok_or(ImportError::UnpacksTooMuch)?;
    }
    Ok(())
}

fn read_sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, ImportError> {
    let mut grid = Grid::default();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    // Only the style tells 0,7999 from 79,99 %.
    let percent: Vec<bool> = cells
        .styles()
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref();
            format.is_some_and(|format| format.format_code.contains('%'))
        })
        .collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let is_percent = percent.get(style).copied().unwrap_or(false);
        if let Some(text) = text_of(cell.get_value(), is_percent) {
            grid.put(row as usize + 1, column as usize, &text)?;
        }
    }
    Ok(grid)
}

fn text_of(value: &DataRef<'_>, percent: bool) -> Option<String> {
    match value {
        DataRef::Int(number) => Some(number.to_string()),
        DataRef::Float(number) if percent => Some(number_text(number * 100.0)),
        DataRef::Float(number) => Some(number_text(*number)),
        DataRef::String(text) => Some(text.clone()),
        DataRef::SharedString(text) => Some((*text).to_owned()),
        DataRef::Bool(true) => Some("да".to_owned()),
        DataRef::Bool(false) => Some("нет".to_owned()),
        DataRef::DateTime(moment) => Some(moment_text(moment)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Some(text.clone()),
        // «#Н/Д» is not a value; the row will be reported as lacking one.
        DataRef::Error(_) | DataRef::Empty => None,
    }
}

/// A stored float as the spreadsheet shows it: at most nine decimals, so that 0,1 + 0,2 is 0,3.
fn number_text(number: f64) -> String {
    let text = format!("{number:.9}");
    decimal(&text).unwrap_or(text)
}

fn moment_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return format!("{hour:02}:{minute:02}");
    }
    if (hour, minute) == (0, 0) {
        format!("{day:02}.{month:02}.{year:04}")
    } else {
        format!("{day:02}.{month:02}.{year:04} {hour:02}:{minute:02}")
    }
}
