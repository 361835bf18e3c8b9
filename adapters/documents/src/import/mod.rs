//! Reading of tables that people upload: XLSX and CSV, in every encoding and delimiter that Russian offices produce.
//!
//! Everything is bounded before it is read (`limits.rs`): the file, what an archive unpacks to, rows, columns, cells.
//! Macros, formulas and links are never run: a formula gives the value that was saved with it.
//! Values are read by [`decimal`], [`whole`] and [`date`]; matching of rows to people is in `matching.rs`.

mod csv_file;
mod error;
mod grid;
mod value;
mod xlsx_file;

#[cfg(test)]
mod tests;

pub use error::ImportError;
pub use value::{date, decimal, whole};

use crate::limits;
use crate::table::Table;

const ZIP_MAGIC: &[u8] = b"PK\x03\x04";
/// The container of Excel 97-2003 and of encrypted workbooks.
const OLE_MAGIC: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Reads a table from the bytes of a file; the name must end in `.xlsx`, `.csv` or `.txt` and agree with the content.
pub fn read_table(file_name: &str, bytes: &[u8]) -> Result<Table, ImportError> {
    if bytes.len() > limits::TABLE_BYTES {
        return Err(ImportError::FileTooLong);
    }
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    let extension = file_name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_lowercase())
        .unwrap_or_default();
    if bytes.starts_with(OLE_MAGIC) {
        return Err(ImportError::OldWorkbook);
    }
    match (extension.as_str(), bytes.starts_with(ZIP_MAGIC)) {
        ("xlsx", true) => xlsx_file::read(bytes),
        ("csv" | "txt", false) => csv_file::read(bytes),
        ("xlsx" | "csv" | "txt", _) => Err(ImportError::WrongContent { extension }),
        _ => Err(ImportError::UnknownKind { extension }),
    }
}
